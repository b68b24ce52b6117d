import type { ParityCalls } from "../subject.js";
import { capiConnectionCalls } from "./capi-connection-calls.js";
import { capiFunctionCalls } from "./capi-function-calls.js";
import { capiHookCalls } from "./capi-hook-calls.js";
import { capiLibraryCalls } from "./capi-library-calls.js";
import { capiSessionCalls } from "./capi-session-calls.js";
import { capiStatementCalls } from "./capi-statement-calls.js";
import { functionCalls } from "./function-calls.js";
import { kvvfsCalls } from "./kvvfs-calls.js";
import { libraryCalls } from "./library-calls.js";
import { memoryCalls } from "./memory-calls.js";
import { numberCalls } from "./number-calls.js";
import { scopeCalls } from "./scope-calls.js";
import { structCalls } from "./struct-calls.js";
import { textCalls } from "./text-calls.js";
import { wrapCalls } from "./wrap-calls.js";

/** Every table of calls, by what it is about. */
export const CALL_TABLES: Readonly<Record<string, ParityCalls>> = {
  memory: memoryCalls,
  scopes: scopeCalls,
  numbers: numberCalls,
  texts: textCalls,
  functions: functionCalls,
  wrappers: wrapCalls,
  structs: structCalls,
  library: libraryCalls,
  "C library": capiLibraryCalls,
  "C connections": capiConnectionCalls,
  "C statements": capiStatementCalls,
  "C functions": capiFunctionCalls,
  "C hooks": capiHookCalls,
  "C sessions": capiSessionCalls,
  kvvfs: kvvfsCalls,
};
