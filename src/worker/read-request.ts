import { NO_REQUEST, type Request, type RequestType } from "../protocol/index.js";
import { handlers, isFields } from "./handlers/index.js";

/** Id to answer a message with; `NO_REQUEST` where it has none. */
export function requestId(message: unknown): number {
  return isFields(message) && Number.isSafeInteger(message.id) ? (message.id as number) : NO_REQUEST;
}

/** Id of the request that a message wants to end; `undefined` where it does not. */
export function cancelledId(message: unknown): number | undefined {
  return isFields(message) && message.type === "cancel" ? requestId(message) : undefined;
}

/**
 * Checks that a message is a request.
 *
 * @param message - anything that a page may have posted
 * @throws TypeError that says what is wrong with it
 */
export function readRequest(message: unknown): Request {
  if (!isFields(message)) throw new TypeError("a request must be an object");
  const { type, payload, limits } = message;
  if (requestId(message) === NO_REQUEST) throw new TypeError("a request must have a whole number as its id");
  if (typeof type !== "string" || !Object.hasOwn(handlers, type)) {
    throw new TypeError(`unknown action: ${String(type)}`);
  }
  if (limits !== undefined && !isFields(limits))
    throw new TypeError("the limits of a request must be an object");
  const isValid = handlers[type as RequestType].accepts(isFields(payload) ? payload : {});
  if (!isValid) throw new TypeError(`the payload of the action ${type} is malformed`);
  return message as unknown as Request;
}
