import type { Loose, ParityCall, ParityCalls } from "../subject.js";

/** Gives a call C strings to work with: a text, and 16 bytes that are all 9. */
function cStrings(body: (source: unknown, target: unknown, wasm: Loose) => unknown): ParityCall {
  return ({ wasm }) =>
    wasm.scopedAllocCall(() => {
      const target = wasm.scopedAlloc(16);
      wasm.heap8u().fill(9, target, wasm.ptr.add(target, 16));
      return body(wasm.scopedAllocCString("héllo"), target, wasm);
    });
}

/** Result and target of a `jstrcpy` into ten bytes that are all 9. */
function copied(...args: unknown[]): ParityCall {
  return ({ wasm }) => {
    const target = new Uint8Array(10).fill(9);
    const [text, ...others] = args;
    return [wasm.jstrcpy(text, target, ...others), target];
  };
}

/** C strings, JavaScript strings, typed arrays. */
export const textCalls: ParityCalls = {
  "cstrlen(text)": cStrings((source, _, wasm) => wasm.cstrlen(source)),
  "cstrlen(0)": ({ wasm }) => wasm.cstrlen(0),
  "cstrlen(null)": ({ wasm }) => wasm.cstrlen(null),
  "cstrlen()": ({ wasm }) => wasm.cstrlen(),
  "cstrlen(-1)": ({ wasm }) => wasm.cstrlen(-1),
  "cstrlen('x')": ({ wasm }) => wasm.cstrlen("x"),
  "cstrlen(1.5)": ({ wasm }) => wasm.cstrlen(1.5),
  "cstrToJs(text)": cStrings((source, _, wasm) => wasm.cstrToJs(source)),
  "cstrToJs(ill-formed text)": cStrings((_, target, wasm) => {
    wasm.poke8(target, 0xff).poke8(wasm.ptr.add(target, 1), 0);
    return wasm.cstrToJs(target);
  }),
  "cstrToJs(0)": ({ wasm }) => wasm.cstrToJs(0),
  "cstrToJs(null)": ({ wasm }) => wasm.cstrToJs(null),
  "cstrToJs()": ({ wasm }) => wasm.cstrToJs(),
  "cstrToJs(-1)": ({ wasm }) => wasm.cstrToJs(-1),
  "cstrToJs('x')": ({ wasm }) => wasm.cstrToJs("x"),
  "cstrncpy(target, source, 3)": cStrings((source, target, wasm) => [
    wasm.cstrncpy(target, source, 3),
    wasm.heap8u().slice(target, wasm.ptr.add(target, 5)),
  ]),
  "cstrncpy(target, source, 100)": cStrings((source, target, wasm) => [
    wasm.cstrncpy(target, source, 100),
    wasm.heap8u().slice(target, wasm.ptr.add(target, 8)),
  ]),
  "cstrncpy(target, source, 0)": cStrings((source, target, wasm) => wasm.cstrncpy(target, source, 0)),
  "cstrncpy(target, source, -1)": cStrings((source, target, wasm) => [
    wasm.cstrncpy(target, source, -1),
    wasm.cstrToJs(target),
  ]),
  "cstrncpy(target, source)": cStrings((source, target, wasm) => wasm.cstrncpy(target, source)),
  "cstrncpy(target, 0, 1)": cStrings((_, target, wasm) => wasm.cstrncpy(target, 0, 1)),
  "cstrncpy(0, source, 1)": cStrings((source, _, wasm) => wasm.cstrncpy(0, source, 1)),
  "cstrncpy(null, source, 1)": cStrings((source, _, wasm) => wasm.cstrncpy(null, source, 1)),
  "cstrncpy(target)": cStrings((_, target, wasm) => wasm.cstrncpy(target)),

  ...Object.fromEntries(
    ["héllo😀", "", "\ud800", "a\0b", 5, null, undefined, {}].map((text) => [
      `jstrlen(${JSON.stringify(text)})`,
      ({ wasm }: Loose) => wasm.jstrlen(text),
    ]),
  ),
  "jstrToUintArray('hé')": ({ wasm }) => wasm.jstrToUintArray("hé"),
  "jstrToUintArray('hé', true)": ({ wasm }) => wasm.jstrToUintArray("hé", true),
  "jstrToUintArray('')": ({ wasm }) => wasm.jstrToUintArray(""),
  "jstrToUintArray('', true)": ({ wasm }) => wasm.jstrToUintArray("", true),
  "jstrToUintArray(lone surrogate)": ({ wasm }) => wasm.jstrToUintArray("\ud800x"),
  "jstrToUintArray(5)": ({ wasm }) => wasm.jstrToUintArray(5),
  "jstrToUintArray(null)": ({ wasm }) => wasm.jstrToUintArray(null),
  "jstrToUintArray()": ({ wasm }) => wasm.jstrToUintArray(),
  "jstrcpy(text, target)": copied("hello"),
  "jstrcpy(text, target, 2)": copied("hello", 2),
  "jstrcpy(text, target, 0, 3)": copied("hello", 0, 3),
  "jstrcpy(text, target, 0, 3, false)": copied("hello", 0, 3, false),
  "jstrcpy(text, target, 0, -1, false)": copied("hello", 0, -1, false),
  "jstrcpy() cuts between characters": copied("héllo", 0, 3),
  "jstrcpy() cuts between characters without a zero": copied("héllo", 0, 2, false),
  "jstrcpy() cuts before a surrogate pair": copied("h😀", 0, 5),
  "jstrcpy() of one byte": copied("hello", 0, 1),
  "jstrcpy() of no bytes": copied("hello", 0, 0),
  "jstrcpy() at the end": copied("hello", 10),
  "jstrcpy() behind the end": copied("hello", 20),
  "jstrcpy() before the start": copied("hello", -1),
  "jstrcpy('', target)": copied(""),
  "jstrcpy(long text, target)": copied("hello world, at length"),
  "jstrcpy(text, Int8Array)": ({ wasm }) => wasm.jstrcpy("hello", new Int8Array(8)),
  "jstrcpy(text, Uint16Array)": ({ wasm }) => wasm.jstrcpy("hello", new Uint16Array(8)),
  "jstrcpy(text, [])": ({ wasm }) => wasm.jstrcpy("hello", []),
  "jstrcpy(text)": ({ wasm }) => wasm.jstrcpy("hello"),
  "jstrcpy(null, target)": copied(null),

  "isSharedTypedArray(Uint8Array)": ({ wasm }) => wasm.isSharedTypedArray(new Uint8Array(2)),
  "isSharedTypedArray(shared)": ({ wasm }) =>
    wasm.isSharedTypedArray(new Uint8Array(new SharedArrayBuffer(2))),
  "isSharedTypedArray({})": ({ wasm }) => wasm.isSharedTypedArray({}),
  "isSharedTypedArray(null)": ({ wasm }) => wasm.isSharedTypedArray(null),
  "typedArrayPart(array, 1, 3)": ({ wasm }) => wasm.typedArrayPart(Uint8Array.of(1, 2, 3, 4), 1, 3),
  "typedArrayPart(array)": ({ wasm }) => wasm.typedArrayPart(Uint8Array.of(1, 2)),
  "typedArrayPart() is a view": ({ wasm }) => wasm.typedArrayPart(new Uint8Array(4), 1, 3).buffer.byteLength,
  "typedArrayPart(shared) is a copy": ({ wasm }) =>
    wasm.typedArrayPart(new Uint8Array(new SharedArrayBuffer(4)), 1, 3).buffer.byteLength,
  "typedArrayPart([1, 2])": ({ wasm }) => wasm.typedArrayPart([1, 2], 0, 1),
  "typedArrayPart(null)": ({ wasm }) => wasm.typedArrayPart(null),
  "typedArrayToString(bytes, 0, 2)": ({ wasm }) =>
    wasm.typedArrayToString(Uint8Array.of(104, 105, 106), 0, 2),
  "typedArrayToString(bytes)": ({ wasm }) => wasm.typedArrayToString(Uint8Array.of(104, 0xff)),
  "typedArrayToString(Int8Array)": ({ wasm }) => wasm.typedArrayToString(Int8Array.of(104)),
  "typedArrayToString(shared)": ({ wasm }) =>
    wasm.typedArrayToString(new Uint8Array(new SharedArrayBuffer(2))),
  "typedArrayToString(null)": ({ wasm }) => wasm.typedArrayToString(null),
  "typedArrayToString([104])": ({ wasm }) => wasm.typedArrayToString([104]),
};
