/**
 * Pure string functions on POSIX paths: they never look at a filesystem, so `..` after a symbolic link is dropped with
 * the link's name although a look-up would go elsewhere.
 */
export const PATH = { isAbsolute, normalize, dirname, basename, join, splitPath } as const;

/** Does the path start at the root? */
function isAbsolute(path: string): boolean {
  return path.startsWith("/");
}

/**
 * Drops `.`, empty components and resolvable `..`.
 *
 * @returns the shortest equal path: `"/"` for the root, `"."` for nothing; a trailing slash is kept
 */
function normalize(path: string): string {
  const absolute = isAbsolute(path);
  const kept = normalizeComponents(path.split("/"), absolute);
  const joined = kept.join("/") || (absolute ? "" : ".");
  const trailing = path.endsWith("/") && joined !== "" ? "/" : "";
  return (absolute ? "/" : "") + joined + trailing;
}

/**
 * Resolves `.` and `..` within a list of components.
 *
 * @param absolute - whether the list starts at the root, where `..` stays
 */
export function normalizeComponents(components: readonly string[], absolute: boolean): string[] {
  const kept: string[] = [];
  for (const component of components) {
    if (component === "" || component === ".") continue;
    if (component !== "..") kept.push(component);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!absolute) kept.push(component);
  }
  return kept;
}

/** The directory part, as dirname(3) gives it: `"."` where there is none. */
function dirname(path: string): string {
  const { directory } = split(path);
  return directory === "" ? "." : directory;
}

/** The last component, as basename(3) gives it: `"/"` for the root, `"."` for the empty path. */
function basename(path: string): string {
  if (path === "") return ".";
  const { base } = split(path);
  return base === "" ? "/" : base;
}

/** Joins with slashes, leaving out empty parts, and normalizes. */
function join(...parts: string[]): string {
  return normalize(parts.filter((part) => part !== "").join("/"));
}

/**
 * Splits a path into root, directory, base name and extension.
 *
 * @returns `[root, directory, base, extension]`: root is `"/"` or `""`, directory ends in a slash unless empty, base
 * includes the extension, extension starts with its dot (`""` for a leading dot only)
 */
function splitPath(path: string): [root: string, directory: string, base: string, extension: string] {
  const root = isAbsolute(path) ? "/" : "";
  const body = path.replace(/^\/+/, "").replace(/\/+$/, "");
  const slash = body.lastIndexOf("/");
  const base = body.slice(slash + 1);
  const dot = base === ".." ? 0 : base.lastIndexOf(".");
  return [root, body.slice(0, slash + 1), base, dot > 0 ? base.slice(dot) : ""];
}

function split(path: string): { directory: string; base: string } {
  const body = path.replace(/\/+$/, "");
  const slash = body.lastIndexOf("/");
  const above = body.slice(0, slash + 1).replace(/\/+$/, "");
  const rooted = isAbsolute(path) && above === "";
  return { directory: rooted ? "/" : above, base: body.slice(slash + 1) };
}
