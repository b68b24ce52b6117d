/**
 * Remembers where a call was made, so that an error which arrives later shows the caller's stack.
 *
 * @returns an error that is never thrown
 */
export function captureCallSite(): Error {
  return new Error();
}
