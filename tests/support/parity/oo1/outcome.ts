/** What a call did, in a form that two packages can be compared by. */
export type Outcome =
  | { readonly returned: unknown }
  | { readonly threw: string; readonly resultCode?: number; readonly code?: string };

/** Classes of one package whose objects stand for themselves in a comparison, by the name to show. */
export type KnownClasses = Readonly<Record<string, abstract new (...args: never[]) => unknown>>;

/**
 * Replaces what can not be compared between packages: objects of their own classes by the class's name, bigint and bytes
 * by text that tells them from numbers and arrays, functions by their kind.
 */
export function comparable(value: unknown, classes: KnownClasses): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : value;
  if (typeof value === "function") return "<function>";
  if (typeof value !== "object" || value === null) return value === undefined ? "<undefined>" : value;
  for (const [name, known] of Object.entries(classes)) {
    if (value instanceof known) return `<${name}>`;
  }
  if (value instanceof Error) return { [value.constructor.name]: value.message };
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    return { [value.constructor.name]: Array.from(new Uint8Array(buffer, byteOffset, byteLength)) };
  }
  if (Array.isArray(value)) return value.map((entry) => comparable(entry, classes));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, comparable(entry, classes)]));
}

/**
 * Runs a call.
 *
 * @param errorClass - the package's own error class, whose errors are compared with their result codes; of others the
 *   class is compared. Texts are each package's own business.
 */
export function outcomeOf(
  call: () => unknown,
  classes: KnownClasses,
  errorClass: abstract new (...args: never[]) => unknown,
): Outcome {
  try {
    return { returned: comparable(call(), classes) };
  } catch (error) {
    if (error instanceof errorClass) {
      return { threw: "SQLite3Error", resultCode: (error as { readonly resultCode: number }).resultCode };
    }
    return { threw: error instanceof Error ? error.constructor.name : String(error) };
  }
}
