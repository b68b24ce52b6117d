import type { TransactionActions } from "../../protocol/index.js";
import { type Fields, type Handlers, isDepth } from "./handler.js";

const MODES: readonly unknown[] = ["deferred", "immediate", "exclusive"];

const isTransaction = ({ depth }: Fields): boolean => isDepth(depth) && (depth as number) > 0;

/** Transactions and savepoints. */
export const transactionHandlers: Handlers<keyof TransactionActions> = {
  begin: {
    accepts: (payload) => isTransaction(payload) && MODES.includes(payload.mode),
    perform: (payload, { connection }) => connection.begin(payload),
  },
  commit: { accepts: isTransaction, perform: (payload, { connection }) => connection.commit(payload) },
  rollback: { accepts: isTransaction, perform: (payload, { connection }) => connection.rollback(payload) },
};
