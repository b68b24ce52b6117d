import type { Contestant } from "../contestant.js";

/** How each is got: loading one must not load the others. */
const loaders: Readonly<Record<string, () => Promise<Contestant>>> = {
  "opfs-sahpool": async () => (await import("./ours.js")).ours("opfs-sahpool"),
  opfs: async () => (await import("./ours.js")).ours("opfs"),
  memory: async () => (await import("./ours.js")).ours("memory"),
  sqlocal: async () => (await import("./sqlocal.js")).sqlocal,
  "web-sqlite-js": async () => (await import("./web-sqlite-js.js")).webSqliteJs,
};

/** Names of all contestants. */
export const CONTESTANTS = Object.keys(loaders);

/** Loads one. @throws RangeError when there is none of that name */
export function loadContestant(name: string): Promise<Contestant> {
  const load = loaders[name];
  if (load === undefined) throw new RangeError(`no contestant ${name}; there are ${CONTESTANTS.join(", ")}`);
  return load();
}
