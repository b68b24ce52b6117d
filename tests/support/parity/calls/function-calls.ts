import { type Loose, type ParityCall, type ParityCalls, set } from "../subject.js";

/** Installs a function, calls its entry and removes it. */
function installed(first: unknown, second: unknown, ...args: unknown[]): ParityCall {
  return ({ wasm }) => {
    const pointer = wasm.installFunction(first, second);
    try {
      return wasm.functionEntry(pointer)(...args);
    } finally {
      wasm.uninstallFunction(pointer);
    }
  };
}

/** Makes an adapter for callbacks without the official package's warning that it is internal. */
function adapter(wasm: Loose, options: object): Loose {
  const { FuncPtrAdapter } = wasm.xWrap;
  set(FuncPtrAdapter, "warnOnUse", false);
  return new FuncPtrAdapter(options);
}

const transient = { name: "callback", signature: "i(i)", bindScope: "transient" };

/** The function table, exported functions by name, adapters for callbacks. */
export const functionCalls: ParityCalls = {
  "functionTable() is the instance's": ({ wasm }) =>
    wasm.functionTable() === wasm.exports.__indirect_function_table,
  "functionEntry(0)": ({ wasm }) => wasm.functionEntry(0),
  "functionEntry(1)": ({ wasm }) => wasm.functionEntry(1),
  "functionEntry(1,000,000)": ({ wasm }) => wasm.functionEntry(1_000_000),
  "functionEntry('x')": ({ wasm }) => wasm.functionEntry("x"),
  "functionEntry()": ({ wasm }) => wasm.functionEntry(),
  "functionEntry(-1)": ({ wasm }) => wasm.functionEntry(-1),
  "installFunction('i(ii)', f)": installed("i(ii)", (a: number, b: number) => a + b, 2, 3),
  "installFunction(f, 'i(ii)')": installed((a: number, b: number) => a + b, "i(ii)", 2, 3),
  "installFunction('iii', f)": installed("iii", (a: number, b: number) => a + b, 2, 3),
  "installFunction('jj', f)": installed("jj", (a: bigint) => a * 2n, 4n),
  "installFunction('dd', f)": installed("dd", (a: number) => a * 2, 4.5),
  "installFunction('f(f)', f)": installed("f(f)", (a: number) => a * 2, 1.1),
  "installFunction('p(psP)', f)": installed("p(psP)", (a: number) => a, 1, 2, 3),
  "installFunction('v', f)": installed("v", () => 4),
  "installFunction('v()', f)": installed("v()", () => 4),
  "installFunction('i', f)": installed("i", () => 4),
  "installFunction('i()', f that gives a text)": installed("i()", () => "x"),
  "installFunction('i()', f that gives a bigint)": installed("i()", () => 1n),
  "installFunction('j()', f that gives a number)": installed("j()", () => 1),
  ...Object.fromEntries(
    ["", "x", "i(x)", "i(v)", "iv", "i(", "(i)", "i)", "i(i", "i(i)x", "i (i)", "vv"].map((signature) => [
      `installFunction('${signature}', f)`,
      installed(signature, () => {}),
    ]),
  ),
  "installFunction(f)": ({ wasm }) => wasm.installFunction(() => {}),
  "installFunction('i()')": ({ wasm }) => wasm.installFunction("i()"),
  "installFunction()": ({ wasm }) => wasm.installFunction(),
  "installFunction(5, f)": ({ wasm }) => wasm.installFunction(5, () => {}),
  "installFunction('i()', 5)": ({ wasm }) => wasm.installFunction("i()", 5),
  "installFunction(signature, exported function)": ({ wasm }) => {
    const { sqlite3_libversion_number } = wasm.exports;
    return (
      wasm.functionEntry(wasm.installFunction("bogus", sqlite3_libversion_number)) ===
      sqlite3_libversion_number
    );
  },
  "installFunction() of many parameters": installed(
    `i(${"i".repeat(60)})`,
    (...args: number[]) => args.length,
  ),
  "installFunction() of 200 parameters": installed(
    `i(${"i".repeat(200)})`,
    (...args: number[]) => args.length,
  ),
  "installFunction() takes the free place": ({ wasm }) => {
    const pointer = wasm.installFunction("v()", () => {});
    wasm.uninstallFunction(pointer);
    const again = wasm.installFunction("v()", () => {});
    wasm.uninstallFunction(again);
    return pointer === again;
  },
  "uninstallFunction(pointer) gives the function": ({ wasm }) =>
    wasm.uninstallFunction(wasm.installFunction("i(i)", (x: number) => x + 1))(4),
  "what uninstallFunction() gave can be installed again": ({ wasm }) => {
    const callable = wasm.uninstallFunction(wasm.installFunction("i(i)", (x: number) => x + 1));
    return wasm.functionEntry(wasm.installFunction("i(i)", callable))(4);
  },
  "functionEntry() of an uninstalled function": ({ wasm }) => {
    const pointer = wasm.installFunction("v()", () => {});
    wasm.uninstallFunction(pointer);
    return wasm.functionEntry(pointer);
  },
  "uninstallFunction(null)": ({ wasm }) => wasm.uninstallFunction(null),
  "uninstallFunction()": ({ wasm }) => wasm.uninstallFunction(),
  "jsFuncToWasm('i(i)', f)": ({ wasm }) => wasm.jsFuncToWasm("i(i)", (x: number) => x + 1)(4),
  "jsFuncToWasm(f, 'i(i)')": ({ wasm }) => wasm.jsFuncToWasm((x: number) => x + 1, "i(i)")(4),
  "jsFuncToWasm() has the signature's length": ({ wasm }) => wasm.jsFuncToWasm("v(iip)", () => {}).length,
  "jsFuncToWasm('i(q)', f)": ({ wasm }) => wasm.jsFuncToWasm("i(q)", () => 1),
  "jsFuncToWasm('i(i)')": ({ wasm }) => wasm.jsFuncToWasm("i(i)"),
  "jsFuncToWasm()": ({ wasm }) => wasm.jsFuncToWasm(),

  "xGet(name)": ({ wasm }) => wasm.xGet("sqlite3_libversion") === wasm.exports.sqlite3_libversion,
  "xGet('nope')": ({ wasm }) => wasm.xGet("nope"),
  "xGet()": ({ wasm }) => wasm.xGet(),
  "xGet('memory')": ({ wasm }) => wasm.xGet("memory"),
  "xGet('toString')": ({ wasm }) => wasm.xGet("toString"),
  "xCall(name)": ({ wasm }) => wasm.xCall("sqlite3_libversion_number"),
  "xCall(name, arguments)": ({ wasm }) => wasm.xCall("sqlite3_complete", wasm.allocCString("select 1;")),
  "xCall(name, [arguments])": ({ wasm }) => wasm.xCall("sqlite3_complete", [wasm.allocCString("select 1;")]),
  "xCall(name, too few)": ({ wasm }) => wasm.xCall("sqlite3_complete"),
  "xCall(name, too many)": ({ wasm }) => wasm.xCall("sqlite3_libversion_number", 1),
  "xCall('nope')": ({ wasm }) => wasm.xCall("nope"),
  "xCall()": ({ wasm }) => wasm.xCall(),
  "xCall(exported function)": ({ wasm }) => wasm.xCall(wasm.exports.sqlite3_libversion_number),
  "xCall(f, 1, 2)": ({ wasm }) => wasm.xCall((a: number, b: number) => a + b, 1, 2),
  "xCall(f, 1)": ({ wasm }) => wasm.xCall((a: number, b: number) => a + b, 1),

  "new FuncPtrAdapter()": ({ wasm }) => adapter(wasm, undefined as unknown as object),
  "new FuncPtrAdapter({})": ({ wasm }) => adapter(wasm, {}),
  "new FuncPtrAdapter(unknown scope)": ({ wasm }) => adapter(wasm, { signature: "i(i)", bindScope: "nope" }),
  "FuncPtrAdapter.bindScopes": ({ wasm }) => wasm.xWrap.FuncPtrAdapter.bindScopes,
  "FuncPtrAdapter properties": ({ wasm }) => {
    const { name, signature, bindScope, isTransient, isContext, isPermanent } = adapter(wasm, transient);
    return { name, signature, bindScope, isTransient, isContext, isPermanent };
  },
  ...Object.fromEntries(
    [0, null, undefined, 17, "x", {}, 1.5, -1].map((value) => [
      `FuncPtrAdapter converts ${JSON.stringify(value)}`,
      ({ wasm }: Loose) => wasm.scopedAllocCall(() => adapter(wasm, transient).convertArg(value, [], 0)),
    ]),
  ),
  "a transient callback outside a scope": ({ wasm }) =>
    adapter(wasm, transient).convertArg((x: number) => x, [], 0),
  "a transient callback in a scope": ({ wasm }) =>
    wasm.scopedAllocCall(() =>
      wasm.functionEntry(adapter(wasm, transient).convertArg((x: number) => x + 1, [], 0))(4),
    ),
  "a transient callback after its scope": ({ wasm }) =>
    wasm.functionEntry(
      wasm.scopedAllocCall(() => adapter(wasm, transient).convertArg((x: number) => x + 1, [], 0)),
    ),
  "a permanent callback": ({ wasm }) =>
    wasm.functionEntry(
      adapter(wasm, { ...transient, bindScope: "permanent" }).convertArg((x: number) => x + 2, [], 0),
    )(4),
  "a singleton callback twice": ({ wasm }) => {
    const single = adapter(wasm, { ...transient, bindScope: "singleton" });
    const callback = (x: number) => x + 3;
    const first = single.convertArg(callback, [], 0);
    return single.convertArg(callback, [], 0) === first;
  },
  "callbacks of two contexts": ({ wasm }) => {
    const contexts = adapter(wasm, {
      ...transient,
      bindScope: "context",
      contextKey: (args: unknown[]) => args[0],
    });
    const first = contexts.convertArg(() => 1, [10, 0], 1);
    const second = contexts.convertArg(() => 2, [11, 0], 1);
    return [wasm.functionEntry(first)(0), wasm.functionEntry(second)(0)];
  },
  "a callback through callProxy": ({ wasm }) => {
    const callProxy = (f: (x: number) => number) => (x: number) => f(x) * 100;
    return wasm.scopedAllocCall(() =>
      wasm.functionEntry(adapter(wasm, { ...transient, callProxy }).convertArg((x: number) => x + 1, [], 0))(
        4,
      ),
    );
  },
  "xWrap() with a callback": ({ wasm }) => {
    const call = (pointer: number) => wasm.functionEntry(pointer)(3);
    return wasm.xWrap(call, "i32", [adapter(wasm, transient)])((x: number) => x * 2);
  },
  "xWrap() with the adapter's class": ({ wasm }) =>
    wasm.xWrap((x: number) => x, "i32", [wasm.xWrap.FuncPtrAdapter]),
};
