import type { LifeActions } from "./life-messages.js";
import type { SqlActions } from "./sql-messages.js";
import type { WireError } from "./wire-error.js";

/** All actions of the worker, by name. */
export interface Actions extends LifeActions, SqlActions {}

/** Name of an action. */
export type RequestType = keyof Actions;

/** What an action takes. */
export type PayloadOf<Type extends RequestType> = Actions[Type]["payload"];

/** What an action answers when it is done. */
export type ResultOf<Type extends RequestType> = Actions[Type]["result"];

/** What an action may send before it is done, any number of times. */
export type PartOf<Type extends RequestType> = Actions[Type]["part"];

/** A request for one action. */
export interface RequestOf<Type extends RequestType> {
  /** Chosen by the client; every response to the request carries it. */
  readonly id: number;
  readonly type: Type;
  readonly payload: PayloadOf<Type>;
}

/** A message from the client to the worker. */
export type Request = { [Type in RequestType]: RequestOf<Type> }[RequestType];

/** A message from the worker to the client. Each request gets any number of parts, then one `done` or one `error`. */
export type Response =
  | { readonly id: number; readonly type: "part"; readonly payload: PartOf<RequestType> }
  | { readonly id: number; readonly type: "done"; readonly payload: ResultOf<RequestType> }
  | { readonly id: number; readonly type: "error"; readonly payload: WireError };

/** Id of the answer to a message that has none of its own. */
export const NO_REQUEST = -1;
