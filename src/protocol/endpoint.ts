/**
 * One end of a message channel: a `Worker` seen from its page, the global scope of a dedicated worker seen from inside,
 * or a `MessagePort`.
 *
 * @see https://html.spec.whatwg.org/multipage/web-messaging.html
 */
export interface Endpoint {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: "message" | "messageerror", listener: (event: MessageEvent) => void): void;
  /** Begins delivery; only a `MessagePort` has and needs it. */
  start?(): void;
}

/** Bytes up to which a buffer is copied quicker than it is handed over (10 to 20 microseconds in Chromium). */
const COPIED_SIZE = 4096;

/**
 * Posts a message.
 *
 * @param transfer - what may be handed over rather than copied; a list of none costs more than no list
 */
export function post(endpoint: Endpoint, message: unknown, transfer?: Transferable[]): void {
  const isWorthIt = transfer?.some((item) => !(item instanceof ArrayBuffer) || item.byteLength > COPIED_SIZE);
  if (isWorthIt === true) endpoint.postMessage(message, transfer);
  else endpoint.postMessage(message);
}
