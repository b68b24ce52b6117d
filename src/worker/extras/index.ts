/**
 * What the worker does rarely, in a script of its own, which it loads when it is first needed. It is bundled by itself:
 * what it shares with the worker's other script it is given, or has a copy of.
 */
import type { DataActions } from "../../protocol/index.js";
import type { Handlers } from "../handlers/handler.js";
import { changeHandlers } from "./changes.js";
import { exportHandlers } from "./exports.js";
import { functionHandlers } from "./functions.js";
import { importHandlers } from "./imports.js";
import { libraryHandlers } from "./library.js";
import type { OpenPool } from "./stored-databases.js";

export type { OpenPool } from "./stored-databases.js";

/** Makes the handlers of the rare actions. */
export type CreateExtras = (openPool: OpenPool | undefined) => Handlers<keyof DataActions>;

export const createExtras: CreateExtras = (openPool) => ({
  ...exportHandlers,
  ...importHandlers,
  ...functionHandlers,
  ...changeHandlers,
  ...libraryHandlers(openPool),
});
