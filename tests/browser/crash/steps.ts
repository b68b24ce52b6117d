import { type Database, type OpenOptions, open, type SqlRow, type StorageReport } from "web-sqlite-v2";
import { terminateWorkers, watchWorkers } from "../../support/client/watched-workers.js";

/** Longest that a call may take before it counts as one that hangs, in milliseconds. */
const PATIENCE = 30_000;

/** What became of a call, as JSON carries it to the driver. */
export type Outcome<Value> = { readonly value: Value } | { readonly error: Failure };

/** What is told of an error. */
export interface Failure {
  readonly name: string;
  readonly code: unknown;
  readonly message: string;
  readonly cause?: Failure;
}

let db: Database;

export function openDatabase(name: string, options: OpenOptions): Promise<Outcome<StorageReport>> {
  watchWorkers();
  return outcome(async () => {
    db = await open(name, options);
    return db.storage;
  });
}

export function exec(sql: string): Promise<Outcome<void>> {
  return outcome(() => db.exec(sql));
}

export function query(sql: string): Promise<Outcome<SqlRow[]>> {
  return outcome(() => db.query(sql));
}

/** Runs statements in one transaction. */
export function transaction(...statements: readonly string[]): Promise<Outcome<void>> {
  return outcome(() =>
    db.transaction(async (tx) => {
      for (const sql of statements) await tx.exec(sql);
    }),
  );
}

/**
 * Runs a statement, each time in a transaction of its own, until it fails.
 *
 * @param limit - after so many times it is enough
 * @returns how often it was acknowledged, and the error
 */
export async function repeat(sql: string, limit: number): Promise<{ done: number; error?: Failure }> {
  for (let done = 0; done < limit; done++) {
    const result = await exec(sql);
    if ("error" in result) return { done, error: result.error };
  }
  return { done: limit };
}

export function closeDatabase(): Promise<Outcome<void>> {
  return outcome(() => db.close());
}

/** Puts a file of so many bytes beside the databases. */
export function storeFile(name: string, size: number): Promise<Outcome<void>> {
  return outcome(async () => {
    const root = await navigator.storage.getDirectory();
    const file = await root.getFileHandle(name, { create: true });
    const stream = await file.createWritable();
    await stream.write(new Uint8Array(size));
    await stream.close();
  });
}

/** Removes an entry of the Origin Private File System with all that is in it. */
export function removeEntry(name: string): Promise<Outcome<void>> {
  return outcome(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(name, { recursive: true });
  });
}

/** Closes the handles of every thread that runs `handle-losing.ts`. */
export function closeHandles(): Promise<Outcome<void>> {
  return outcome(async () => {
    const channel = new BroadcastChannel("close-handles");
    const closed = new Promise((resolve) => channel.addEventListener("message", resolve, { once: true }));
    channel.postMessage(null);
    await closed;
    channel.close();
  });
}

/** Ends all storage proxies, as a browser that is short of memory might. */
export function endProxies(): void {
  terminateWorkers("async-proxy");
}

async function outcome<Value>(call: () => Promise<Value>): Promise<Outcome<Value>> {
  const hang = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error(`nothing happened for ${PATIENCE} ms`)), PATIENCE),
  );
  try {
    return { value: await Promise.race([call(), hang]) };
  } catch (error) {
    return { error: describe(error) };
  }
}

function describe(error: unknown): Failure {
  const { name, code, message, cause } = error as Failure;
  return { name, code, message, ...(cause === undefined ? {} : { cause: describe(cause) }) };
}
