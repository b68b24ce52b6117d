import { NO_REQUEST, type Request, type RequestType } from "../protocol/index.js";

type Fields = Readonly<Record<string, unknown>>;

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

const isOpen = (payload: Fields): boolean =>
  typeof payload.name === "string" &&
  ["auto", "opfs-sahpool", "opfs", "memory"].includes(payload.storage as string) &&
  typeof payload.requirePersistence === "boolean" &&
  ["full", "relaxed"].includes(payload.durability as string) &&
  (payload.wasmUrl === null || typeof payload.wasmUrl === "string") &&
  (payload.storage === "opfs") === payload.proxyPort instanceof MessagePort;

/** Whether a payload is what its action takes. */
const payloadChecks: Readonly<Record<RequestType, (payload: Fields) => boolean>> = {
  open: isOpen,
  exec: isSql,
  query: isStatement,
  run: isStatement,
  begin: isTransaction,
  commit: isTransaction,
  rollback: isTransaction,
  close: () => true,
};

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

/** Id to answer a message with; `NO_REQUEST` where it has none. */
export function requestId(message: unknown): number {
  return isFields(message) && Number.isSafeInteger(message.id) ? (message.id as number) : NO_REQUEST;
}

/**
 * Checks that a message is a request.
 *
 * @param message - anything that a page may have posted
 * @throws TypeError that says what is wrong with it
 */
export function readRequest(message: unknown): Request {
  if (!isFields(message)) throw new TypeError("a request must be an object");
  const { type, payload } = message;
  if (requestId(message) === NO_REQUEST) throw new TypeError("a request must have a whole number as its id");
  if (typeof type !== "string" || !Object.hasOwn(payloadChecks, type)) {
    throw new TypeError(`unknown action: ${String(type)}`);
  }
  const isValid = payloadChecks[type as RequestType](isFields(payload) ? payload : {});
  if (!isValid) throw new TypeError(`the payload of the action ${type} is malformed`);
  return message as unknown as Request;
}
