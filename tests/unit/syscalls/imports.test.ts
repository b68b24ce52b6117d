import { describe, expect, it } from "vitest";
import { createFs } from "../../../src/fs/index.js";
import { createSyscalls } from "../../../src/syscalls/index.js";
import { Heap, NULL } from "../../../src/wasm/index.js";
import { compiledSqliteWasm } from "../../support/engine/sqlite-wasm.js";

/** What the runtime adds, since it owns the memory. */
const RUNTIME_IMPORTS = ["env.memory", "env.emscripten_get_heap_max", "env.emscripten_resize_heap"];

describe("the import section of sqlite3.wasm", () => {
  it("names exactly what the system calls and the runtime give", async () => {
    const wanted = WebAssembly.Module.imports(await compiledSqliteWasm());
    const heap = new Heap(new WebAssembly.Memory({ initial: 1 }));
    const given = createSyscalls({ fs: createFs() }).bind({ heap, allocatePages: () => NULL });
    const names = Object.entries(given).flatMap(([module, table]) =>
      Object.keys(table).map((name) => `${module}.${name}`),
    );
    expect([...names, ...RUNTIME_IMPORTS].sort()).toEqual(
      wanted.map(({ module, name }) => `${module}.${name}`).sort(),
    );
  });
});
