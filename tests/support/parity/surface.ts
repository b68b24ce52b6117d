import type { Subject } from "./subject.js";

/** A name of one package: what kind of thing it is. */
export type Surface = ReadonlyMap<string, string>;

/** A name that differs between the two packages. */
export interface SurfaceDifference {
  readonly path: string;
  readonly ours: string;
  readonly theirs: string;
}

/** What {@link readSurface} looks at. */
export interface SurfaceOptions {
  /** Names that are not looked into. */
  readonly opaque?: ReadonlySet<string>;
}

const MISSING = "missing";
/** What every async function inherits from. */
const ASYNC_FUNCTION = Object.getPrototypeOf(async () => {}) as object;
const OBJECT_NAMES = new Set(Object.getOwnPropertyNames(Object.prototype));
const FUNCTION_NAMES = new Set([...Object.getOwnPropertyNames(Function), "arguments", "caller"]);

/**
 * Lists the names of an object and of what is in it: kind, number of parameters, value of constants.
 *
 * @param root - where to begin
 * @param rootPath - name of the root, for example `"wasm"`
 */
export function readSurface(root: Subject, rootPath: string, options: SurfaceOptions = {}): Surface {
  const surface = new Map<string, string>();
  const seen = new Set<unknown>();
  const visit = (holder: object, path: string): void => {
    if (seen.has(holder)) return;
    seen.add(holder);
    for (const name of namesOf(holder)) {
      const child = `${path}.${name}`;
      // Properties of instances do not work on their class's prototype.
      if (path.endsWith(".prototype") && isAccessor(holder, name)) {
        surface.set(child, "property");
        continue;
      }
      const value = (holder as Record<string, unknown>)[name];
      surface.set(child, kindOf(value));
      if (isNamespace(value) && options.opaque?.has(child) !== true) visit(value, child);
    }
  };
  visit(root, rootPath);
  return surface;
}

/** Compares what two packages have under the same path. */
export function compareSurfaces(ours: Surface, theirs: Surface): SurfaceDifference[] {
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((path) => ({ path, ours: ours.get(path) ?? MISSING, theirs: theirs.get(path) ?? MISSING }))
    .filter((each) => each.ours !== each.theirs)
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** Own names, and those that classes inherit. */
function namesOf(holder: object): string[] {
  const names = new Set<string>();
  const ignored = typeof holder === "function" ? FUNCTION_NAMES : OBJECT_NAMES;
  for (let each = holder; !isBuiltIn(each); each = Object.getPrototypeOf(each)) {
    for (const name of Object.getOwnPropertyNames(each)) {
      if (!ignored.has(name) && !name.startsWith("_")) names.add(name);
    }
  }
  if (typeof holder === "function" && isNamespace(holder.prototype)) {
    if (namesOf(holder.prototype).length > 0) names.add("prototype");
  }
  return [...names];
}

function isBuiltIn(value: unknown): boolean {
  return (
    value === null ||
    value === Object.prototype ||
    value === Function.prototype ||
    value === ASYNC_FUNCTION ||
    value === Error.prototype ||
    value === Error
  );
}

function isAccessor(holder: object, name: string): boolean {
  for (let each = holder; each !== null; each = Object.getPrototypeOf(each)) {
    const descriptor = Object.getOwnPropertyDescriptor(each, name);
    if (descriptor !== undefined) return descriptor.get !== undefined;
  }
  return false;
}

function kindOf(value: unknown): string {
  if (typeof value === "function") return `function of ${value.length}`;
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "array" : "object";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function isNamespace(value: unknown): value is object {
  if (typeof value === "function") return true;
  return typeof value === "object" && value !== null && !ArrayBuffer.isView(value) && !Array.isArray(value);
}
