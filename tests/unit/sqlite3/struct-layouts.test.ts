import { beforeAll, describe, expect, test } from "vitest";
import type { InternalNamespaces, Sqlite3 } from "../../../src/sqlite3/index.js";
import type { StructClass, StructDescription, StructObject } from "../../../src/wasm/index.js";
import { loadSqlite3 } from "../../support/sqlite3/load-sqlite3.js";
import { TYPED_MEMBERS } from "../../support/sqlite3/typed-members.js";

let sqlite3: Sqlite3 & InternalNamespaces;

beforeAll(async () => {
  sqlite3 = await loadSqlite3();
});

type Members = Record<string, number | bigint>;

function classes(): [layout: StructDescription, struct: StructClass][] {
  return sqlite3.wasm.ctype.structs.map((layout) => [layout, sqlite3.StructBinder(layout)]);
}

describe("Structs have the layout that the wasm describes", () => {
  test("for each of its structs: size, members, offsets and signatures", () => {
    expect(classes().length).toBeGreaterThanOrEqual(13);
    for (const [layout, Struct] of classes()) {
      expect(Struct.structInfo.sizeof).toBe(layout.sizeof);
      expect(Struct.memberKeys()).toEqual(Object.keys(layout.members).map((name) => `$${name}`));
      for (const [name, member] of Object.entries(layout.members)) {
        expect(Struct.structInfo.members[name]).toMatchObject({ ...member, name, key: `$${name}` });
      }
    }
  });

  test("and each member reads and writes its own bytes and no others", () => {
    for (const [layout, Struct] of classes()) {
      const struct = new Struct() as StructObject & Members;
      for (const [name, { offset, sizeof, signature }] of Object.entries(layout.members)) {
        struct[`$${name}`] = signature === "j" ? 0x0102030405060708n : signature === "d" ? 1 : 0x01020304;
        const bytes = struct.memoryDump() as Uint8Array;
        const others = [...bytes.subarray(0, offset), ...bytes.subarray(offset + sizeof)];
        expect(others.every((byte) => byte === 0)).toBe(true);
        expect(bytes.subarray(offset, offset + sizeof)).toEqual(expectedBytes(signature, sizeof));
        struct[`$${name}`] = signature === "j" ? 0n : 0;
      }
      struct.dispose();
    }
  });

  test("and the members that the types name", () => {
    const layouts = new Map(sqlite3.wasm.ctype.structs.map((layout) => [layout.name, layout]));
    for (const [name, members] of Object.entries(TYPED_MEMBERS)) {
      const layout = layouts.get(name);
      const kinds = Object.entries(layout?.members ?? {}).map(([member, { signature }]) => [
        `$${member}`,
        signature === "j" ? "bigint" : "number",
      ]);
      expect(Object.fromEntries(kinds)).toEqual(members);
    }
  });

  test("as the C code of the wasm's own test struct sees it", () => {
    const { wasm } = sqlite3;
    const layout = wasm.ctype.structs.find(({ name }) => name === "WasmTestStruct") as StructDescription;
    const Struct = sqlite3.StructBinder(layout);
    const struct = new Struct() as StructObject & Members;
    const calls: number[] = [];
    struct.installMethod("xFunc", (pointer: number) => {
      calls.push(pointer);
    });
    struct.$v4 = 7;
    wasm.exports.sqlite3__wasm_test_struct(struct.pointer as number);
    // C doubles v4, sets v8 to twice that, points ppV to the struct, sets cstr and calls xFunc.
    expect(calls).toEqual([struct.pointer]);
    expect([struct.$v4, struct.$v8, struct.$ppV]).toEqual([14, 28n, struct.pointer]);
    expect(struct.memberToJsString("cstr")).not.toBe(null);
    struct.dispose();
  });
});

function expectedBytes(signature: string, size: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));
  if (signature === "d") bytes.setFloat64(0, 1, true);
  else bytes.setBigUint64(0, 0x0102030405060708n >> (signature === "j" ? 0n : 32n), true);
  return new Uint8Array(bytes.buffer, 0, size);
}
