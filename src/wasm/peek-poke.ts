import type { Heap } from "./heap.js";
import { currentHeap } from "./heap-views.js";
import { type IrType, type IrValue, type PlainIrType, plainIrType } from "./ir-type.js";

/** Reads values of one type: one address gives one value, several addresses or an array of them give an array. */
export interface Peek<Value> {
  (address: number): Value;
  (addresses: readonly number[]): Value[];
  (first: number, second: number, ...others: number[]): Value[];
}

/** Writes one value to one address or to each of several; gives its namespace back. */
export type Poke<Value, Owner> = (address: number | readonly number[], value: Value) => Owner;

/**
 * Reads and writes wasm memory by type. Integers are cut to their width, as C does; every type but `i64` takes what
 * `Number()` takes. An address that is no multiple of the type's size counts as the multiple below it.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export interface PeekPoke<Owner> {
  /**
   * Reads as the named type, by default `i8`.
   * @throws RangeError for an address outside the memory; TypeError for what is no type name
   */
  peek<Type extends IrType = "i8">(address: number, type?: Type): IrValue<Type>;
  peek<Type extends IrType = "i8">(addresses: readonly number[], type?: Type): IrValue<Type>[];
  /**
   * Writes as the named type, by default `i8`.
   * @throws RangeError for an address outside the memory; TypeError for what is no type name or cannot be converted
   */
  poke(address: number | readonly number[], value: number | bigint, type?: IrType): Owner;
  readonly peekPtr: Peek<number>;
  /** Writes 0 when the value is left out. */
  readonly pokePtr: (address: number | readonly number[], value?: number | null) => Owner;
  readonly peek8: Peek<number>;
  readonly poke8: Poke<number, Owner>;
  readonly peek16: Peek<number>;
  readonly poke16: Poke<number, Owner>;
  readonly peek32: Peek<number>;
  readonly poke32: Poke<number, Owner>;
  readonly peek64: Peek<bigint>;
  readonly poke64: Poke<number | bigint, Owner>;
  readonly peek32f: Peek<number>;
  readonly poke32f: Poke<number, Owner>;
  readonly peek64f: Peek<number>;
  readonly poke64f: Poke<number, Owner>;
}

type View = Int8Array | Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

/** The view of each type and how far an address is shifted to index it. */
const VIEWS: Readonly<Record<PlainIrType, readonly [view: (heap: Heap) => View, shift: number]>> = {
  i8: [(heap) => heap.i8, 0],
  i16: [(heap) => heap.i16, 1],
  i32: [(heap) => heap.i32, 2],
  i64: [(heap) => heap.i64, 3],
  f32: [(heap) => heap.f32, 2],
  f64: [(heap) => heap.f64, 3],
};

/**
 * Makes the functions that read and write one memory.
 *
 * @param owner - gives what the writing functions return
 */
export function createPeekPoke<Owner>(heap: Heap, owner: () => Owner): PeekPoke<Owner> {
  const peekOne = (address: unknown, type: PlainIrType): number | bigint => {
    const [view, shift] = VIEWS[type];
    const index = indexOf(heap, address, shift);
    return view(heap)[index] as number | bigint;
  };
  const pokeOne = (address: unknown, value: unknown, type: PlainIrType): void => {
    const [view, shift] = VIEWS[type];
    const index = indexOf(heap, address, shift);
    if (type === "i64") (view(heap) as BigInt64Array)[index] = BigInt((value as bigint) ?? 0);
    else (view(heap) as Int32Array)[index] = value as number;
  };

  const peek = (address: unknown, type: unknown = "i8"): unknown => {
    const plain = requireType("peek", type);
    return Array.isArray(address) ? address.map((each) => peekOne(each, plain)) : peekOne(address, plain);
  };
  const poke = (address: unknown, value: unknown, type: unknown = "i8"): Owner => {
    const plain = requireType("poke", type);
    for (const each of Array.isArray(address) ? address : [address]) pokeOne(each, value, plain);
    return owner();
  };
  const peeker =
    (type: PlainIrType) =>
    (...addresses: unknown[]): unknown =>
      peek(addresses.length === 1 ? addresses[0] : addresses, type);
  const poker = (type: PlainIrType) => (address: unknown, value: unknown) => poke(address, value, type);

  return {
    peek,
    poke,
    peekPtr: peeker("i32"),
    pokePtr: (address: unknown, value: unknown = 0) => poke(address, value ?? 0, "i32"),
    peek8: peeker("i8"),
    poke8: poker("i8"),
    peek16: peeker("i16"),
    poke16: poker("i16"),
    peek32: peeker("i32"),
    poke32: poker("i32"),
    peek64: peeker("i64"),
    poke64: poker("i64"),
    peek32f: peeker("f32"),
    poke32f: poker("f32"),
    peek64f: peeker("f64"),
    poke64f: poker("f64"),
  } as PeekPoke<Owner>;
}

function requireType(caller: string, type: unknown): PlainIrType {
  const plain = plainIrType(type);
  if (plain === undefined) throw new TypeError(`${caller}() knows no type ${JSON.stringify(type)}`);
  return plain;
}

function indexOf(heap: Heap, address: unknown, shift: number): number {
  const number = Number(address);
  // Memory is whole pages, so a value that begins inside it, at a multiple of its size, ends inside it.
  if (!(number >= 0 && number < currentHeap(heap).byteLength)) {
    throw new RangeError(`${String(address)} is no address in the wasm memory`);
  }
  return number >>> shift;
}
