import type { CursorActions } from "./cursor-messages.js";
import type { ChangeEvent, DataActions } from "./data-messages.js";
import type { LifeActions } from "./life-messages.js";
import type { SqlActions } from "./sql-messages.js";
import type { StatementActions } from "./statement-messages.js";
import type { TransactionActions } from "./transaction-messages.js";
import type { WireError } from "./wire-error.js";

/** All actions of the worker, by name. */
export interface Actions
  extends LifeActions,
    SqlActions,
    StatementActions,
    CursorActions,
    TransactionActions,
    DataActions {}

/** Name of an action. */
export type RequestType = keyof Actions;

/** What an action takes. */
export type PayloadOf<Type extends RequestType> = Actions[Type]["payload"];

/** What an action answers when it is done. */
export type ResultOf<Type extends RequestType> = Actions[Type]["result"];

/** What an action may send before it is done, any number of times. */
export type PartOf<Type extends RequestType> = Actions[Type]["part"];

/** How long a request may take, and who wants to know. */
export interface RequestLimits {
  /** Milliseconds since 1970 after which it is interrupted. */
  readonly deadline?: number | undefined;
  /** Whether a {@link Cancellation} may come. */
  readonly isCancellable?: boolean;
  /** Whether `progress` is wanted. */
  readonly wantsProgress?: boolean;
}

/** A request for one action. */
export interface RequestOf<Type extends RequestType> {
  /** Chosen by the client, above 0; every response to the request carries it. */
  readonly id: number;
  readonly type: Type;
  readonly payload: PayloadOf<Type>;
  /** Absent where there are none. */
  readonly limits?: RequestLimits;
}

/** Asks for the end of a request, which is then answered with the error `SQLITE_INTERRUPT` if it was not done before. */
export interface Cancellation {
  readonly type: "cancel";
  readonly id: number;
}

/** What the client does for a worker while it starts. */
export interface EarlyParts {
  /** The compiled `sqlite3.wasm`. */
  readonly module: WebAssembly.Module;
  /** The folder of the database's pool of files. */
  readonly folder: EarlyFolder;
}

/** A pool's folder in the Origin Private File System. */
export interface EarlyFolder {
  readonly folder: FileSystemDirectoryHandle;
  /** What the client has found in it, or made where it was empty; while another worker has the pool it may get more. */
  readonly entries: readonly FileSystemHandle[];
}

/** Follows a request to open that announces it. Not answered. */
export interface EarlyMessage<Part extends keyof EarlyParts = keyof EarlyParts> {
  readonly type: Part;
  /** `null` where the client cannot do it. */
  readonly value: EarlyParts[Part] | null;
}

/** A request for an action. */
export type Request = { [Type in RequestType]: RequestOf<Type> }[RequestType];

/** How far a request is that takes long. */
export interface StatementProgress {
  /** Milliseconds since the worker began with it. */
  readonly elapsed: number;
  /** Instructions of SQLite's virtual machine that it has run, in steps of some thousands. */
  readonly operations: number;
}

/**
 * A message from the worker to the client. Each request gets any number of `part` and `progress`, then one `done` or one
 * `error`; what happens without being asked for comes as an `event`, with {@link NO_REQUEST} as its id.
 */
export type Response =
  | { readonly id: number; readonly type: "event"; readonly payload: ChangeEvent }
  | { readonly id: number; readonly type: "progress"; readonly payload: StatementProgress }
  | { readonly id: number; readonly type: "part"; readonly payload: PartOf<RequestType> }
  | { readonly id: number; readonly type: "done"; readonly payload: ResultOf<RequestType> }
  | { readonly id: number; readonly type: "error"; readonly payload: WireError };

/** Id of the answer to a message that has none of its own, and of events. */
export const NO_REQUEST = -1;
