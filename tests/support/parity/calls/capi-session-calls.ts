import type { Loose, ParityCall, ParityCalls } from "../subject.js";
import { type CapiFixture, onDatabase, onStack } from "./capi-fixture.js";

/** Records what some SQL changes in a table `s(k, v)`, and hands over the bytes of the changeset. */
function recorded(
  call: (all: CapiFixture, size: number, bytes: number, stack: Loose) => unknown,
  sql = "INSERT INTO s VALUES(2, 'two'); UPDATE s SET v = x'01' WHERE k = 1",
): ParityCall {
  return onSession((all, session, stack) => {
    const { capi, wasm, db } = all;
    capi.sqlite3session_attach(session, null);
    db.exec(sql);
    const [size, bytes] = stack.allocPtr(2) as unknown as [number, number];
    const code = capi.sqlite3session_changeset(session, size, bytes);
    if (Number(code) !== 0) return code;
    const address = Number(wasm.peekPtr(bytes));
    try {
      return call(all, Number(wasm.peek32(size)), address, stack);
    } finally {
      capi.sqlite3_free(address);
    }
  });
}

/** Makes a session on a table `s(k, v)` of one row. */
function onSession(call: (all: CapiFixture, session: number, stack: Loose) => unknown): ParityCall {
  return onDatabase((all) => {
    const { capi, wasm, db } = all;
    db.exec("CREATE TABLE s(k INTEGER PRIMARY KEY, v); INSERT INTO s VALUES(1, 'one')");
    return onStack(wasm, (stack) => {
      const cell = stack.allocPtr();
      capi.sqlite3session_create(db, "main", cell);
      const session = Number(wasm.peekPtr(cell));
      try {
        return call(all, session, stack);
      } finally {
        capi.sqlite3session_delete(session);
      }
    });
  });
}

/** Reads a changeset with an iterator. */
function changesOf({ capi, wasm }: CapiFixture, iterator: number, stack: Loose): unknown[] {
  const changes: unknown[] = [];
  const cells = stack.allocPtr(4) as unknown as [number, number, number, number];
  while (Number(capi.sqlite3changeset_next(iterator)) === 100) {
    capi.sqlite3changeset_op(iterator, ...cells);
    const [table, columns, operation, indirect] = cells;
    const count = Number(wasm.peek32(columns));
    const insert = wasm.peek32(operation) === (capi.SQLITE_INSERT as unknown);
    changes.push([
      wasm.cstrToJs(wasm.peekPtr(table)),
      count,
      wasm.peek32(operation),
      wasm.peek32(indirect),
      Array.from({ length: count }, (_, column) => capi.sqlite3changeset_new_js(iterator, column)),
      insert
        ? []
        : Array.from({ length: count }, (_, column) => capi.sqlite3changeset_old_js(iterator, column)),
    ]);
  }
  return changes;
}

/** Gives the bytes of a changeset in pieces, as `xInput` does. */
function streamOf({ wasm }: CapiFixture, size: number, address: number): (...args: number[]) => number {
  let offset = 0;
  return (_context, buffer, cell) => {
    const count = Math.min(Number(wasm.peek32(cell)), size - offset, 7);
    wasm.heap8u().copyWithin(buffer, address + offset, address + offset + count);
    wasm.poke32(cell, count);
    offset += count;
    return 0;
  };
}

/** Puts `s` back to one row, applies, and reads the rows. */
function applied(all: CapiFixture, apply: () => unknown): unknown {
  all.db.exec("DELETE FROM s; INSERT INTO s VALUES(1, 'one')");
  let result: unknown;
  try {
    result = apply();
  } catch {
    result = "throws";
  }
  return [result, all.db.selectArrays("SELECT k, v FROM s ORDER BY k")];
}

/** Sessions and changesets. */
export const capiSessionCalls: ParityCalls = {
  "a session": onSession(({ capi }, session) => [
    capi.sqlite3session_enable(session, -1),
    capi.sqlite3session_indirect(session, -1),
    capi.sqlite3session_isempty(session),
    capi.sqlite3session_attach(session, "s"),
    capi.sqlite3session_changeset_size(session),
    typeof capi.sqlite3session_memory_used(session),
    capi.sqlite3session_config(99, 0),
    capi.sqlite3session_object_config(session, 99, 0),
    capi.sqlite3session_diff(session, "nope", "s", 0),
  ]),
  "a session of no database": onDatabase(({ capi, wasm, db }) =>
    onStack(wasm, (stack) => {
      const cell = stack.allocPtr();
      const code = capi.sqlite3session_create(db, "nope", cell);
      return [code, capi.sqlite3session_delete(wasm.peekPtr(cell))];
    }),
  ),
  "sqlite3session_create() of one argument": onDatabase(({ capi, db }) => capi.sqlite3session_create(db)),
  session_table_filter: onSession(({ capi, db }, session) => {
    const seen: unknown[] = [];
    capi.sqlite3session_table_filter(
      session,
      (_context: number, table: string) => {
        seen.push(table);
        return 0;
      },
      0,
    );
    capi.sqlite3session_attach(session, null);
    db.exec("INSERT INTO s VALUES(3, 3)");
    return [seen, capi.sqlite3session_isempty(session)];
  }),
  "a changeset is read": recorded((all, size, bytes, stack) => {
    const cell = stack.allocPtr();
    const code = all.capi.sqlite3changeset_start(cell, size, bytes);
    const iterator = Number(all.wasm.peekPtr(cell));
    return [code, changesOf(all, iterator, stack), all.capi.sqlite3changeset_finalize(iterator)];
  }),
  "a changeset is read from a stream": recorded((all, size, bytes, stack) => {
    const cell = stack.allocPtr();
    const code = all.capi.sqlite3changeset_start_strm(cell, streamOf(all, size, bytes), 0);
    const iterator = Number(all.wasm.peekPtr(cell));
    return [code, changesOf(all, iterator, stack), all.capi.sqlite3changeset_finalize(iterator)];
  }),
  "changeset_new_js() of no column": recorded(({ capi, wasm }, size, bytes, stack) => {
    const cell = stack.allocPtr();
    capi.sqlite3changeset_start(cell, size, bytes);
    const iterator = wasm.peekPtr(cell);
    capi.sqlite3changeset_next(iterator);
    try {
      return capi.sqlite3changeset_new_js(iterator, 99);
    } finally {
      capi.sqlite3changeset_finalize(iterator);
    }
  }),
  "a changeset is applied": recorded((all, size, bytes) =>
    applied(all, () => all.capi.sqlite3changeset_apply(all.db, size, bytes, null, () => 0, 0)),
  ),
  "a changeset is applied, but for a table": recorded((all, size, bytes) =>
    applied(all, () => {
      const filter = (_context: number, table: string) => (table === "s" ? 0 : 1);
      return all.capi.sqlite3changeset_apply(all.db, size, bytes, filter, () => 0, 0);
    }),
  ),
  "a changeset that conflicts": recorded((all, size, bytes) => {
    const seen: unknown[] = [];
    return [
      applied(all, () => {
        all.db.exec("INSERT INTO s VALUES(2, 'there')");
        return all.capi.sqlite3changeset_apply_v2(
          all.db,
          size,
          bytes,
          0,
          (_context: number, kind: number, _iterator: number) => {
            seen.push(kind);
            return all.capi.SQLITE_CHANGESET_REPLACE;
          },
          0,
          0,
          0,
          0,
        );
      }),
      seen,
    ];
  }),
  "a changeset whose conflict handler aborts": recorded((all, size, bytes) =>
    applied(all, () => {
      all.db.exec("INSERT INTO s VALUES(2, 'there')");
      return all.capi.sqlite3changeset_apply(
        all.db,
        size,
        bytes,
        0,
        () => all.capi.SQLITE_CHANGESET_ABORT,
        0,
      );
    }),
  ),
  "a changeset is applied from a stream": recorded((all, size, bytes) =>
    applied(all, () =>
      all.capi.sqlite3changeset_apply_strm(all.db, streamOf(all, size, bytes), 0, null, () => 0, 0),
    ),
  ),
  "a stream that fails": recorded((all) =>
    applied(all, () =>
      all.capi.sqlite3changeset_apply_strm(
        all.db,
        () => 10,
        0,
        null,
        () => 0,
        0,
      ),
    ),
  ),
  "a changeset is inverted": recorded((all, size, bytes, stack) => {
    const { capi, wasm } = all;
    const [outSize, outBytes] = stack.allocPtr(2) as unknown as [number, number];
    const code = capi.sqlite3changeset_invert(size, bytes, outSize, outBytes);
    const inverted = wasm.peekPtr(outBytes);
    all.db.exec("SELECT 1");
    const undone = capi.sqlite3changeset_apply(all.db, wasm.peek32(outSize), inverted, 0, () => 0, 0);
    capi.sqlite3_free(inverted);
    return [code, undone, all.db.selectArrays("SELECT k, v FROM s")];
  }),
  "a changeset is written to a stream": onSession((all, session) => {
    const { capi, db } = all;
    capi.sqlite3session_attach(session, "s");
    db.exec("INSERT INTO s VALUES(2, 'two')");
    let written = 0;
    const code = capi.sqlite3session_changeset_strm(
      session,
      (_: number, _bytes: number, count: number) => {
        written += count;
        return 0;
      },
      0,
    );
    let patch = 0;
    capi.sqlite3session_patchset_strm(
      session,
      (_: number, _bytes: number, count: number) => {
        patch += count;
        return 0;
      },
      0,
    );
    return [code, written, patch];
  }),
  "changesets are joined": recorded((all, size, bytes, stack) => {
    const { capi, wasm } = all;
    const cell = stack.allocPtr();
    const codes = [capi.sqlite3changegroup_new(cell)];
    const group = wasm.peekPtr(cell);
    codes.push(capi.sqlite3changegroup_add(group, size, bytes));
    codes.push(capi.sqlite3changegroup_add_strm(group, streamOf(all, size, bytes), 0));
    const [outSize, outBytes] = stack.allocPtr(2) as unknown as [number, number];
    codes.push(capi.sqlite3changegroup_output(group, outSize, outBytes));
    capi.sqlite3_free(wasm.peekPtr(outBytes));
    let written = 0;
    codes.push(
      capi.sqlite3changegroup_output_strm(
        group,
        (_: number, _bytes: number, count: number) => {
          written += count;
          return 0;
        },
        0,
      ),
    );
    capi.sqlite3changegroup_delete(group);
    return [codes, wasm.peek32(outSize), written];
  }),
};
