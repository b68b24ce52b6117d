import type { ParityCalls } from "../subject.js";
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
  kvvfs: kvvfsCalls,
};
