const PREFIX = "web-sqlite opfs open ";

/** Takes a mark away. */
export type ReleaseMark = () => void;

/**
 * Marks a database file among all threads of the origin, by a Web Lock that goes when the thread goes: `shared` by who
 * has it open, `exclusive` by who replaces or copies it as a whole. An access handle cannot say it: where a file has one
 * handle only, an idle connection has none.
 *
 * The request is never aborted and never queued.
 *
 * @param path - absolute
 * @returns `undefined` where a mark of another thread is in the way
 */
export function tryMarkOpen(path: string, mode: LockMode): Promise<ReleaseMark | undefined> {
  return new Promise((resolve, reject) => {
    const hold = (lock: Lock | null): Promise<void> | undefined => {
      if (lock !== null) return new Promise((release) => resolve(release));
      resolve(undefined);
      return undefined;
    };
    navigator.locks.request(PREFIX + path, { mode, ifAvailable: true }, hold).catch(reject);
  });
}

/** Whether a thread has a mark on the file at `path`, or on one in the folder at `path`. */
export async function isMarkedOpenBelow(path: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  const file = PREFIX + path;
  const folder = path === "/" ? file : `${file}/`;
  return held.some(({ name }) => name === file || name?.startsWith(folder));
}
