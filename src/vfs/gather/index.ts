export { FileConnection } from "./file-connection.js";
export type { ByteStore, GatheredFile } from "./gathered-file.js";
export { HandOverGroup, type HandOverRole } from "./hand-over-group.js";
