import { EngineError } from "../../base/index.js";
import type { DataActions } from "../../protocol/index.js";
import type { WorkerHost } from "../worker-host.js";
import { type Handler, type Handlers, isFields } from "./handler.js";

type ExtraType = keyof DataActions;

const TYPES: Readonly<Record<ExtraType, true>> = {
  exportBegin: true,
  exportNext: true,
  exportEnd: true,
  importBegin: true,
  importBytes: true,
  importEnd: true,
  importAbort: true,
  createFunction: true,
  watchChanges: true,
  deleteDatabase: true,
  listDatabases: true,
  environment: true,
};

/** Actions that need no database. */
const LIBRARY: readonly ExtraType[] = ["deleteDatabase", "listDatabases", "environment"];

const loaded = new WeakMap<WorkerHost, Promise<Handlers<ExtraType>>>();

/** What is done rarely: the handlers are in a script of their own, which is loaded now. */
export const extraHandlers = Object.fromEntries(
  Object.keys(TYPES).map((type) => [type, lazyHandler(type as ExtraType)]),
) as unknown as Handlers<ExtraType>;

function lazyHandler<Type extends ExtraType>(type: Type): Handler<Type> {
  return {
    isAboutLife: LIBRARY.includes(type),
    // Only the other script knows.
    accepts: () => true,
    async perform(payload, context) {
      if (!LIBRARY.includes(type)) void context.connection;
      const handlers: { readonly [Each in ExtraType]: unknown } = await handlersOf(context.served.host);
      const handler = handlers[type] as Handler<Type>;
      if (!handler.accepts(isFields(payload) ? payload : {})) {
        throw new TypeError(`the payload of the action ${type} is malformed`);
      }
      return handler.perform(payload, context);
    },
  };
}

function handlersOf(host: WorkerHost): Promise<Handlers<ExtraType>> {
  let handlers = loaded.get(host);
  if (handlers === undefined) {
    handlers = host.loadExtras().then(
      ({ createExtras }) => createExtras(host.openPool),
      (cause: unknown) => {
        loaded.delete(host);
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new EngineError("worker", `the worker's second script could not be loaded: ${reason}`, {
          cause,
        });
      },
    );
    loaded.set(host, handlers);
  }
  return handlers;
}
