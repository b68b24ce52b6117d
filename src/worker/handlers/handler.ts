import type { ChangeEvent, PartOf, PayloadOf, RequestType, ResultOf } from "../../protocol/index.js";
import type { Connection } from "../connection.js";
import type { EarlyWork } from "../early-work.js";
import type { RunningRequest } from "../running-request.js";
import type { Session } from "../session.js";
import type { WorkerHost } from "../worker-host.js";

/** What the requests to one worker share. */
export interface ServedDatabase {
  readonly host: WorkerHost;
  /** The open database; `undefined` before it is opened and after it is closed. */
  session: Session | undefined;
  /** Whether the page is hidden or frozen: storage that only one can have is given up between requests. */
  isAway: boolean;
  /** What the client does while this worker opens the database. */
  readonly early: EarlyWork["promises"];
  /** Shared with the client; `undefined` where threads cannot share memory. */
  readonly memory: SharedArrayBuffer | undefined;
  /** Its words, which `SharedWord` lists. */
  readonly words: Int32Array | undefined;
}

/** What the handler of one request may use beside its payload. */
export interface RequestContext<Part> {
  readonly served: ServedDatabase;
  /** @throws EngineError `worker` when no database is open */
  readonly session: Session;
  /** @throws as `session`; EngineError `abort`, StorageError `lost` when it is of no use any more */
  readonly connection: Connection;
  /** What ends the request early; `undefined` where nothing does. Handlers that wait look at it themselves. */
  readonly running: RunningRequest | undefined;
  /** Sends a part of the answer ahead. What is in `transfer` is handed over rather than copied. */
  emit(part: Part, transfer?: Transferable[]): void;
  /** Sends an event, also after the request has been answered. */
  notify(event: ChangeEvent): void;
  /** Has an object of the answer handed over rather than copied. */
  transfer(item: Transferable): void;
}

/** Properties of a message or payload, not yet checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** How one action is performed. */
export interface Handler<Type extends RequestType> {
  /** Whether it has to do with a database that need not be there, or may be suspended. */
  readonly isAboutLife?: boolean;
  /** Whether a payload, as it came, is what the action takes. Properties of a payload that is no object are absent. */
  readonly accepts: (payload: Fields) => boolean;
  /** @throws what the request is answered with */
  readonly perform: (
    payload: PayloadOf<Type>,
    context: RequestContext<PartOf<Type>>,
  ) => ResultOf<Type> | Promise<ResultOf<Type>>;
}

/** Handlers of some actions, by the action's name. */
export type Handlers<Type extends RequestType = RequestType> = { readonly [Each in Type]: Handler<Each> };

/** Whether a value of a message is an object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

export const isText = (value: unknown): boolean => typeof value === "string";

/** Whether a value counts transactions around each other. */
export const isDepth = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
