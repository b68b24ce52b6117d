/**
 * What the client does rarely, in a script of its own, which is loaded when it is first needed (`load-extras.ts`). It is bundled by
 * itself, so it may import nothing that the first script has too: a copy of an error class would be another class.
 */
export { backupDatabase } from "./backup-database.js";
export { explainScript } from "./explain-script.js";
export { prepareExport } from "./export-database.js";
export { importDatabase } from "./import-database.js";
export { encodeFunction } from "./sql-function.js";
