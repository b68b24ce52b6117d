import type { ParityCalls } from "../subject.js";

const text = (bytes: string) => new TextEncoder().encode(bytes);

/** Allocation outside scopes. */
export const memoryCalls: ParityCalls = {
  "alloc(8)": ({ wasm }) => Number(wasm.alloc(8)) > 0,
  "alloc(1.5)": ({ wasm }) => Number(wasm.alloc(1.5)) > 0,
  "alloc(0)": ({ wasm }) => wasm.alloc(0),
  "alloc(-1)": ({ wasm }) => wasm.alloc(-1),
  "alloc('x')": ({ wasm }) => wasm.alloc("x"),
  "alloc()": ({ wasm }) => wasm.alloc(),
  "alloc(null)": ({ wasm }) => wasm.alloc(null),
  "alloc(8n)": ({ wasm }) => wasm.alloc(8n),
  "alloc(2 GiB)": ({ wasm }) => wasm.alloc(2 ** 31),
  "alloc.impl(8)": ({ wasm }) => Number(wasm.alloc.impl(8)) > 0,
  "alloc.impl(-1)": ({ wasm }) => wasm.alloc.impl(-1),
  "alloc.impl(2 GiB)": ({ wasm }) => wasm.alloc.impl(2 ** 31),
  "alloc is aligned to 8": ({ wasm }) => Number(wasm.alloc(3)) % 8,
  "realloc(0, 8)": ({ wasm }) => Number(wasm.realloc(0, 8)) > 0,
  "realloc(null, 8)": ({ wasm }) => Number(wasm.realloc(null, 8)) > 0,
  "realloc('x', 8)": ({ wasm }) => Number(wasm.realloc("x", 8)) > 0,
  "realloc keeps the contents": ({ wasm }) => {
    const address = wasm.alloc(4);
    wasm.poke32(address, 77);
    return wasm.peek32(wasm.realloc(address, 4096));
  },
  "realloc(address, 0)": ({ wasm }) => wasm.realloc(wasm.alloc(8), 0),
  "realloc(0, 0)": ({ wasm }) => wasm.realloc(0, 0),
  "realloc()": ({ wasm }) => wasm.realloc(),
  "realloc(address, 2 GiB)": ({ wasm }) => wasm.realloc(wasm.alloc(4), 2 ** 31),
  "realloc.impl(0, 2 GiB)": ({ wasm }) => wasm.realloc.impl(0, 2 ** 31),
  "dealloc(address)": ({ wasm }) => wasm.dealloc(wasm.alloc(4)),
  "dealloc(0)": ({ wasm }) => wasm.dealloc(0),
  "dealloc(null)": ({ wasm }) => wasm.dealloc(null),
  "dealloc()": ({ wasm }) => wasm.dealloc(),
  "allocFromTypedArray(Uint8Array)": ({ wasm }) => {
    const address = wasm.allocFromTypedArray(Uint8Array.of(1, 2, 255));
    return wasm.heap8u().slice(address, wasm.ptr.add(address, 3));
  },
  "allocFromTypedArray(Int8Array)": ({ wasm }) => wasm.peek8(wasm.allocFromTypedArray(Int8Array.of(-1))),
  "allocFromTypedArray(ArrayBuffer)": ({ wasm }) =>
    wasm.peek8(wasm.allocFromTypedArray(Uint8Array.of(9).buffer)),
  "allocFromTypedArray(part of an array)": ({ wasm }) =>
    wasm.peek8(wasm.allocFromTypedArray(Uint8Array.of(1, 2, 3).subarray(1))),
  "allocFromTypedArray(no bytes)": ({ wasm }) => wasm.peek8(wasm.allocFromTypedArray(new Uint8Array())),
  "allocFromTypedArray(shared memory)": ({ wasm }) =>
    wasm.peek8(wasm.allocFromTypedArray(new Uint8Array(new SharedArrayBuffer(4)))),
  "allocFromTypedArray(Uint16Array)": ({ wasm }) => wasm.allocFromTypedArray(new Uint16Array(2)),
  "allocFromTypedArray(Uint8ClampedArray)": ({ wasm }) => wasm.allocFromTypedArray(new Uint8ClampedArray(2)),
  "allocFromTypedArray(DataView)": ({ wasm }) => wasm.allocFromTypedArray(new DataView(new ArrayBuffer(4))),
  "allocFromTypedArray(SharedArrayBuffer)": ({ wasm }) => wasm.allocFromTypedArray(new SharedArrayBuffer(4)),
  "allocFromTypedArray([1])": ({ wasm }) => wasm.allocFromTypedArray([1]),
  "allocFromTypedArray('x')": ({ wasm }) => wasm.allocFromTypedArray("x"),
  "allocFromTypedArray()": ({ wasm }) => wasm.allocFromTypedArray(),
  "allocPtr()": ({ wasm }) => wasm.peekPtr(wasm.allocPtr()),
  "allocPtr(1)": ({ wasm }) => wasm.peekPtr(wasm.allocPtr(1)),
  "allocPtr(1, false)": ({ wasm }) => wasm.peekPtr(wasm.allocPtr(1, false)),
  "allocPtr(3)": ({ wasm }) => distances(wasm.allocPtr(3)),
  "allocPtr(3, true)": ({ wasm }) => distances(wasm.allocPtr(3, true)),
  "allocPtr(3, false)": ({ wasm }) => distances(wasm.allocPtr(3, false)),
  "allocPtr(0)": ({ wasm }) => wasm.allocPtr(0),
  "allocPtr(-1)": ({ wasm }) => wasm.allocPtr(-1),
  "allocPtr('x')": ({ wasm }) => wasm.allocPtr("x"),
  "allocCString(text)": ({ wasm }) => wasm.cstrToJs(wasm.allocCString("héllo😀")),
  "allocCString('')": ({ wasm }) => wasm.cstrToJs(wasm.allocCString("")),
  "allocCString(text, true)": ({ wasm }) => Number(wasm.allocCString("é", true)[1]),
  "allocCString('a\\0b', true)": ({ wasm }) => Number(wasm.allocCString("a\0b", true)[1]),
  "allocCString(lone surrogate)": ({ wasm }) => wasm.cstrToJs(wasm.allocCString("\ud800x")),
  "allocCString(5)": ({ wasm }) => wasm.allocCString(5),
  "allocCString(null)": ({ wasm }) => wasm.allocCString(null),
  "allocCString()": ({ wasm }) => wasm.allocCString(),
  "allocCString(bytes)": ({ wasm }) => wasm.allocCString(text("x")),
  "allocMainArgv(texts)": ({ wasm }) => wasm.cArgvToJs(2, wasm.allocMainArgv(["a", "é"])),
  "allocMainArgv(anything)": ({ wasm }) => wasm.cArgvToJs(3, wasm.allocMainArgv([1, null, undefined])),
  "allocMainArgv(typed array)": ({ wasm }) => wasm.cArgvToJs(2, wasm.allocMainArgv(Uint8Array.of(1, 2))),
  "allocMainArgv([])": ({ wasm }) => Number(wasm.allocMainArgv([])) > 0,
  "allocMainArgv()": ({ wasm }) => wasm.allocMainArgv(),
  "allocMainArgv('ab')": ({ wasm }) => wasm.allocMainArgv("ab"),
  "cArgvToJs(0, 0)": ({ wasm }) => wasm.cArgvToJs(0, 0),
  "cArgvToJs(-1, 0)": ({ wasm }) => wasm.cArgvToJs(-1, 0),
  "cArgvToJs(1, pointer to null)": ({ wasm }) => wasm.cArgvToJs(1, wasm.allocPtr()),
  "cArgvToJs()": ({ wasm }) => wasm.cArgvToJs(),
};

function distances(addresses: unknown): number[] {
  const list = addresses as number[];
  return list.map((address) => address - (list[0] as number));
}
