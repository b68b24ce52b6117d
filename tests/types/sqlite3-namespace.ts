/** Checked by `npm run typecheck`: what code written for the official package says, and what it must not say. */
import sqlite3InitModule, { type Sqlite3, type Sqlite3VfsStruct } from "web-sqlite-v2/sqlite3";

type Same<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : never;

/** Fails to compile when the type argument is not `true`. */
function holds<_Claim extends true>(): void {}

export async function useNamespace(): Promise<void> {
  const sqlite3 = await sqlite3InitModule({ print: console.log, printErr: console.error });
  holds<Same<typeof sqlite3.version.libVersion, string>>();
  useMemory(sqlite3);
  useFunctions(sqlite3);
  useStructs(sqlite3);
}

function useMemory({ wasm, WasmAllocError, SQLite3Error }: Sqlite3): void {
  const address: number = wasm.alloc(8);
  holds<Same<ReturnType<typeof wasm.peek64>, bigint>>();
  const one: bigint = wasm.peek(address, "i64");
  const several: number[] = wasm.peek([address], "i32");
  const [first, second]: number[] = wasm.allocPtr(2);
  const [text, length] = wasm.allocCString("text", true);
  wasm
    .poke32(address, 1)
    .poke64(address, one)
    .pokePtr([first ?? 0, second ?? 0], text + length + several.length);
  const bytes: Uint8Array = wasm.heapForSize(8, true);
  const signed: Int8Array = wasm.heapForSize(Int8Array);
  wasm.dealloc(wasm.allocFromTypedArray(bytes) + signed.length);
  // @ts-expect-error -- no such type
  wasm.peek(address, "nope");
  // @ts-expect-error -- an address is a number
  wasm.dealloc("address");
  // @ts-expect-error -- read only
  wasm.pstack.pointer = 0;
  try {
    SQLite3Error.toss(5, "busy");
  } catch (error) {
    if (error instanceof SQLite3Error || error instanceof WasmAllocError) error.resultCode.toFixed();
  }
}

function useFunctions({ wasm }: Sqlite3): void {
  const pointer: number = wasm.installFunction("i(ij)", (a: number, b: bigint) => a + Number(b));
  wasm.functionEntry(pointer)?.(1, 2n);
  const version = wasm.xWrap("sqlite3_libversion", "string");
  holds<Same<ReturnType<typeof version>, string | null>>();
  const complete = wasm.xWrap("sqlite3_complete", "i32", ["string:flexible"]);
  complete("select 1;").toFixed();
  const big = wasm.xWrap("sqlite3_changes64", "i64", "*");
  holds<Same<ReturnType<typeof big>, bigint>>();
  const callback = new wasm.xWrap.FuncPtrAdapter({ signature: "i(pipp)", bindScope: "transient" });
  wasm.xWrap("sqlite3_exec", "i32", "*", "string", callback, "*", "**");
  wasm.xWrap.argAdapter("mine", (value: { pointer: number }) => value.pointer);
  // @ts-expect-error -- no such bind scope
  new wasm.xWrap.FuncPtrAdapter({ signature: "i()", bindScope: "sometimes" });
}

function useStructs({ capi, wasm }: Sqlite3): void {
  const vfs = new capi.sqlite3_vfs();
  vfs.$iVersion = 2;
  vfs
    .installMethods({ xSleep: () => 0 })
    .setMemberCString("zName", "mine")
    .addOnDispose(vfs, "note", () => {});
  vfs.installMethod("xOpen", (_vfs: number, _name: number) => 0)("xDelete", () => 0);
  const info = new capi.sqlite3_index_info(wasm.alloc(72));
  holds<Same<typeof info.$estimatedRows, bigint>>();
  new capi.sqlite3_index_info.sqlite3_index_constraint({ extraBytes: 8 }).$op.toFixed();
  const value: unknown = vfs;
  if (capi.sqlite3_vfs.isA(value)) holds<Same<typeof value, Sqlite3VfsStruct>>();
  // @ts-expect-error -- no such member
  vfs.$nope = 1;
}
