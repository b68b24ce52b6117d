import type { SqlActions } from "../../protocol/index.js";
import { type Fields, type Handlers, isFields } from "./handler.js";

const isSql = (payload: Fields): boolean =>
  typeof payload.sql === "string" && Number.isInteger(payload.depth);

const isStatement = (payload: Fields): boolean => {
  const { parameters } = payload;
  if (!isSql(payload) || !isFields(parameters)) return false;
  if (Array.isArray(parameters)) return true;
  return (
    Array.isArray(parameters.names) &&
    Array.isArray(parameters.values) &&
    parameters.names.length === parameters.values.length
  );
};

const isTransaction = ({ depth }: Fields): boolean => Number.isInteger(depth) && (depth as number) > 0;

/** Running SQL. */
export const sqlHandlers: Handlers<keyof SqlActions> = {
  exec: { accepts: isSql, perform: (payload, { connection }) => connection.exec(payload) },
  query: {
    accepts: isStatement,
    perform(payload, { connection, emit, transfer }) {
      const last = connection.query(payload, (batch) => emit(batch, [batch.buffer]));
      transfer(last.buffer);
      return last;
    },
  },
  run: { accepts: isStatement, perform: (payload, { connection }) => connection.run(payload) },
  begin: { accepts: isTransaction, perform: (payload, { connection }) => connection.begin(payload) },
  commit: { accepts: isTransaction, perform: (payload, { connection }) => connection.commit(payload) },
  rollback: { accepts: isTransaction, perform: (payload, { connection }) => connection.rollback(payload) },
};
