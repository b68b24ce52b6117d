import { storageErrorOfKind } from "../base/index.js";
import { showCallSite } from "../protocol/index.js";
import type { Database } from "./database.js";
import { DatabaseWorker } from "./database-worker.js";
import { openFolderEarly } from "./early-folder.js";
import type { CheckedOptions } from "./open-options.js";
import type { WorkerLink } from "./worker-link.js";

/** A worker whose database only one worker can have. */
interface Entry {
  readonly settings: string;
  readonly signal: AbortSignal | undefined;
  readonly worker: Promise<DatabaseWorker>;
}

/** The workers of this page, by the names of their databases. */
const entries = new Map<string, Entry>();

/** Whether all handles of a page share one worker, since only one can have the database. */
export function isShared({ payload: { name, storage } }: CheckedOptions): boolean {
  return name !== ":memory:" && (storage === "auto" || storage === "opfs-sahpool");
}

/**
 * Makes a handle of a database that only one worker can have: with the worker that has it, or one that is started.
 *
 * @param callSite - where the caller called
 * @throws StorageError `locked` when it is open here with other settings; as `DatabaseWorker.open`
 */
export async function openShared(
  checked: CheckedOptions,
  callSite: Error,
  start: (checked: CheckedOptions) => WorkerLink,
): Promise<Database> {
  const { name } = checked.payload;
  const settings = settingsOf(checked);
  for (;;) {
    const entry = entries.get(name) ?? enter(checked, settings, callSite, start);
    if (entry.settings !== settings) throw conflict(name, callSite);
    let worker: DatabaseWorker;
    try {
      worker = await entry.worker;
    } catch (error) {
      // The signal of who came first ends the opening for that one only.
      if (entry.signal?.aborted && entry.signal !== checked.signal) continue;
      throw error;
    }
    checked.signal?.throwIfAborted();
    if (!worker.hasEnded) return worker.addHandle(checked);
  }
}

function enter(
  checked: CheckedOptions,
  settings: string,
  callSite: Error,
  start: (checked: CheckedOptions) => WorkerLink,
): Entry {
  const { name } = checked.payload;
  const worker = DatabaseWorker.open(start(checked), checked, callSite, openFolderEarly(name), () => {
    if (entries.get(name) === entry) entries.delete(name);
  });
  const entry: Entry = { settings, signal: checked.signal, worker };
  entries.set(name, entry);
  return entry;
}

/** What all handles of a connection have in common. */
function settingsOf({ payload: { durability, pragmas, wasmUrl }, workerUrl }: CheckedOptions): string {
  return JSON.stringify([durability, pragmas, wasmUrl, workerUrl?.href]);
}

function conflict(name: string, callSite: Error): Error {
  const message = `this page has the database ${JSON.stringify(name)} open with another durability, pragmas or scripts: close it first`;
  const error = storageErrorOfKind("locked", message);
  showCallSite(error, callSite);
  return error;
}
