import { isPointer } from "./pointer-arithmetic.js";

/** One member of a C struct, as SQLite's build describes it. */
export interface MemberDescription {
  /** Bytes from the start of the struct. */
  readonly offset: number;
  /** Bytes. */
  readonly sizeof: number;
  /**
   * `i` signed integer, `C` and `c` unsigned and signed byte, `j` 64-bit integer, `f` and `d` floating point, `p`
   * pointer, `P` pointer that also takes a struct object, `s` pointer to a C string; for a pointer to a function its
   * signature, such as `"i(pppip)"`.
   */
  readonly signature: string;
}

/** A C struct. Its size and its members' places are those of the C compiler. */
export interface StructDescription {
  readonly name: string;
  /** Bytes. */
  readonly sizeof: number;
  readonly members: Readonly<Record<string, MemberDescription>>;
}

/** A member with the names that it has in JavaScript. */
export interface StructMemberInfo extends MemberDescription {
  readonly name: string;
  /** Name of the property: `$` and the member's name. */
  readonly key: string;
}

/** A struct with the names of its members. */
export interface StructInfo {
  readonly name: string;
  readonly sizeof: number;
  readonly members: Readonly<Record<string, StructMemberInfo>>;
}

/** What the names of members begin with, so that they do not meet those of methods. */
const MEMBER_PREFIX = "$";

/** Name of the property that stands for a member. */
export function memberKey(name: string): string {
  return MEMBER_PREFIX + name;
}

/** Whether a member is a pointer to a function. */
export function isFunctionMember({ signature }: MemberDescription): boolean {
  return FUNCTION_SIGNATURE.test(signature);
}

/** Whether a member is a pointer to a C string. */
export function isTextMember({ signature }: MemberDescription): boolean {
  return signature === "s";
}

const FUNCTION_SIGNATURE = /^[vipPsjfd]\([ipPsjfd]*\)$/;

/** Sizes that each kind of member may have. */
const SIZES: Readonly<Record<string, readonly number[]>> = {
  i: [1, 2, 4],
  C: [1],
  c: [1],
  j: [8],
  f: [4],
  d: [8],
  p: [4],
  P: [4],
  s: [4],
};

/**
 * Completes and checks a description.
 *
 * @throws TypeError for what is no description, members that overlap the end, an unknown signature or a size that does
 *   not fit it
 */
export function readStructDescription(description: unknown): StructInfo {
  const { name, sizeof, members } = (description ?? {}) as Partial<StructDescription>;
  if (typeof name !== "string" || name === "") throw new TypeError("a struct has a name");
  if (!isPointer(sizeof) || sizeof === 0) throw new TypeError(`${name} has no size`);
  // C pads a struct to whole words.
  if (sizeof % 4 !== 0) throw new TypeError(`the size of ${name} is no multiple of 4: ${sizeof}`);
  const entries = Object.entries(members ?? {});
  if (entries.length === 0) throw new TypeError(`${name} has no members`);
  const infos = entries.map(([member, given]) => {
    requireMember(`${name}::${member}`, given, sizeof);
    return [member, { ...given, name: member, key: memberKey(member) }] as const;
  });
  return { name, sizeof, members: Object.fromEntries(infos) };
}

function requireMember(label: string, { offset, sizeof, signature }: MemberDescription, end: number): void {
  const sizes = SIZES[FUNCTION_SIGNATURE.test(signature) ? "p" : signature];
  if (sizes === undefined) throw new TypeError(`${label} has the unknown signature ${String(signature)}`);
  if (!sizes.includes(sizeof)) throw new TypeError(`${label} cannot have ${String(sizeof)} bytes`);
  if (!isPointer(offset) || offset + sizeof > end) throw new TypeError(`${label} lies outside its struct`);
}
