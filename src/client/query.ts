import {
  decodeArrays,
  decodeObjects,
  type RowsPayload,
  type SqlRow,
  type SqlValue,
  type StatementPayload,
} from "../protocol/index.js";
import type { Channel } from "./channel.js";

/** Rows as arrays, with the names of their columns, which need not differ from each other. */
export interface ArrayRows {
  readonly columns: readonly string[];
  readonly rows: SqlValue[][];
}

/** Form of the rows of a query. */
export type RowMode = "object" | "array";

/** Runs a query whose rows become objects. Batches are decoded as they arrive, while the worker reads on. */
export async function queryObjects(
  channel: Channel,
  payload: StatementPayload,
  callSite: Error,
): Promise<SqlRow[]> {
  const rows: SqlRow[] = [];
  const decode = ({ buffer, columns }: RowsPayload) => decodeObjects(buffer, columns, rows);
  decode(await channel.request("query", payload, callSite, { onPart: decode }));
  return rows;
}

/** Runs a query whose rows become arrays. */
export async function queryArrays(
  channel: Channel,
  payload: StatementPayload,
  callSite: Error,
): Promise<ArrayRows> {
  const rows: SqlValue[][] = [];
  const decode = ({ buffer }: RowsPayload) => decodeArrays(buffer, rows);
  const last = await channel.request("query", payload, callSite, { onPart: decode });
  decode(last);
  return { columns: last.columns, rows };
}
