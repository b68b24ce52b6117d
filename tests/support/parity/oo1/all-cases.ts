import { bindCases } from "./bind-cases.js";
import { columnCases } from "./column-cases.js";
import { databaseCases } from "./database-cases.js";
import { execCases } from "./exec-cases.js";
import { functionCases } from "./function-cases.js";
import type { ParityCases } from "./parity-case.js";
import { queryAndTransactionCases } from "./query-cases.js";
import { statementCases } from "./statement-cases.js";

/** Every compared call, by group. */
export const oo1Cases: Readonly<Record<string, ParityCases>> = {
  connections: databaseCases,
  exec: execCases,
  "queries and transactions": queryAndTransactionCases,
  functions: functionCases,
  "life of statements": statementCases,
  binding: bindCases,
  columns: columnCases,
};
