import { addPointers, type PointerLike } from "./pointer-arithmetic.js";
import {
  memberKey,
  readStructDescription,
  type StructDescription,
  type StructInfo,
} from "./struct-description.js";
import { createMemberAccess, type HasPointer } from "./struct-member.js";
import { StructObject, type StructOptions, type StructParts } from "./struct-type.js";

/** The class of one C struct. */
export interface StructClass<Struct extends StructObject = StructObject> {
  /** Makes a new struct, or wraps the existing one at an address without owning it. */
  new (pointerOrOptions?: number | StructOptions): Struct;
  readonly prototype: Struct;
  readonly structName: string;
  readonly structInfo: StructInfo;
  /** Whether a value is an object of this class. */
  isA(value: unknown): value is Struct;
  memberKey(name: string): string;
  memberKeys(): string[];
  /** Whether a struct object leaves its memory to whoever allocated it. */
  hasExternalPointer(struct: unknown): boolean;
  ptrAdd(...values: PointerLike[]): number;
}

/** Makes classes for C structs. */
export interface StructBinder {
  /**
   * Makes the class of one struct.
   *
   * @param description - with its name, or after its name
   * @throws TypeError when the description is not one
   */
  (description: StructDescription): StructClass;
  (name: string, description: Omit<StructDescription, "name">): StructClass;
  /** What all struct objects are instances of. */
  readonly StructType: StructTypeClass;
  allocCString(text: string): number;
  ptrAdd(...values: PointerLike[]): number;
}

/** The base of all struct classes of one instance. */
export interface StructTypeClass {
  readonly prototype: StructObject;
  [Symbol.hasInstance](value: unknown): boolean;
  isA(value: unknown): value is StructObject;
  hasExternalPointer(struct: unknown): boolean;
  memberKey(name: string): string;
  allocCString(text: string): number;
}

/** Makes the struct binder of one instance. */
export function createStructBinder(parts: StructParts): StructBinder {
  class StructType extends StructObject {
    constructor(info: StructInfo, given: readonly unknown[]) {
      if (new.target === StructType) throw new TypeError("StructType is a base class: use one for a struct");
      super(parts, info, given);
    }
    static isA(value: unknown): boolean {
      // biome-ignore lint/complexity/noThisInStatic: inherited by every struct's class, each asks for its own
      return value instanceof this;
    }
    static memberKey(name: string): string {
      return memberKey(name);
    }
    static allocCString(text: string): number {
      return parts.allocCString(text);
    }
  }
  const isStruct = (value: unknown): value is HasPointer => value instanceof StructType;

  const bind = (...given: readonly unknown[]): StructClass => {
    const [first, second] = given;
    const info = readStructDescription(
      given.length === 2 ? { ...(second as StructDescription), name: first } : first,
    );
    const Struct = class extends StructType {
      constructor(...args: readonly unknown[]) {
        super(info, args);
      }
      static memberKeys(): string[] {
        return Object.values(info.members).map(({ key }) => key);
      }
      static ptrAdd(...values: PointerLike[]): number {
        return addPointers(...values);
      }
    };
    const constants = { structName: { value: info.name }, structInfo: { value: info } };
    Object.defineProperties(Struct, { ...constants, name: { value: info.name }, length: { value: 1 } });
    Object.defineProperties(Struct.prototype, constants);
    for (const member of Object.values(info.members)) {
      const label = `${info.name}::${member.key}`;
      const access = createMemberAccess(parts.heap, label, member, isStruct);
      const none = member.signature === "j" ? 0n : 0;
      Object.defineProperty(Struct.prototype, member.key, {
        get(this: StructObject) {
          return this.pointer === undefined ? none : access.get(this.pointer);
        },
        set(this: StructObject, value: unknown) {
          if (this.pointer === undefined) throw new TypeError(`this ${info.name} was disposed of`);
          access.set(this.pointer, value);
        },
        enumerable: false,
        configurable: false,
      });
    }
    return Struct as unknown as StructClass;
  };
  return Object.assign(bind, {
    StructType: StructType as unknown as StructTypeClass,
    allocCString: parts.allocCString,
    ptrAdd: addPointers,
  });
}
