export type { OpfsOptions } from "./configuration.js";
export { missingForOpfs } from "./environment.js";
export type { OperationMetrics } from "./metrics.js";
export { Opfs } from "./opfs.js";
