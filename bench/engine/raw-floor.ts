import type { Engine } from "../../src/engine/index.js";
import type { Pointer } from "../../src/wasm/index.js";

/** Direct calls of the wasm exports with nothing around them: what every binding pays at least. */
export interface RawFloor {
  open(): Pointer<"sqlite3">;
  close(db: Pointer<"sqlite3">): void;
  exec(db: Pointer<"sqlite3">, sql: Pointer<"char">): void;
  prepare(db: Pointer<"sqlite3">, sql: string): Pointer<"sqlite3_stmt">;
  /** Zero-terminated copy in wasm memory; the caller frees it. */
  copy(sql: string): Pointer<"char">;
}

/** Throws when a result code is not the expected one: a benchmark of failing calls would look fast. */
export function expectCode(code: number, expected: number): void {
  if (code !== expected) throw new Error(`raw call returned ${code} instead of ${expected}`);
}

/** Makes the raw floor over an engine's exports. */
export function createRawFloor({ capi, allocator, heap }: Engine): RawFloor {
  return {
    open() {
      const name = allocator.allocCString(":memory:");
      const out = allocator.alloc(4);
      expectCode(capi.sqlite3_open_v2(name, out, 6, 0 as Pointer<"char">), 0);
      const db = heap.peekPointer<"sqlite3">(out);
      allocator.free(name);
      allocator.free(out);
      return db;
    },
    close(db) {
      expectCode(capi.sqlite3_close_v2(db), 0);
    },
    exec(db, sql) {
      const none = 0 as Pointer<"function">;
      expectCode(capi.sqlite3_exec(db, sql, none, 0 as Pointer, 0 as Pointer), 0);
    },
    prepare(db, sql) {
      const text = allocator.allocCString(sql);
      const out = allocator.alloc(4);
      expectCode(capi.sqlite3_prepare_v3(db, text, -1, 0, out, 0 as Pointer), 0);
      const statement = heap.peekPointer<"sqlite3_stmt">(out);
      allocator.free(text);
      allocator.free(out);
      return statement;
    },
    copy(sql) {
      return allocator.allocCString(sql);
    },
  };
}
