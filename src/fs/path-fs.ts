import { normalizeComponents, PATH } from "./path.js";

/** Path functions that know a current directory; still strings only. */
export interface PathFs {
  /** Joins from the right until absolute, the current directory last; without trailing slash. */
  resolve(...paths: string[]): string;
  /** The path that leads from one to the other, both resolved first; `""` where they are the same. */
  relative(from: string, to: string): string;
}

/**
 * Makes the PATH_FS functions.
 *
 * @param cwd - gives the current directory, absolute
 */
export function createPathFs(cwd: () => string): PathFs {
  const components = (paths: readonly string[]): string[] => {
    let joined = "";
    for (let index = paths.length - 1; index >= 0 && !PATH.isAbsolute(joined); index--) {
      const path = paths[index];
      if (path) joined = joined === "" ? path : `${path}/${joined}`;
    }
    if (!PATH.isAbsolute(joined)) joined = `${cwd()}/${joined}`;
    return normalizeComponents(joined.split("/"), true);
  };
  return {
    resolve: (...paths) => `/${components(paths).join("/")}`,
    relative(from, to) {
      const source = components([from]);
      const target = components([to]);
      let shared = 0;
      while (shared < source.length && source[shared] === target[shared]) shared++;
      return [...source.slice(shared).map(() => ".."), ...target.slice(shared)].join("/");
    },
  };
}
