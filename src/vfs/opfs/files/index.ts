export type { ImportData } from "./chunks.js";
export { OpfsFiles, type RemoveOptions, type TraverseOptions } from "./opfs-files.js";
export type { OpfsTree, TraversedEntry } from "./tree.js";
