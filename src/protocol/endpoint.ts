/**
 * One end of a message channel: a `Worker` seen from its page, the global scope of a dedicated worker seen from inside,
 * or a `MessagePort`.
 *
 * @see https://html.spec.whatwg.org/multipage/web-messaging.html
 */
export interface Endpoint {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  /** Begins delivery; only a `MessagePort` has and needs it. */
  start?(): void;
}
