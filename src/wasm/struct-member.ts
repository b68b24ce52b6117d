import type { Heap } from "./heap.js";
import { currentHeap } from "./heap-views.js";
import { isPointer } from "./pointer-arithmetic.js";
import { isFunctionMember, type StructMemberInfo } from "./struct-description.js";

/** What a struct object is to the members of others: an address. */
export interface HasPointer {
  readonly pointer: number | undefined;
}

/** Reads and writes one member of structs, at any address of the struct. */
export interface MemberAccess {
  get(struct: number): number | bigint;
  /** @throws TypeError for what the member cannot hold */
  set(struct: number, value: unknown): void;
}

/**
 * Makes the access to one member. Members are read and written through a `DataView`, since packed structs need not
 * align them.
 *
 * @param label - the member's name, for messages
 * @param isStruct - tells struct objects, which members with the signature `P` take
 */
export function createMemberAccess(
  heap: Heap,
  label: string,
  member: StructMemberInfo,
  isStruct: (value: unknown) => value is HasPointer,
): MemberAccess {
  const { offset, sizeof, signature } = member;
  if (isFunctionMember(member) || "pPs".includes(signature)) {
    return {
      get: (struct) => currentHeap(heap).view.getUint32(struct + offset, true),
      set(struct, value) {
        const address = signature === "P" && isStruct(value) ? value.pointer : (value ?? 0);
        if (!isPointer(address)) throw new TypeError(`${label} takes a pointer, not ${String(value)}`);
        currentHeap(heap).view.setUint32(struct + offset, address, true);
      },
    };
  }
  if (signature === "j") {
    return {
      get: (struct) => currentHeap(heap).view.getBigInt64(struct + offset, true),
      set: (struct, value) =>
        currentHeap(heap).view.setBigInt64(struct + offset, BigInt(value as bigint), true),
    };
  }
  const [get, set] = NUMBER_ACCESS[`${signature}${sizeof}`] as NumberAccess;
  return {
    get: (struct) => get(currentHeap(heap).view, struct + offset),
    set: (struct, value) => set(currentHeap(heap).view, struct + offset, Number(value)),
  };
}

type NumberAccess = readonly [
  get: (view: DataView, address: number) => number,
  set: (view: DataView, address: number, value: number) => void,
];

/** By signature and size; the setters cut to the size. */
const NUMBER_ACCESS: Readonly<Record<string, NumberAccess>> = {
  i1: [(view, at) => view.getInt8(at), (view, at, value) => view.setInt8(at, value)],
  c1: [(view, at) => view.getInt8(at), (view, at, value) => view.setInt8(at, value)],
  C1: [(view, at) => view.getUint8(at), (view, at, value) => view.setUint8(at, value)],
  i2: [(view, at) => view.getInt16(at, true), (view, at, value) => view.setInt16(at, value, true)],
  i4: [(view, at) => view.getInt32(at, true), (view, at, value) => view.setInt32(at, value, true)],
  f4: [(view, at) => view.getFloat32(at, true), (view, at, value) => view.setFloat32(at, value, true)],
  d8: [(view, at) => view.getFloat64(at, true), (view, at, value) => view.setFloat64(at, value, true)],
};
