import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

let db: Database;
beforeEach(async () => {
  db = await openInNode();
  await db.exec("CREATE TABLE note(a)");
});
afterEach(() => db.close());

const ROWS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)";
/** Never ends, and never gives a row. */
const ENDLESS = `${ROWS} SELECT count(*) FROM c`;
/** Never ends, and gives rows. */
const ENDLESS_ROWS = `${ROWS} SELECT n FROM c`;
const usable = async () => expect(await db.value("SELECT 1")).toBe(1);
const over = {
  name: "InterruptError",
  code: "SQLITE_INTERRUPT",
  message: "the call was ended by its timeout",
};

describe("a timeout", () => {
  it.each<[string, (timeout: number) => Promise<unknown>]>([
    ["query", (timeout) => db.query(ENDLESS, [], { timeout })],
    ["exec", (timeout) => db.exec(`INSERT INTO note VALUES (1); ${ENDLESS}`, { timeout })],
    ["run", (timeout) => db.run(`INSERT INTO note ${ENDLESS}`, [], { timeout })],
    ["runMany", (timeout) => db.runMany(`INSERT INTO note ${ENDLESS}`, [[]], { timeout })],
    ["batch", (timeout) => db.batch(["INSERT INTO note VALUES (1)", ENDLESS], { timeout })],
  ])("ends %s, and the connection goes on", async (name, call) => {
    const error = await rejection(call(300));
    expect(error).toMatchObject(over);
    await usable();
    expect(await db.value("SELECT count(*) FROM note")).toBe(name === "exec" ? 1 : 0);
  });

  it("ends a stream", async () => {
    const read = async () => {
      for await (const _ of db.stream(ENDLESS_ROWS, [], { timeout: 60 }));
    };
    expect(await rejection(read())).toMatchObject(over);
    await usable();
  });

  it("also counts the time that a call waits for a transaction, and drops it", async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const transaction = db.transaction(() => finished);
    const error = await rejection(
      (async function callOfTheUser() {
        await db.run("INSERT INTO note VALUES (1)", [], { timeout: 30 });
      })(),
    );
    expect(error).toMatchObject(over);
    expect(error.stack).toContain("callOfTheUser");
    finish();
    await transaction;
    expect(await db.value("SELECT count(*) FROM note")).toBe(0);
  });

  it("leaves alone what is done in time", async () => {
    expect(await db.value("SELECT 5", [], { timeout: 10_000 })).toBe(5);
    await usable();
  });

  it.each([0, -1, Number.NaN, 2 ** 31, "1"])("of %s is refused", async (timeout) => {
    expect(await rejection(db.exec("", { timeout: timeout as number }))).toBeInstanceOf(RangeError);
  });
});

describe("an AbortSignal", () => {
  it("that is aborted already keeps the call from being made", async () => {
    const signal = AbortSignal.abort("no need");
    for (const call of [
      db.query("SELECT 1", [], { signal }),
      db.exec("INSERT INTO note VALUES (1)", { signal }),
      db.transaction(() => 1, { signal }),
      db.runMany("INSERT INTO note VALUES (1)", [[]], { signal }),
    ]) {
      await expect(call).rejects.toBe("no need");
    }
    expect(await db.value("SELECT count(*) FROM note")).toBe(0);
  });

  it("ends a statement between its rows, and the promise rejects with its reason", async () => {
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    const query = db.run(`INSERT INTO note ${ROWS} SELECT n FROM c LIMIT 2 RETURNING a`, [], {
      signal: controller.signal,
    });
    await query;
    const endless = db.query(ENDLESS_ROWS, [], { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    expect(await rejection(endless)).toBe(reason);
    await usable();
  });

  it("drops what still waits in the worker, and nothing else", async () => {
    const controller = new AbortController();
    const results = [
      db.value(`${ROWS} SELECT n FROM c LIMIT 1 OFFSET 200000`),
      db.run("INSERT INTO note VALUES (1)", [], { signal: controller.signal }),
      db.value("SELECT 2"),
    ].map((call) => call.catch((error: unknown) => error));
    controller.abort("dropped");
    expect(await Promise.all(results)).toEqual([200_001, "dropped", 2]);
    expect(await db.value("SELECT count(*) FROM note")).toBe(0);
  });

  it("drops what waits for a transaction, at once", async () => {
    const controller = new AbortController();
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const transaction = db.transaction(() => finished);
    const waiting = [
      db.run("INSERT INTO note VALUES (1)", [], { signal: controller.signal }),
      db.transaction((tx) => tx.run("INSERT INTO note VALUES (2)"), { signal: controller.signal }),
    ].map((call) => call.catch((error: unknown) => error));
    controller.abort("dropped");
    expect(await Promise.all(waiting)).toEqual(["dropped", "dropped"]);
    finish();
    await transaction;
    expect(await db.value("SELECT count(*) FROM note")).toBe(0);
  });

  it("ends a stream that is being read", async () => {
    const controller = new AbortController();
    const read = async () => {
      for await (const rows of db.stream(ENDLESS_ROWS, [], { signal: controller.signal }).batches()) {
        if ((rows[0]?.n as number) > 100_000) controller.abort("seen enough");
      }
    };
    expect(await rejection(read())).toBe("seen enough");
    await usable();
  });

  it("does nothing to calls that are done, and is not listened to any more", async () => {
    let listeners = 0;
    const { signal } = new AbortController();
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners++;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners--;
      removeEventListener.apply(signal, args);
    };
    await db.query("SELECT 1", [], { signal });
    await db.transaction((tx) => tx.value("SELECT 1"), { signal });
    expect(listeners).toBe(0);
  });

  it("that is none is refused", async () => {
    expect(await rejection(db.exec("", { signal: "stop" as unknown as AbortSignal }))).toBeInstanceOf(
      TypeError,
    );
  });
});

describe("a transaction with limits", () => {
  const insert = "INSERT INTO note VALUES (1)";

  it("whose function never settles is ended by its timeout, and rolled back", async () => {
    let late: Promise<Error> | undefined;
    const error = await rejection(
      db.transaction(
        async (tx) => {
          await tx.run(insert);
          await new Promise((resolve) => setTimeout(resolve, 100));
          late = rejection(tx.run(insert));
          await late;
        },
        { timeout: 40 },
      ),
    );
    expect(error).toMatchObject(over);
    expect(await db.value("SELECT count(*) FROM note")).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await late).toMatchObject({ code: "SQLITE_MISUSE" });
  });

  it("has a statement in it ended too", async () => {
    const transaction = db.transaction(
      async (tx) => {
        await tx.run(insert);
        await tx.query(ENDLESS);
      },
      { timeout: 40 },
    );
    expect(await rejection(transaction)).toMatchObject(over);
    expect(await db.value("SELECT count(*) FROM note")).toBe(0);
  });

  it("is ended by its signal, nested ones with it, and those that wait go on", async () => {
    const controller = new AbortController();
    const transaction = db.transaction(
      (tx) =>
        tx.transaction(async (inner) => {
          await inner.run(insert);
          controller.abort("stop all");
          await new Promise(() => {});
        }),
      { signal: controller.signal },
    );
    const waiting = db.run(insert);
    expect(await rejection(transaction)).toBe("stop all");
    expect(await waiting).toMatchObject({ changes: 1 });
    expect(await db.value("SELECT count(*) FROM note")).toBe(1);
  });

  it("lets a statement in it have a shorter timeout, which ends that alone", async () => {
    await db.transaction(
      async (tx) => {
        await tx.run(insert);
        expect(await rejection(tx.query(ENDLESS, [], { timeout: 30 }))).toMatchObject(over);
        await tx.run(insert);
      },
      { timeout: 10_000 },
    );
    expect(await db.value("SELECT count(*) FROM note")).toBe(2);
  });

  it.each(["deferred", "immediate", "exclusive"] as const)("may begin %s", async (mode) => {
    expect(await db.transaction((tx) => tx.run(insert), { mode })).toMatchObject({ changes: 1 });
  });

  it("refuses another mode", async () => {
    const loosely = db.transaction.bind(db) as (body: unknown, options: unknown) => Promise<unknown>;
    expect(await rejection(loosely(() => 1, { mode: "fast" }))).toBeInstanceOf(TypeError);
  });
});

it("progress of a long statement is reported", async () => {
  const reports: number[] = [];
  const error = await rejection(
    db.query(ENDLESS, [], { timeout: 500, onProgress: ({ operations }) => reports.push(operations) }),
  );
  expect(error).toMatchObject(over);
  expect(reports.length).toBeGreaterThan(1);
  expect(reports.toSorted((one, other) => one - other)).toEqual(reports);
});
