export type { OpfsOptions } from "./configuration.js";
export { missingForOpfs } from "./environment.js";
export {
  type ImportData,
  OpfsFiles,
  type OpfsTree,
  type RemoveOptions,
  type TraversedEntry,
  type TraverseOptions,
} from "./files/index.js";
export type { OperationMetrics } from "./metrics.js";
export { Opfs } from "./opfs.js";
