import { beforeAll, describe, expect, test } from "vitest";
import type { CapiNamespace, Sqlite3 } from "../../../src/sqlite3/index.js";
import { expectNoLeak } from "../../support/sqlite3/expect-no-leak.js";
import { loadSqlite3 } from "../../support/sqlite3/load-sqlite3.js";

const TIMEOUT = 300_000;
const WARM_UP = 50;
/** Rounds of what takes longer; one lost entry a round would show as well. */
const FEWER = 1_000;

let sqlite3: Sqlite3;
let capi: CapiNamespace;

beforeAll(async () => {
  sqlite3 = await loadSqlite3();
  ({ capi } = sqlite3);
});

function fail(): never {
  throw new Error("mine");
}

/** Calls a function with a cell for a pointer, and gives what it puts there. */
function pointerFrom(call: (cell: number) => number): number {
  const { wasm } = sqlite3;
  return wasm.pstack.call((stack) => {
    const cell = stack.allocPtr();
    wasm.pokePtr(cell, 0);
    call(cell);
    return wasm.peekPtr(cell);
  });
}

function open(): number {
  return pointerFrom((cell) => capi.sqlite3_open_v2(":memory:", cell, 6, null));
}

/** Runs a body many times with a connection that is opened and closed each time. */
function onConnections(rounds: number, body: (db: number, round: number) => void): void {
  expectNoLeak(
    sqlite3,
    (round) => {
      const db = open();
      body(db, round);
      expect(capi.sqlite3_close_v2(db)).toBe(0);
    },
    { rounds, warmUp: WARM_UP },
  );
}

describe("Thousands of rounds leave memory, function table and stacks where they were", () => {
  test("of opening, preparing, binding, stepping, failing, finalizing and closing", {
    timeout: TIMEOUT,
  }, () => {
    onConnections(10_000, (db, round) => {
      capi.sqlite3_exec(db, "CREATE TABLE t(a UNIQUE, b)", null, 0, 0);
      const insert = pointerFrom((cell) =>
        capi.sqlite3_prepare_v3(db, "INSERT INTO t VALUES(?, ?)", -1, 0, cell, null),
      );
      capi.sqlite3_bind_int(insert, 1, round);
      capi.sqlite3_bind_text(insert, 2, "é".repeat(round % 100), -1, 0);
      capi.sqlite3_bind_blob(insert, 2, new Uint8Array(round % 100), 100, 0);
      expect([capi.sqlite3_step(insert), capi.sqlite3_reset(insert)]).toEqual([101, 0]);
      expect([capi.sqlite3_step(insert), capi.sqlite3_reset(insert)]).toEqual([19, 19]);
      expect(capi.sqlite3_bind_text(insert, 9, "out of range", -1, 0)).toBe(25);
      capi.sqlite3_exec(db, "SELECT * FROM t", () => 0, 0, 0);
      capi.sqlite3_exec(db, "SELECT * FROM t", fail, 0, 0);
      expect(pointerFrom((cell) => capi.sqlite3_prepare_v2(db, "SELEC", -1, cell, null))).toBe(0);
      expect(capi.sqlite3_expanded_sql(insert)).toContain("INSERT");
      capi.sqlite3_finalize(insert);
    });
  });

  test("of functions that are installed and take each other's place", { timeout: TIMEOUT }, () => {
    const db = open();
    expectNoLeak(sqlite3, (round) => {
      capi.sqlite3_create_function(db, "f", 0, 1, 0, () => round, 0, 0);
    });
    capi.sqlite3_close_v2(db);
  });

  test("of functions that are defined, called, fail, replaced and go with their connection", {
    timeout: TIMEOUT,
  }, () => {
    let destroyed = 0;
    const xDestroy = () => destroyed++;
    onConnections(FEWER, (db, round) => {
      const define = (name: string, xFunc: Parameters<CapiNamespace["sqlite3_create_function_v2"]>[5]) =>
        capi.sqlite3_create_function_v2(db, name, 1, 1, 8, xFunc, 0, 0, xDestroy);
      define("f", (_context, value) => value);
      define("f", round % 2 === 0 ? () => "text" : fail);
      capi.sqlite3_exec(db, "SELECT f(1)", round % 3 === 0 ? () => 0 : fail, 0, 0);
      expect(define("f".repeat(300), () => 1)).toBe(21);
      expect(define("f", "no function" as never)).toBe(1);
      expect(capi.sqlite3_create_function(db, "f", 1n as never, 1, 0, () => 1, 0, 0)).toBe(1);
      const step = () => {};
      capi.sqlite3_create_function(db, "g", 1, 1, 0, 0, step, () => 1);
      capi.sqlite3_create_window_function(
        db,
        "w",
        1,
        1,
        0,
        step,
        () => 1,
        () => 1,
        step,
        0,
      );
      capi.sqlite3_exec(db, "SELECT g(1), w(1) OVER ()", null, 0, 0);
    });
    expect(destroyed).toBe(3 * (FEWER + WARM_UP));
  });

  test("of collations", { timeout: TIMEOUT }, () => {
    let destroyed = 0;
    onConnections(FEWER, (db) => {
      capi.sqlite3_create_collation_v2(
        db,
        "c",
        1,
        0,
        () => 0,
        () => destroyed++,
      );
      capi.sqlite3_create_collation(db, "c", 1, 0, () => 1);
      capi.sqlite3_exec(db, "SELECT 'a' = 'b' COLLATE c", null, 0, 0);
      expect(
        capi.sqlite3_create_collation_v2(
          db,
          null,
          1,
          0,
          () => 0,
          () => destroyed++,
        ),
      ).toBe(21);
      expect(capi.sqlite3_create_collation(db, "d", 1, 0, "no function" as never)).toBe(1);
    });
    expect(destroyed).toBe(2 * (FEWER + WARM_UP));
  });

  test("of every kind of hook, replaced and not", { timeout: TIMEOUT }, () => {
    onConnections(FEWER, (db, round) => {
      for (let time = 0; time <= round % 2; time++) {
        capi.sqlite3_busy_handler(db, () => 0, 0);
        capi.sqlite3_progress_handler(db, 1, () => 0, 0);
        capi.sqlite3_set_authorizer(db, () => 0, 0);
        capi.sqlite3_trace_v2(db, 1, () => 0, 0);
        capi.sqlite3_commit_hook(db, () => 0, 0);
        capi.sqlite3_rollback_hook(db, () => 0, 0);
        capi.sqlite3_update_hook(db, () => 0, 0);
        capi.sqlite3_preupdate_hook(db, () => 0, 0);
        capi.sqlite3_collation_needed(db, 0, () => 0);
      }
      capi.sqlite3_exec(db, "CREATE TABLE t(a); INSERT INTO t VALUES(1)", null, 0, 0);
      if (round % 3 === 0) capi.sqlite3_update_hook(db, null, 0);
      capi.sqlite3_commit_hook(db, sqlite3.wasm.exports.sqlite3_free as never, 0);
      capi.sqlite3_commit_hook(db, null, 0);
    });
  });

  test("of connections that are closed before their statements", { timeout: TIMEOUT }, () => {
    expectNoLeak(
      sqlite3,
      () => {
        const db = open();
        capi.sqlite3_create_function(db, "f", 0, 1, 0, () => 1, 0, 0);
        capi.sqlite3_update_hook(db, () => 0, 0);
        capi.sqlite3_set_authorizer(db, () => 0, 0);
        const statement = pointerFrom((cell) => capi.sqlite3_prepare_v2(db, "SELECT f()", -1, cell, null));
        capi.sqlite3_progress_handler(db, 1, fail, 0);
        capi.sqlite3_close_v2(db);
        expect(capi.sqlite3_step(statement)).toBe(100);
        capi.sqlite3_finalize(statement);
      },
      { rounds: FEWER },
    );
  });

  test("of connections of oo1 that have hooks", { timeout: TIMEOUT }, () => {
    expectNoLeak(
      sqlite3,
      () => {
        const db = new sqlite3.oo1.DB();
        capi.sqlite3_update_hook(db, () => 0, 0);
        capi.sqlite3_set_authorizer(db, () => 0, 0);
        db.exec("CREATE TABLE t(a); INSERT INTO t VALUES(1)");
        db.close();
      },
      { rounds: FEWER },
    );
  });

  test("of sessions, their filters and streams", { timeout: TIMEOUT }, () => {
    const { wasm } = sqlite3;
    onConnections(FEWER, (db, round) => {
      capi.sqlite3_exec(db, "CREATE TABLE t(a PRIMARY KEY, b)", null, 0, 0);
      const session = pointerFrom((cell) => capi.sqlite3session_create(db, "main", cell));
      capi.sqlite3session_table_filter(session, () => 0, 0);
      capi.sqlite3session_table_filter(session, () => 1, 0);
      capi.sqlite3session_attach(session, null);
      capi.sqlite3_exec(db, "INSERT INTO t VALUES(1, 2)", null, 0, 0);
      const pieces: Uint8Array[] = [];
      capi.sqlite3session_changeset_strm(
        session,
        (_context, bytes, length) => {
          pieces.push(wasm.heap8u().slice(bytes, bytes + length));
          return 0;
        },
        0,
      );
      capi.sqlite3session_delete(session);
      const read = (_context: number, buffer: number, cell: number): number => {
        const piece = pieces.shift() ?? new Uint8Array();
        wasm.heap8u().set(piece, buffer);
        wasm.poke32(cell, piece.length);
        return 0;
      };
      if (round % 2 === 0) {
        const iterator = pointerFrom((cell) => capi.sqlite3changeset_start_strm(cell, read, 0));
        capi.sqlite3changeset_next(iterator);
        capi.sqlite3changeset_finalize(iterator);
      } else {
        expect(capi.sqlite3changeset_apply_strm(db, read, 0, () => 1, fail, 0)).toBe(4);
        const iterator = pointerFrom((cell) => capi.sqlite3changeset_start_strm(cell, fail, 0));
        expect(capi.sqlite3changeset_next(iterator)).toBe(1);
        capi.sqlite3changeset_finalize(iterator);
      }
    });
  });

  test("of auto extensions, destructors and struct objects", { timeout: TIMEOUT }, () => {
    const extension = () => 0;
    onConnections(FEWER, (db) => {
      capi.sqlite3_auto_extension(extension);
      capi.sqlite3_close_v2(open());
      capi.sqlite3_cancel_auto_extension(extension);
      capi.sqlite3_auto_extension(() => 0);
      capi.sqlite3_reset_auto_extension();
      const statement = pointerFrom((cell) => capi.sqlite3_prepare_v2(db, "SELECT ?", -1, cell, null));
      capi.sqlite3_bind_pointer(statement, 1, 8, "kind", () => {});
      capi.sqlite3_bind_pointer(statement, 2, 8, "kind", () => {});
      capi.sqlite3_finalize(statement);
      const module = new capi.sqlite3_module();
      capi.sqlite3_create_module_v2(db, "m", module, 0, () => module.dispose());
      capi.sqlite3_create_module(db, "m", null, 0);
    });
  });
});
