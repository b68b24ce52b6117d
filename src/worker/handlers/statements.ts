import type { StatementActions } from "../../protocol/index.js";
import { type Handlers, isText } from "./handler.js";

/** Statements kept prepared. */
export const statementHandlers: Handlers<keyof StatementActions> = {
  prepare: {
    accepts: ({ sql }) => isText(sql),
    perform: ({ sql }, { connection }) => connection.prepare(sql),
  },
  release: {
    accepts: ({ sql }) => isText(sql),
    perform: ({ sql }, { connection }) => connection.release(sql),
  },
};
