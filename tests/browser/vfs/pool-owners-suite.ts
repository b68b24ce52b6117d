import { afterEach, expect, it } from "vitest";
import { newDirectory } from "./pool-steps.js";
import { PoolWorker } from "./pool-worker.js";

const workers: PoolWorker[] = [];

/**
 * Starts a worker of the page. A worker of the test's own worker would do, but Firefox ESR hangs now and then when a
 * worker starts another after it has terminated one.
 */
function startWorker(): PoolWorker {
  const worker = new PoolWorker();
  workers.push(worker);
  return worker;
}

/** What happens when two workers want the same pool, with or without headers. */
export function describePoolOwners(): void {
  afterEach(() => {
    for (const worker of workers.splice(0)) worker.terminate();
  });

  it("is held by one worker at a time, and passes on when that one lets go", async () => {
    const directory = newDirectory();
    const [first, second] = [startWorker(), startWorker()];
    expect(await first.run("hold", directory, 0)).toBe(6);
    await expect(second.run("hold", directory, 100)).rejects.toMatchObject({
      name: "StorageError",
      code: "locked",
      message: expect.stringContaining(`holds the pool ${directory}: 1 of its 6 files (0)`),
    });
    const waiting = second.run("hold", directory, 10_000);
    await first.run("release");
    expect(await waiting).toBe(6);
  });

  it("passes on when the worker that has it is terminated", async () => {
    const directory = newDirectory();
    const first = startWorker();
    await first.run("hold", directory, 0);
    first.terminate();
    expect(await startWorker().run("hold", directory, 10_000)).toBe(6);
  });

  it("rolls back what a terminated worker has left unfinished", async () => {
    const directory = newDirectory();
    const first = startWorker();
    const files = ["/kill.db", "/kill.db-journal"];
    expect(await first.run("stopInTransaction", directory)).toEqual(files);
    first.terminate();
    expect(await startWorker().run("recover", directory)).toEqual({
      filesBefore: files,
      found: [2000],
      check: ["ok"],
      filesAfter: ["/kill.db"],
    });
  });
}
