import type { DatabasePointer } from "../../capi/index.js";
import { readCString } from "../../wasm/index.js";
import { Script } from "../script.js";
import { bindArguments } from "./bind-arguments.js";
import type { Oo1Context } from "./context.js";
import type { ExecPlan } from "./exec-plan.js";
import { StatementHandle } from "./statement-handle.js";

/** What {@link runExec} needs of the connection. */
export interface ExecHost {
  readonly pointer: DatabasePointer;
  /** Handles of the connection's statements: a connection that a callback closes ends the running one with them. */
  readonly handles: Set<StatementHandle>;
  /** Makes the public object of a statement. */
  present(handle: StatementHandle): unknown;
}

/**
 * Runs all statements of a text. What a plan wants of rows comes from the first statement that has columns, what it
 * binds goes to the first that has parameters.
 *
 * @throws SQLite3Error at the first statement that fails; what the callback throws. The statements before have run
 */
export function runExec(context: Oo1Context, host: ExecHost, plan: ExecPlan): void {
  const { capi } = context;
  const script = context.translate(() => new Script(capi, host.pointer, plan.sql));
  let bindings = plan.bind;
  let wantsRows = plan.callback ?? plan.resultRows ?? plan.columnNames;
  try {
    for (;;) {
      const pointer = context.translate(() => script.next());
      if (pointer === 0) return;
      const handle = new StatementHandle(pointer, "owned", host.handles);
      try {
        plan.saveSql?.push(readCString(capi.heap, capi.sqlite3_sql(pointer))?.trim() ?? "");
        if (bindings !== undefined && capi.sqlite3_bind_parameter_count(pointer) > 0) {
          bindArguments(context, handle, [bindings]);
          bindings = undefined;
        }
        if (wantsRows !== undefined && capi.sqlite3_column_count(pointer) > 0) {
          wantsRows = undefined;
          deliverRows(context, host, handle, plan);
        } else {
          while (handle.step(context));
        }
      } finally {
        handle.finalize(context);
      }
    }
  } finally {
    script.dispose();
  }
}

function deliverRows(context: Oo1Context, host: ExecHost, handle: StatementHandle, plan: ExecPlan): void {
  const { callback, readRow, resultRows } = plan;
  plan.columnNames?.push(...handle.columnNames(context));
  const statement = callback === undefined ? undefined : host.present(handle);
  while (handle.step(context)) {
    const row = readRow === "stmt" ? statement : readRow(handle);
    resultRows?.push(row);
    if (callback === undefined) continue;
    handle.isLocked = true;
    const answer = callback(row, statement);
    handle.isLocked = false;
    if (handle.pointer === 0) throw context.misuse("a callback of exec() has closed its connection");
    if (answer === false) return;
  }
}
