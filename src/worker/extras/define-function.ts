import { sqliteError } from "../../capi/index.js";
import type { Capi, ContextPointer } from "../../capi/index.js";
import {
  type FunctionDefinition,
  type FunctionOwner,
  type FunctionResult,
  installFunction,
} from "../../oo1/index.js";
import type { FunctionPayload } from "../../protocol/index.js";
import { NULL, type Pointer } from "../../wasm/index.js";
import type { Session } from "../session.js";
import type { Callback, Callbacks } from "./load-callbacks.js";

/** Bytes of SQLite's own that tell one group from another; they hold nothing. */
const MARK_SIZE = 1;

/**
 * Defines an SQL function on a session's connection, and on those that follow it.
 *
 * @throws SqliteError, such as `SQLITE_BUSY` while a statement that uses it is not finished
 */
export function defineFunction(session: Session, payload: FunctionPayload, callbacks: Callbacks): void {
  const { name } = payload;
  const { capi } = session.engine;
  const owner = ownerOf(session);
  const definition: FunctionDefinition = {
    name,
    arity: payload.arity ?? arityOf(callbacks),
    flags: flagsOf(capi, payload),
    pApp: NULL,
    xDestroy: undefined,
    callbacks:
      callbacks.scalar === undefined ? groupCallbacks(capi, callbacks) : scalarCallbacks(callbacks.scalar),
  };
  // SQLite tells functions of one name apart by the number of their arguments.
  session.setUp(`function ${name.toLowerCase()} ${definition.arity}`, (db) =>
    installFunction(owner, db.pointer, definition),
  );
}

const owners = new WeakMap<Session, FunctionOwner>();

/** Remembers what the session's functions throw, until SQLite reports it. */
function ownerOf(session: Session): FunctionOwner {
  const known = owners.get(session);
  if (known !== undefined) return known;
  const { capi } = session.engine;
  let failure: { readonly text: string; readonly cause: unknown } | undefined;
  const owner: FunctionOwner = {
    capi,
    check(code, db) {
      if (code !== 0) throw sqliteError(capi, code, db);
    },
    remember(text, cause) {
      failure = { text, cause };
    },
  };
  session.addCauses(({ message }) => {
    if (failure?.text !== message) return undefined;
    const { cause } = failure;
    failure = undefined;
    return cause;
  });
  owners.set(session, owner);
  return owner;
}

/** Parameters that the callback declares; any number where the last one takes the rest. */
function arityOf({ scalar, step }: Callbacks): number {
  const callback = (scalar ?? step) as Callback;
  if (/^[^)]*\.\.\./.test(String(callback))) return -1;
  return scalar === undefined ? Math.max(0, callback.length - 1) : callback.length;
}

function flagsOf({ constants }: Capi, payload: FunctionPayload): number {
  let flags = constants.SQLITE_UTF8;
  if (payload.deterministic) flags |= constants.SQLITE_DETERMINISTIC;
  if (payload.directOnly) flags |= constants.SQLITE_DIRECTONLY;
  if (payload.innocuous) flags |= constants.SQLITE_INNOCUOUS;
  return flags;
}

function scalarCallbacks(scalar: Callback): FunctionDefinition["callbacks"] {
  return { xFunc: (_, ...args) => scalar(...args) as FunctionResult };
}

/** Each group has a state, which `start` gives, and `step` and `inverse` change or replace. */
function groupCallbacks(capi: Capi, callbacks: Callbacks): FunctionDefinition["callbacks"] {
  const { start, step, inverse, result } = callbacks as Record<string, Callback>;
  const states = new Map<Pointer, unknown>();
  const stateAt = (group: Pointer) => (states.has(group) ? states.get(group) : start?.());
  const change =
    (callback: Callback | undefined) =>
    (call: ContextPointer, ...args: unknown[]) => {
      const group = capi.sqlite3_aggregate_context(call, MARK_SIZE);
      const state = stateAt(group);
      const next = callback?.(state, ...args);
      states.set(group, next === undefined ? state : next);
    };
  // A group without rows has no memory of its own.
  const value = (call: ContextPointer) =>
    result?.(stateAt(capi.sqlite3_aggregate_context(call, 0))) as FunctionResult;
  const aggregate = {
    xStep: change(step),
    xFinal(call: ContextPointer) {
      try {
        return value(call);
      } finally {
        states.delete(capi.sqlite3_aggregate_context(call, 0));
      }
    },
  };
  return inverse === undefined ? aggregate : { ...aggregate, xValue: value, xInverse: change(inverse) };
}
