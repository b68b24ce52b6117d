/**
 * Has an error say where in the caller's arguments it is.
 *
 * @param place - for people: "row 3"
 * @returns the error
 */
export function located(place: string, error: unknown): unknown {
  if (error instanceof Error) error.message = `${place}: ${error.message}`;
  return error;
}
