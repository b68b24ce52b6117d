import type { CursorActions, CursorRows } from "../../protocol/index.js";
import { finish, type Steps } from "../steps.js";
import { type Fields, type Handlers, isDepth, type RequestContext } from "./handler.js";
import { isStatement } from "./sql.js";

const isCursor = ({ cursor }: Fields): boolean => isDepth(cursor);

function* transferred(steps: Steps<CursorRows>, { transfer }: RequestContext<never>): Steps<CursorRows> {
  const rows = yield* steps;
  transfer(rows.buffer);
  return rows;
}

/** Queries read step by step. */
export const cursorHandlers: Handlers<keyof CursorActions> = {
  openCursor: {
    accepts: (payload) => isCursor(payload) && isStatement(payload) && (payload.batchSize as number) >= 1,
    perform: (payload, context) => finish(transferred(context.connection.openCursor(payload), context)),
  },
  fetch: {
    accepts: isCursor,
    perform: (payload, context) => finish(transferred(context.connection.fetch(payload), context)),
  },
  closeCursor: { accepts: isCursor, perform: (payload, { connection }) => connection.closeCursor(payload) },
};
