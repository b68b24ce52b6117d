import type { Database } from "web-sqlite-v2";

/** A database whose worker can be killed. */
export interface Writer {
  /** Inserts rows, each in a transaction of its own; gives their number. */
  commitSome(): Promise<number>;
  /** Inserts rows in a transaction that is not ended. */
  leaveTransactionOpen(): Promise<void>;
  /** Ends the worker in which the database is open, whatever it is doing. */
  terminate(): void;
}

/**
 * Opens a database in the page and notes which worker the client starts for it. A worker that opened it and is then
 * terminated would be simpler, but Firefox (seen in 153) hangs now and then when a worker starts a worker.
 *
 * @param name - the database
 */
export async function startWriter(name: string): Promise<Writer> {
  const started: Worker[] = [];
  // A client of its own: the page's would go on using the worker, of whose end it is not told.
  const client = "/dist/client/index.js?writer";
  const { open } = (await import(client)) as typeof import("web-sqlite-v2");
  const db = await notingWorkers(started, () => open(name));
  await db.exec("CREATE TABLE note(id)");
  return {
    async commitSome() {
      for (let id = 0; id < 50; id++) await db.run("INSERT INTO note VALUES (?)", [id]);
      return 50;
    },
    leaveTransactionOpen: () => new Promise((resolve, reject) => writeUnended(db, resolve).catch(reject)),
    terminate() {
      for (const worker of started) worker.terminate();
    },
  };
}

/** Begins a transaction that never ends, and calls back when rows of it have reached the file. */
function writeUnended(db: Database, onWritten: () => void): Promise<unknown> {
  return db.transaction(async (tx) => {
    // Large enough to reach the file before the commit that never comes.
    await tx.exec("PRAGMA cache_size = 2");
    for (let id = 0; id < 500; id++) await tx.run("INSERT INTO note VALUES (hex(randomblob(2000)))");
    onWritten();
    await new Promise(() => {});
  });
}

/** Runs a function, and adds the workers that are started meanwhile to the list. */
async function notingWorkers<Result>(started: Worker[], run: () => Promise<Result>): Promise<Result> {
  const { Worker: Original } = globalThis;
  globalThis.Worker = class extends Original {
    constructor(...args: ConstructorParameters<typeof Original>) {
      super(...args);
      started.push(this);
    }
  };
  try {
    return await run();
  } finally {
    globalThis.Worker = Original;
  }
}
