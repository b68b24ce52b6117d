import type { SqlActions } from "../../protocol/index.js";
import { finish } from "../steps.js";
import { type Fields, type Handlers, isDepth, isFields, isText } from "./handler.js";

const isSql = ({ sql, depth }: Fields): boolean => isText(sql) && isDepth(depth);

function isParameters(parameters: unknown): boolean {
  if (!isFields(parameters)) return false;
  if (Array.isArray(parameters)) return true;
  const { names, values } = parameters;
  return Array.isArray(names) && Array.isArray(values) && names.length === values.length;
}

/** Whether a payload is one statement to run. */
export const isStatement = (payload: Fields): boolean => isSql(payload) && isParameters(payload.parameters);

/** Running SQL. */
export const sqlHandlers: Handlers<keyof SqlActions> = {
  exec: { accepts: isSql, perform: (payload, { connection }) => finish(connection.exec(payload)) },
  query: {
    accepts: isStatement,
    perform(payload, { connection, emit, transfer }) {
      return finish(
        (function* () {
          const last = yield* connection.query(payload, (batch) => emit(batch, [batch.buffer]));
          transfer(last.buffer);
          return last;
        })(),
      );
    },
  },
  first: { accepts: isStatement, perform: (payload, { connection }) => finish(connection.first(payload)) },
  run: { accepts: isStatement, perform: (payload, { connection }) => finish(connection.run(payload)) },
  runMany: {
    accepts: (payload) =>
      isSql(payload) &&
      payload.buffer instanceof ArrayBuffer &&
      (payload.names === null || Array.isArray(payload.names)) &&
      Number.isSafeInteger(payload.position) &&
      typeof payload.isLast === "boolean",
    perform: (payload, { connection }) => finish(connection.runMany(payload)),
  },
  stopMany: { accepts: () => true, perform: (_, { connection }) => connection.stopMany() },
  batch: {
    accepts: ({ depth, texts, statements }) =>
      isDepth(depth) &&
      Array.isArray(texts) &&
      Array.isArray(statements) &&
      statements.every(
        (each: unknown) => Array.isArray(each) && isText(texts[each[0]]) && isParameters(each[1]),
      ),
    perform(payload, { connection, transfer }) {
      return finish(
        (function* () {
          const result = yield* connection.batch(payload);
          for (const [, { buffer }] of result.rows) transfer(buffer);
          return result;
        })(),
      );
    },
  },
};
