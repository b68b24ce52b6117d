import type { Engine } from "../../src/engine/index.js";
import { Database, type SqlValue, type Statement } from "../../src/oo1/index.js";
import type { Pointer } from "../../src/wasm/index.js";
import { type Contest, time } from "../measure.js";
import {
  CREATE_TABLE,
  INSERT,
  makeScript,
  measuredAt,
  ROW_COUNT,
  SELECT_ALL,
  SELECT_POINT,
  stationOf,
} from "./data.js";
import { createRawFloor, expectCode } from "./raw-floor.js";

const POINT_SELECTS = 10_000;
const SQLITE_ROW = 100;
const SQLITE_DONE = 101;
const TRANSIENT = -1 as Pointer<"function">;
const ROWS: readonly SqlValue[][] = Array.from({ length: ROW_COUNT }, (_, index) => [
  index,
  stationOf(index),
  measuredAt(index),
  index % 7,
]);

/** Prepared inserts in one transaction: bind four values, step, reset. */
export function insertContest(engine: Engine): Contest {
  const { capi, allocator } = engine;
  const raw = createRawFloor(engine);
  return {
    name: "prepared insert of 50,000 rows",
    baseline: "bind, step and reset on the exports",
    runBaseline() {
      const db = raw.open();
      const statements = [CREATE_TABLE, "BEGIN", "COMMIT"].map((sql) => raw.copy(sql));
      const [create, begin, commit] = statements as [Pointer<"char">, Pointer<"char">, Pointer<"char">];
      raw.exec(db, create);
      const statement = raw.prepare(db, INSERT);
      const elapsed = time(() => {
        raw.exec(db, begin);
        for (const row of ROWS) {
          capi.sqlite3_bind_int(statement, 1, row[0] as number);
          const text = row[1] as string;
          capi.scratch.writeAscii(text);
          capi.sqlite3_bind_text(statement, 2, capi.scratch.address, text.length, TRANSIENT);
          capi.sqlite3_bind_double(statement, 3, row[2] as number);
          capi.sqlite3_bind_int(statement, 4, row[3] as number);
          expectCode(capi.sqlite3_step(statement), SQLITE_DONE);
          capi.sqlite3_reset(statement);
        }
        raw.exec(db, commit);
      });
      capi.sqlite3_finalize(statement);
      raw.close(db);
      for (const address of statements) allocator.free(address);
      return elapsed;
    },
    runOurs() {
      const db = new Database(capi);
      db.exec(CREATE_TABLE);
      const statement = db.prepare(INSERT);
      const elapsed = time(() => {
        db.transaction(() => {
          for (const row of ROWS) statement.bind(row).stepReset();
        });
      });
      db.close();
      return elapsed;
    },
  };
}

function withRows(engine: Engine): Database {
  const db = new Database(engine.capi);
  db.exec(CREATE_TABLE);
  const statement = db.prepare(INSERT);
  db.transaction(() => {
    for (const row of ROWS) statement.bind(row).stepReset();
  });
  statement.finalize();
  return db;
}

/**
 * Builds one value. It shares oo1's way of making strings, a good deal quicker than a plain TextDecoder, so that the
 * ratio shows what oo1 adds.
 */
function readRaw({ capi }: Engine, statement: Pointer<"sqlite3_stmt">, index: number) {
  switch (capi.sqlite3_column_type(statement, index)) {
    case 1:
      return capi.sqlite3_column_int(statement, index);
    case 2:
      return capi.sqlite3_column_double(statement, index);
    case 3:
      return capi.texts.read(
        capi.sqlite3_column_text(statement, index),
        capi.sqlite3_column_bytes(statement, index),
      );
    default:
      throw new Error("unexpected type");
  }
}

/** A scan of the whole table, each row as an array of values. */
export function readContest(engine: Engine): Contest {
  const { capi } = engine;
  const raw = createRawFloor(engine);
  const db = withRows(engine);
  return {
    name: "reading 250,000 cells as arrays",
    baseline: "column calls on the exports, values built",
    runBaseline() {
      const statement = raw.prepare(db.pointer, SELECT_ALL);
      const rows: unknown[] = [];
      const elapsed = time(() => {
        while (capi.sqlite3_step(statement) === SQLITE_ROW) {
          const row: unknown[] = [];
          for (let index = 0; index < 5; index++) row.push(readRaw(engine, statement, index));
          rows.push(row);
        }
      });
      capi.sqlite3_finalize(statement);
      expectCode(rows.length, ROW_COUNT);
      return elapsed;
    },
    runOurs() {
      const statement = db.prepare(SELECT_ALL);
      const rows: SqlValue[][] = [];
      const elapsed = time(() => {
        while (statement.step()) rows.push(statement.get([]));
      });
      statement.finalize();
      expectCode(rows.length, ROW_COUNT);
      return elapsed;
    },
  };
}

/** One row by rowid at a time, in scattered order. */
export function pointContest(engine: Engine): Contest {
  const { capi } = engine;
  const raw = createRawFloor(engine);
  const db = withRows(engine);
  const idAt = (round: number) => (round * 7919) % ROW_COUNT;
  return {
    name: "10,000 point SELECTs",
    baseline: "bind, step, column calls and reset on the exports",
    runBaseline() {
      const statement = raw.prepare(db.pointer, SELECT_POINT);
      const elapsed = time(() => {
        for (let round = 0; round < POINT_SELECTS; round++) {
          capi.sqlite3_bind_int(statement, 1, idAt(round));
          expectCode(capi.sqlite3_step(statement), SQLITE_ROW);
          const row = [readRaw(engine, statement, 0), readRaw(engine, statement, 1)];
          if (row.length !== 2) throw new Error("no row");
          capi.sqlite3_reset(statement);
        }
      });
      capi.sqlite3_finalize(statement);
      return elapsed;
    },
    runOurs() {
      const statement: Statement = db.prepare(SELECT_POINT);
      const elapsed = time(() => {
        for (let round = 0; round < POINT_SELECTS; round++) {
          statement.bind(1, idAt(round)).step();
          if (statement.get([]).length !== 2) throw new Error("no row");
          statement.reset();
        }
      });
      statement.finalize();
      return elapsed;
    },
  };
}

/** A long script in one call. */
export function scriptContest(engine: Engine): Contest {
  const raw = createRawFloor(engine);
  const script = makeScript();
  return {
    name: "exec of a 25,000-statement script",
    baseline: "sqlite3_exec of the same text, copied into wasm memory",
    runBaseline() {
      const db = raw.open();
      const elapsed = time(() => {
        const text = raw.copy(script);
        raw.exec(db, text);
        engine.allocator.free(text);
      });
      raw.close(db);
      return elapsed;
    },
    runOurs() {
      const db = new Database(engine.capi);
      const elapsed = time(() => {
        db.exec(script);
      });
      db.close();
      return elapsed;
    },
  };
}
