import type { ModuleSetup, Sqlite3 } from "../../../src/sqlite3/index.js";

const EQ = 2;
const CONSTRAINT = 19;

/** Gives a connection a module. The module's struct is disposed of with the connection by the caller. */
export function createModule(sqlite3: Sqlite3, db: number, name: string, setup: ModuleSetup) {
  const { wasm, vtab } = sqlite3;
  const module = vtab.setupModule(setup);
  const code = wasm.scopedAllocCall(() =>
    wasm.exports.sqlite3_create_module_v2(db, wasm.scopedAllocCString(name), module.pointer as number, 0, 0),
  );
  if (code !== 0) throw new sqlite3.SQLite3Error(code, "the module could not be created");
  return module;
}

function declare({ wasm, SQLite3Error }: Sqlite3, db: number, sql: string): void {
  const code = wasm.scopedAllocCall(() =>
    wasm.exports.sqlite3_declare_vtab(db, wasm.scopedAllocCString(sql)),
  );
  if (code !== 0) throw new SQLite3Error(code, "the table could not be declared");
}

/**
 * An eponymous table of the whole numbers from 1 up to its hidden column `last`: `select value from numbers(3)`.
 *
 * @param onConstraint - hears the column of each constraint that SQLite offers
 */
export function numbersModule(
  sqlite3: Sqlite3,
  onConstraint: (column: number) => void = () => undefined,
): ModuleSetup {
  const { vtab, wasm, SQLite3Error } = sqlite3;
  const state = new Map<number, { value: number; last: number }>();
  const at = (cursor: number) => {
    if (vtab.xCursor.get(cursor) === undefined) throw new Error(`no cursor is at ${cursor}`);
    return state.get(cursor) as { value: number; last: number };
  };
  return {
    catchExceptions: true,
    methods: {
      xConnect(db: number, _aux: number, _argc: number, _argv: number, ppVtab: number) {
        declare(sqlite3, db, "create table x(value integer, last integer hidden)");
        vtab.xVtab.create(ppVtab);
      },
      xDisconnect: (table: number) => vtab.xVtab.dispose(table),
      xBestIndex(table: number, pointer: number) {
        if (vtab.xVtab.get(table) === undefined) throw new Error(`no table is at ${table}`);
        const info = vtab.xIndexInfo(pointer);
        try {
          for (let index = 0; ; index++) {
            const constraint = info.nthConstraint(index);
            if (constraint === false) return CONSTRAINT;
            const { $iColumn: column, $op: operation, $usable: usable } = constraint;
            constraint.dispose();
            onConstraint(column);
            if (column !== 1 || operation !== EQ || usable === 0) continue;
            const usage = info.nthConstraintUsage(index);
            if (usage === false) throw new Error("a constraint has no usage");
            usage.$argvIndex = 1;
            usage.$omit = 1;
            usage.dispose();
            return 0;
          }
        } finally {
          info.dispose();
        }
      },
      xOpen(_table: number, ppCursor: number) {
        state.set(vtab.xCursor.create(ppCursor).pointer as number, { value: 1, last: 0 });
      },
      xClose(cursor: number) {
        state.delete(cursor);
        vtab.xCursor.unget(cursor)?.dispose();
      },
      xFilter(cursor: number, _number: number, _text: number, _argc: number, argv: number) {
        const last = wasm.exports.sqlite3_value_int(wasm.peekPtr(argv));
        if (last < 0) throw new SQLite3Error(20, "numbers start at 1");
        Object.assign(at(cursor), { value: 1, last });
      },
      xNext(cursor: number) {
        at(cursor).value++;
      },
      xEof: (cursor: number) => (at(cursor).value > at(cursor).last ? 1 : 0),
      xColumn(cursor: number, context: number, column: number) {
        const { value, last } = at(cursor);
        wasm.exports.sqlite3_result_int(context, column === 0 ? value : last);
      },
      xRowid(cursor: number, ppRowid: number) {
        vtab.xRowid(ppRowid, at(cursor).value);
      },
    },
  };
}

/** A writable table of texts, kept in a `Map` by row id. */
export function textsModule(sqlite3: Sqlite3, rows: Map<bigint, string>): ModuleSetup {
  const { vtab, wasm } = sqlite3;
  const { exports } = wasm;
  const cursors = new Map<number, { readonly rowids: readonly bigint[]; position: number }>();
  const at = (cursor: number) => cursors.get(cursor) as { rowids: readonly bigint[]; position: number };
  const rowidAt = (cursor: number): bigint => at(cursor).rowids[at(cursor).position] as bigint;
  return {
    catchExceptions: true,
    methods: {
      xCreate(db: number, _aux: number, argc: number, argv: number, ppVtab: number) {
        const [, , , argument] = wasm.cArgvToJs(argc, argv);
        if (argument === "broken") throw new Error("this table is broken: ä");
        declare(sqlite3, db, "create table x(text)");
        vtab.xVtab.create(ppVtab);
      },
      xConnect: true,
      xDestroy: (table: number) => vtab.xVtab.dispose(table),
      xDisconnect: true,
      xBestIndex: () => 0,
      xOpen(_table: number, ppCursor: number) {
        const { pointer } = vtab.xCursor.create(ppCursor);
        cursors.set(pointer as number, { rowids: [], position: 0 });
      },
      xClose(cursor: number) {
        cursors.delete(cursor);
        vtab.xCursor.dispose(cursor);
      },
      xFilter(cursor: number) {
        cursors.set(cursor, { rowids: [...rows.keys()], position: 0 });
      },
      xNext(cursor: number) {
        at(cursor).position++;
      },
      xEof: (cursor: number) => (at(cursor).position < at(cursor).rowids.length ? 0 : 1),
      xColumn(cursor: number, context: number) {
        wasm.scopedAllocCall(() => {
          const text = wasm.scopedAllocCString(rows.get(rowidAt(cursor)) ?? "");
          exports.sqlite3_result_text(context, text, -1, -1);
        });
      },
      xRowid(cursor: number, ppRowid: number) {
        vtab.xRowid(ppRowid, rowidAt(cursor));
      },
      xUpdate(_table: number, argc: number, argv: number, ppRowid: number) {
        const value = (index: number): number => wasm.peekPtr(argv + index * 4);
        const isNull = (index: number): boolean => exports.sqlite3_value_type(value(index)) === 5;
        if (!isNull(0)) rows.delete(exports.sqlite3_value_int64<bigint>(value(0)));
        if (argc === 1) return;
        const rowid = isNull(1) ? BigInt(rows.size + 1) : exports.sqlite3_value_int64<bigint>(value(1));
        rows.set(rowid, wasm.cstrToJs(exports.sqlite3_value_text(value(2))) ?? "");
        vtab.xRowid(ppRowid, rowid);
      },
    },
  };
}
