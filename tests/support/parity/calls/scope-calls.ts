import { type ParityCalls, set } from "../subject.js";

/** Allocation scopes and the pseudo-stack. */
export const scopeCalls: ParityCalls = {
  "scopedAlloc(4) outside a scope": ({ wasm }) => wasm.scopedAlloc(4),
  "scopedAllocCString('x') outside a scope": ({ wasm }) => wasm.scopedAllocCString("x"),
  "scopedAllocPtr() outside a scope": ({ wasm }) => wasm.scopedAllocPtr(),
  "scopedAllocMainArgv(['x']) outside a scope": ({ wasm }) => wasm.scopedAllocMainArgv(["x"]),
  "scopedInstallFunction() outside a scope": ({ wasm }) => wasm.scopedInstallFunction("v()", () => {}),
  "scopedAllocPop() outside a scope": ({ wasm }) => wasm.scopedAllocPop(),
  "scopedAllocPop([]) outside a scope": ({ wasm }) => wasm.scopedAllocPop([]),
  "scopedAlloc.level outside a scope": ({ wasm }) => wasm.scopedAlloc.level,
  "scopedAlloc.level in scopes": ({ wasm }) =>
    wasm.scopedAllocCall(() => [
      wasm.scopedAlloc.level,
      wasm.scopedAllocCall(() => wasm.scopedAlloc.level),
      wasm.scopedAlloc.level,
    ]),
  "scopedAlloc.level cannot be set": ({ wasm }) => {
    set(wasm.scopedAlloc, "level", 3);
  },
  "scopedAllocCall(body)": ({ wasm }) => wasm.scopedAllocCall(() => 7),
  "scopedAllocCall(body that throws)": ({ wasm }) =>
    wasm.scopedAllocCall(() => {
      throw new RangeError("mine");
    }),
  "the scope is gone after a body that throws": ({ wasm }) => {
    try {
      wasm.scopedAllocCall(() => {
        throw new RangeError("mine");
      });
    } catch {}
    return wasm.scopedAlloc.level;
  },
  "scopedAllocCall()": ({ wasm }) => wasm.scopedAllocCall(),
  "scopedAllocCall(5)": ({ wasm }) => wasm.scopedAllocCall(5),
  "scopedAllocPush() and scopedAllocPop(it)": ({ wasm }) => {
    const scope = wasm.scopedAllocPush();
    const level = wasm.scopedAlloc.level;
    wasm.scopedAllocPop(scope);
    return [level, wasm.scopedAlloc.level];
  },
  "scopedAllocPop() pops the innermost": ({ wasm }) => {
    wasm.scopedAllocPush();
    wasm.scopedAllocPush();
    wasm.scopedAllocPop();
    return wasm.scopedAlloc.level;
  },
  "scopedAllocPop() of the outer scope first": ({ wasm }) => {
    const outer = wasm.scopedAllocPush();
    const inner = wasm.scopedAllocPush();
    wasm.scopedAllocPop(outer);
    const level = wasm.scopedAlloc.level;
    wasm.scopedAllocPop(inner);
    return [level, wasm.scopedAlloc.level];
  },
  "scopedAllocPop() twice": ({ wasm }) => {
    const scope = wasm.scopedAllocPush();
    wasm.scopedAllocPop(scope);
    wasm.scopedAllocPop(scope);
  },
  "scopedAllocPop(5) in a scope": ({ wasm }) => {
    wasm.scopedAllocPush();
    wasm.scopedAllocPop(5);
  },
  "scopedAllocPop({}) in a scope": ({ wasm }) => {
    wasm.scopedAllocPush();
    wasm.scopedAllocPop({});
  },
  "scopedAlloc(8)": ({ wasm }) => wasm.scopedAllocCall(() => Number(wasm.scopedAlloc(8)) > 0),
  "scopedAlloc(-1)": ({ wasm }) => wasm.scopedAllocCall(() => wasm.scopedAlloc(-1)),
  "scopedAlloc(2 GiB)": ({ wasm }) => wasm.scopedAllocCall(() => wasm.scopedAlloc(2 ** 31)),
  "scopedAllocCString(text)": ({ wasm }) =>
    wasm.scopedAllocCall(() => wasm.cstrToJs(wasm.scopedAllocCString("é"))),
  "scopedAllocCString(text, true)": ({ wasm }) =>
    wasm.scopedAllocCall(() => Number(wasm.scopedAllocCString("é", true)[1])),
  "scopedAllocCString(5)": ({ wasm }) => wasm.scopedAllocCall(() => wasm.scopedAllocCString(5)),
  "scopedAllocPtr()": ({ wasm }) => wasm.scopedAllocCall(() => wasm.peekPtr(wasm.scopedAllocPtr())),
  "scopedAllocPtr(3)": ({ wasm }) => wasm.scopedAllocCall(() => wasm.scopedAllocPtr(3).length),
  "scopedAllocPtr(2, false)": ({ wasm }) =>
    wasm.scopedAllocCall(() => {
      const [first, second] = wasm.scopedAllocPtr(2, false) as unknown as number[];
      return Number(second) - Number(first);
    }),
  "scopedAllocMainArgv(['x'])": ({ wasm }) =>
    wasm.scopedAllocCall(() => wasm.cArgvToJs(1, wasm.scopedAllocMainArgv(["x"]))),
  "scopedInstallFunction() in a scope": ({ wasm }) =>
    wasm.scopedAllocCall(() =>
      wasm.functionEntry(wasm.scopedInstallFunction("i(i)", (x: number) => x + 1))(1),
    ),
  "scopedInstallFunction() after its scope": ({ wasm }) => {
    const pointer = wasm.scopedAllocCall(() => wasm.scopedInstallFunction((x: number) => x + 1, "ii"));
    return wasm.functionEntry(pointer);
  },

  "pstack.alloc(8)": ({ wasm }) => Number(wasm.pstack.alloc(8)) > 0,
  "pstack.alloc(1) takes 8 bytes": ({ wasm }) => {
    const before = Number(wasm.pstack.remaining);
    wasm.pstack.alloc(1);
    return before - Number(wasm.pstack.remaining);
  },
  "pstack.pointer is what was allocated last": ({ wasm }) => wasm.pstack.alloc(24) === wasm.pstack.pointer,
  "pstack.alloc() zeroes": ({ wasm }) => {
    const start = wasm.pstack.pointer;
    wasm.poke64(wasm.pstack.alloc(8), -1n);
    wasm.pstack.restore(start);
    return wasm.peek64(wasm.pstack.alloc(8));
  },
  "pstack.alloc('i32')": ({ wasm }) => Number(wasm.pstack.alloc("i32")) > 0,
  "pstack.alloc('*')": ({ wasm }) => Number(wasm.pstack.alloc("*")) > 0,
  "pstack.alloc('nope')": ({ wasm }) => wasm.pstack.alloc("nope"),
  "pstack.alloc(0)": ({ wasm }) => wasm.pstack.alloc(0),
  "pstack.alloc(-1)": ({ wasm }) => wasm.pstack.alloc(-1),
  "pstack.alloc(1,000,000)": ({ wasm }) => wasm.pstack.alloc(1_000_000),
  "pstack.alloc(8n)": ({ wasm }) => wasm.pstack.alloc(8n),
  "pstack.alloc()": ({ wasm }) => wasm.pstack.alloc(),
  "pstack.alloc(null)": ({ wasm }) => wasm.pstack.alloc(null),
  "pstack.alloc({})": ({ wasm }) => wasm.pstack.alloc({}),
  "pstack.allocChunks(3, 4)": ({ wasm }) => distances(wasm.pstack.allocChunks(3, 4)),
  "pstack.allocChunks(2, 'i64')": ({ wasm }) => distances(wasm.pstack.allocChunks(2, "i64")),
  "pstack.allocChunks(2, 3)": ({ wasm }) => distances(wasm.pstack.allocChunks(2, 3)),
  "pstack.allocChunks(1, 4)": ({ wasm }) => wasm.pstack.allocChunks(1, 4).length,
  "pstack.allocChunks(0, 4)": ({ wasm }) => wasm.pstack.allocChunks(0, 4),
  "pstack.allocChunks(-1, 4)": ({ wasm }) => wasm.pstack.allocChunks(-1, 4),
  "pstack.allocChunks(2, 0)": ({ wasm }) => wasm.pstack.allocChunks(2, 0),
  "pstack.allocChunks(2, 'x')": ({ wasm }) => wasm.pstack.allocChunks(2, "x"),
  "pstack.allocChunks(2)": ({ wasm }) => wasm.pstack.allocChunks(2),
  "pstack.allocChunks(1000, 8)": ({ wasm }) => wasm.pstack.allocChunks(1000, 8),
  "pstack.allocPtr()": ({ wasm }) => wasm.peekPtr(wasm.pstack.allocPtr()),
  "pstack.allocPtr(2)": ({ wasm }) => distances(wasm.pstack.allocPtr(2)),
  "pstack.allocPtr(2, false)": ({ wasm }) => distances(wasm.pstack.allocPtr(2, false)),
  "pstack.allocPtr(0)": ({ wasm }) => wasm.pstack.allocPtr(0),
  "pstack.allocPtr(-1)": ({ wasm }) => wasm.pstack.allocPtr(-1),
  "pstack.call(body)": ({ wasm }) => wasm.pstack.call(() => Number(wasm.pstack.alloc(8)) > 0),
  "pstack.call() frees": ({ wasm }) => {
    const before = Number(wasm.pstack.remaining);
    wasm.pstack.call(() => wasm.pstack.alloc(80));
    return before - Number(wasm.pstack.remaining);
  },
  "pstack.call(body that throws) frees": ({ wasm }) => {
    const before = Number(wasm.pstack.remaining);
    try {
      wasm.pstack.call(() => {
        wasm.pstack.alloc(80);
        throw new Error("mine");
      });
    } catch {}
    return before - Number(wasm.pstack.remaining);
  },
  "pstack.call()": ({ wasm: { pstack } }) => Reflect.apply(pstack.call, undefined, []),
  "pstack.quota": ({ wasm }) => wasm.pstack.quota,
  "pstack.remaining": ({ wasm }) => wasm.pstack.remaining,
  "pstack.pointer cannot be set": ({ wasm }) => {
    set(wasm.pstack, "pointer", 1);
  },
  "pstack.quota cannot be set": ({ wasm }) => {
    set(wasm.pstack, "quota", 1);
  },
  "pstack.restore(0)": ({ wasm }) => wasm.pstack.restore(0),
  "pstack.restore()": ({ wasm }) => wasm.pstack.restore(),
};

function distances(addresses: unknown): number[] {
  const list = addresses as number[];
  return list.map((address) => address - (list[0] as number));
}
