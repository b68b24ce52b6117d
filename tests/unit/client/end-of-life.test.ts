import { describe, expect, it, vi } from "vitest";
import { EngineError, SqliteError } from "../../../src/client/index.js";
import { openOwnStorage } from "../../../src/worker/own-storage.js";
import { openInNode, startNodeWorker, startWorkerEngine } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

const LONG_QUERY =
  "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 300000) SELECT count(*) FROM c";
const forever = () => new Promise<never>(() => {});
const aborted = { name: "AbortedError", code: "SQLITE_ABORT" };
const died = new EngineError("worker", "the worker died");

describe("closing a database", () => {
  it("rejects what is pending: running, waiting, and a transaction that never ends", async () => {
    const worker = startNodeWorker();
    const db = await openInNode(":memory:", {}, worker);
    const running = rejection(db.query(LONG_QUERY));
    const transaction = rejection(db.transaction(forever));
    const waiting = [db.exec("SELECT 1"), db.transaction(() => 1)].map(rejection);
    await db.close();
    for (const error of await Promise.all([running, transaction, ...waiting])) {
      expect(error).toBeInstanceOf(SqliteError);
      expect(error).toMatchObject({ ...aborted, message: expect.stringContaining("closed") as string });
    }
    expect(await worker.ended).toBe("exited");
  });

  it("rejects what a transaction still calls, and its promise only once", async () => {
    const db = await openInNode();
    let late: Promise<Error> | undefined;
    const transaction = rejection(
      db.transaction(async (tx) => {
        await db.close();
        late = rejection(tx.query("SELECT 1"));
        await late;
        throw new Error("nobody hears this");
      }),
    );
    expect(await transaction).toMatchObject(aborted);
    await vi.waitFor(() => expect(late).toBeDefined());
    expect(await late).toMatchObject({ code: "SQLITE_MISUSE" });
  });

  it("refuses later calls in the caller's stack", async () => {
    const db = await openInNode();
    await db.close();
    for (const call of [
      () => db.exec("SELECT 1"),
      () => db.query("SELECT 1"),
      () => db.run("SELECT 1"),
      () => db.transaction(() => 1),
    ]) {
      const error = await rejection(
        (async function callOfTheUser() {
          await call();
        })(),
      );
      expect(error).toMatchObject({ code: "SQLITE_MISUSE", message: "the database is closed" });
      expect(error.stack).toContain("callOfTheUser");
    }
  });

  it("may be asked for again and again", async () => {
    const db = await openInNode();
    await Promise.all([db.close(), db.close()]);
    await db.close();
    await db[Symbol.asyncDispose]();
  });

  it("terminates a worker that does not answer", async () => {
    const worker = startNodeWorker();
    const db = await openInNode(":memory:", {}, worker);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    worker.port.postMessage = () => {};
    const closing = db.close();
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    await closing;
    expect(await worker.ended).toBe("terminated");
  });

  it("ends an await using block", async () => {
    const worker = startNodeWorker();
    const close = async () => {
      await using db = await openInNode(":memory:", {}, worker);
      await db.exec("SELECT 1");
    };
    await close();
    expect(await worker.ended).toBe("exited");
  });
});

describe("a worker that dies", () => {
  it("rejects what is pending and what comes later with the reason, and closing still works", async () => {
    const worker = startNodeWorker();
    const db = await openInNode(":memory:", {}, worker);
    const pending = [db.query(LONG_QUERY), db.transaction(forever), db.exec("SELECT 1")].map(rejection);
    worker.fail(died);
    for (const error of [...(await Promise.all(pending)), await rejection(db.query("SELECT 1"))]) {
      expect(error).toBeInstanceOf(EngineError);
      expect(error).toMatchObject({ code: "worker", message: "the worker died" });
    }
    await db.close();
    expect(await worker.ended).toBe("terminated");
  });

  it("while it closes does not keep closing from ending", async () => {
    const worker = startNodeWorker();
    const db = await openInNode(":memory:", {}, worker);
    const closing = db.close();
    worker.fail(died);
    await closing;
  });

  it("before it is ready rejects open with the reason", async () => {
    const worker = startNodeWorker({ startEngine: forever });
    const opening = rejection(openInNode("a", {}, worker));
    worker.fail(died);
    expect(await opening).toMatchObject({ name: "EngineError", message: "the worker died" });
    expect(await worker.ended).toBe("terminated");
  });

  it("by never being ready rejects open when the time is over", async () => {
    const worker = startNodeWorker({ startEngine: forever });
    const error = await rejection(
      (async function callOfTheUser() {
        await openInNode("a", { openTimeout: 30 }, worker);
      })(),
    );
    expect(error).toMatchObject({
      code: "worker",
      message: "the database did not open within 30 ms",
    });
    expect(error.stack).toContain("callOfTheUser");
    expect(await worker.ended).toBe("terminated");
  });
});

describe("an engine that fails", () => {
  it("at its start rejects open with its error", async () => {
    const reason = new EngineError(
      "wasm-fetch",
      "http://x/sqlite3.wasm could not be fetched: HTTP status 404",
    );
    const worker = startNodeWorker({ startEngine: () => Promise.reject(reason) });
    expect(await rejection(openInNode("a", {}, worker))).toMatchObject({
      name: "EngineError",
      code: "wasm-fetch",
      message: reason.message,
    });
  });

  it("by a trap says so to every later call, and closes", async () => {
    let isArmed = false;
    const worker = startNodeWorker({
      async startEngine() {
        const engine = await startWorkerEngine();
        const { capi } = engine;
        const step: typeof capi.sqlite3_step = (statement) => {
          if (isArmed) capi.sqlite3_free(0x7fff_0000 as never);
          return capi.sqlite3_step(statement);
        };
        return { ...engine, capi: { ...capi, sqlite3_step: step } };
      },
    });
    const db = await openInNode(":memory:", {}, worker);
    expect(await db.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    isArmed = true;
    const first = await rejection(db.query("SELECT 1"));
    expect(first).toMatchObject({ name: "EngineError", code: "abort", cause: { name: "RuntimeError" } });
    isArmed = false;
    expect(await rejection(db.run("SELECT 2"))).toMatchObject({ code: "abort", message: first.message });
    await db.close();
  });
});

it.each([
  [
    "throws",
    () => {
      throw new Error("the files are gone");
    },
  ],
  ["rejects", () => Promise.reject(new Error("the files are gone"))],
])("goes on answering when the look at the storage between two calls %s", async (_, replenish) => {
  const worker = startNodeWorker({
    openStorage: async (...args) => ({ ...(await openOwnStorage(...args)), replenish }),
  });
  const db = await openInNode(":memory:", {}, worker);
  expect(await db.value("SELECT 1")).toBe(1);
  expect(await db.value("SELECT 2")).toBe(2);
  await db.close();
});
