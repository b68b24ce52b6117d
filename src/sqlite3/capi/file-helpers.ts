import { ResultCode } from "../../base/index.js";
import { isByteArray, isPointer, requireByteArray } from "../../wasm/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import { addressOf } from "./address-of.js";
import type { DatabaseArgument, TextArgument, WasmPointer } from "./argument-types.js";
import type { VfsArgument } from "./library-functions.js";

/** What a file is made from: bytes, or their address. */
export type FileContent = Uint8Array | Int8Array | ArrayBuffer | WasmPointer;

/**
 * The documented helpers for files and VFSes.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md
 */
export interface FileHelpers {
  /**
   * Copies a whole database, as the file that it would be.
   *
   * @param schema - default `"main"`
   * @throws SQLite3Error for what is no connection or schema
   */
  sqlite3_js_db_export(db: DatabaseArgument, schema?: TextArgument): Uint8Array<ArrayBuffer>;
  /** The `sqlite3_vfs*` of a database; 0 where there is none. */
  sqlite3_js_db_vfs(db: DatabaseArgument, schema?: TextArgument): WasmPointer;
  /**
   * Whether a database uses a VFS: its `sqlite3_vfs*`, or `false`. With 0 in the place of the connection, whether it is
   * the default VFS.
   */
  sqlite3_js_db_uses_vfs(
    db: DatabaseArgument | 0 | null,
    vfs: TextArgument,
    schema?: TextArgument,
  ): WasmPointer | false;
  /** Names of the registered VFSes, the default first. */
  sqlite3_js_vfs_list(): string[];
  /**
   * Writes a file of the virtual file system in memory, in the place of one that is there.
   *
   * @param byteLength - how much of the bytes; by default all
   * @throws SQLite3Error where it cannot be written
   */
  sqlite3_js_posix_create_file(filename: TextArgument, content: FileContent, byteLength?: number): void;
  /**
   * Writes a file through a VFS, without taking its locks. Without content, it makes `byteLength` zero bytes.
   *
   * @deprecated not every VFS lets this be done from outside: use `sqlite3_js_posix_create_file` or the import function
   *   of the VFS
   * @throws SQLite3Error where it cannot be written
   */
  sqlite3_js_vfs_create_file(
    vfs: VfsArgument,
    filename: TextArgument,
    content?: FileContent | null,
    byteLength?: number,
  ): void;
}

/** Makes the helpers of one instance. */
export function createFileHelpers({ wasm, engine, errors, config, structs }: NamespaceParts): FileHelpers {
  const { exports } = wasm;
  const { capi } = engine;
  const { SQLite3Error } = errors;
  const textAddress = (text: unknown): number =>
    typeof text === "string" ? wasm.scopedAllocCString(text) : addressOf(text);
  const vfsPointer = wasm.xWrap.argAdapter("sqlite3_vfs*") as unknown as (vfs: unknown) => number;

  const dbVfs = (db: unknown, schema: unknown): number =>
    wasm.scopedAllocCall(() => {
      const pointer = addressOf(db);
      return pointer === 0 ? 0 : exports.sqlite3__wasm_db_vfs(pointer, textAddress(schema));
    });

  /** Copies content into the allocation scope: its address and size. */
  const place = (content: unknown, byteLength: unknown, name: string): readonly [number, number] => {
    const length = byteLength === undefined ? -1 : Number(byteLength);
    if (isPointer(content) && content > 0) {
      if (length >= 0) return [content, length];
      throw new SQLite3Error(`${name}() needs the length of what is at an address`);
    }
    if (!isByteArray(content)) throw new SQLite3Error(`${name}() writes bytes or what is at an address`);
    const bytes = requireByteArray(content);
    if (length > bytes.length) {
      throw new SQLite3Error(`${name}() cannot write ${length} of ${bytes.length} bytes`);
    }
    const size = length < 0 ? bytes.length : length;
    const address = wasm.scopedAlloc(size || 1);
    wasm.heap8u().set(bytes.subarray(0, size), address);
    return [address, size];
  };
  const check = (code: number, filename: unknown): void => {
    if (code !== ResultCode.SQLITE_OK) {
      throw new SQLite3Error(code, `the file ${String(filename)} could not be written`);
    }
  };

  return {
    sqlite3_js_db_export(db, ...[schema]) {
      const pointer = addressOf(db);
      if (pointer === 0) throw new SQLite3Error("there is no connection to export from");
      return wasm.scopedAllocCall(() => {
        const sizeCell = wasm.scopedAlloc(8);
        const bytes = capi.sqlite3_serialize(
          pointer as never,
          textAddress(schema) as never,
          sizeCell as never,
          0,
        );
        const size = Number(wasm.peek(sizeCell, "i64"));
        if (bytes === 0 && size !== 0) throw new SQLite3Error("the database could not be serialized");
        if (bytes === 0) return new Uint8Array();
        try {
          return capi.heap.copyOut(bytes, size);
        } finally {
          capi.sqlite3_free(bytes);
        }
      });
    },
    // As documented, what may be left out is not counted among the parameters.
    sqlite3_js_db_vfs: (db, ...[schema]) => dbVfs(db, schema),
    sqlite3_js_db_uses_vfs(db, vfs, ...[schema]) {
      const wanted = wasm.scopedAllocCall(() => exports.sqlite3_vfs_find(textAddress(vfs)));
      if (wanted === 0) return false;
      const used = addressOf(db) === 0 ? exports.sqlite3_vfs_find(0) : dbVfs(db, schema);
      return used === wanted ? wanted : false;
    },
    sqlite3_js_vfs_list() {
      const names: string[] = [];
      let address = exports.sqlite3_vfs_find(0);
      while (address !== 0) {
        const vfs = new structs.shown.sqlite3_vfs(address);
        names.push(wasm.cstrToJs(vfs.$zName) ?? "");
        address = vfs.$pNext;
        vfs.dispose();
      }
      return names;
    },
    sqlite3_js_posix_create_file(filename, content, byteLength?: number) {
      wasm.scopedAllocCall(() => {
        const [address, size] = place(content, byteLength, "sqlite3_js_posix_create_file");
        check(exports.sqlite3__wasm_posix_create_file(textAddress(filename), address, size), filename);
      });
    },
    sqlite3_js_vfs_create_file(vfs, filename, content, byteLength?: number) {
      config.warn(
        "sqlite3_js_vfs_create_file() is deprecated: not every VFS can be written to from outside.",
      );
      wasm.scopedAllocCall(() => {
        const [address, size] =
          content === null || content === undefined
            ? [0, Number(byteLength ?? 0)]
            : place(content, byteLength, "sqlite3_js_vfs_create_file");
        const target = vfsPointer(vfs);
        if (target === 0) throw new SQLite3Error(ResultCode.SQLITE_NOTFOUND, "there is no such VFS");
        check(exports.sqlite3__wasm_vfs_create_file(target, textAddress(filename), address, size), filename);
      });
    },
  };
}
