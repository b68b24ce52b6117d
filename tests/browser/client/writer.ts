/** A worker that has a database open through a client of its own, and can be killed. */
export interface Writer {
  /** Inserts rows, each in a transaction of its own; gives their number. */
  commitSome(): Promise<number>;
  /** Inserts rows in a transaction that is not ended. */
  leaveTransactionOpen(): Promise<number>;
  terminate(): void;
}

/** Starts one. @param name - the database */
export async function startWriter(name: string): Promise<Writer> {
  const worker = new Worker(new URL("./writer.worker.ts", import.meta.url), { type: "module" });
  const ask = (message: string) =>
    new Promise<number>((resolve, reject) => {
      worker.addEventListener("message", ({ data }: MessageEvent<number>) => resolve(data), { once: true });
      worker.addEventListener("error", (event) => reject(new Error(event.message)), { once: true });
      worker.postMessage(message);
    });
  await ask(name);
  return {
    commitSome: () => ask("commit"),
    leaveTransactionOpen: () => ask("leave open"),
    terminate: () => worker.terminate(),
  };
}
