/**
 * A small assembler for WebAssembly: enough to write a loop over wasm memory and other instances' functions, which one wasm
 * calls without crossing into JavaScript. Code is written as expressions, operands first, and is a list of bytes.
 *
 * @see https://webassembly.github.io/spec/core/binary/index.html
 */
export type Code = readonly number[];

/** Binary codes of the value types. */
export const ValueType = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c } as const;
export type ValueType = (typeof ValueType)[keyof typeof ValueType];

/** What a function takes and gives. */
export interface Signature {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** A function of the module. Its parameters are the first locals. */
export interface FunctionSource extends Signature {
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** A function that is called without knowing where it comes from. */
export interface Import<Name extends string = string> extends Signature {
  readonly name: Name;
}

const PAGE_LIMIT = 1;

function unsigned(value: number): Code {
  const bytes: number[] = [];
  let left = value;
  do {
    bytes.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
    left >>>= 7;
  } while (left > 0);
  return bytes;
}

function signed(value: bigint): Code {
  const bytes: number[] = [];
  for (let left = value; ; left >>= 7n) {
    const byte = Number(left & 0x7fn);
    // The sign of the last byte is the sign of the number.
    const isLast = left >> 6n === 0n || left >> 6n === -1n;
    bytes.push(isLast ? byte : byte | 0x80);
    if (isLast) return bytes;
  }
}

const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const sized = (code: Code): Code => [...unsigned(code.length), ...code];
const text = (value: string): Code => sized(Array.from(value, (letter) => letter.charCodeAt(0)));
const section = (id: number, content: Code): Code => [id, ...sized(content)];

const typeOf = ({ parameters, results }: Signature): Code => [
  0x60,
  ...vector(parameters.map((type) => [type])),
  ...vector(results.map((type) => [type])),
];

/**
 * Puts a module together. It takes the memory `env.memory` and the functions `env.<name>`, whose indices come first.
 *
 * @param functions - those of the module, exported under their names
 */
export function assembleModule(
  imports: readonly Import[],
  functions: Readonly<Record<string, FunctionSource>>,
): Uint8Array<ArrayBuffer> {
  const sources = Object.values(functions);
  const environment = text("env");
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector([...imports, ...sources].map(typeOf))),
    ...section(
      2,
      vector([
        [...environment, ...text("memory"), 0x02, 0x00, ...unsigned(PAGE_LIMIT)],
        ...imports.map(({ name }, index) => [...environment, ...text(name), 0x00, ...unsigned(index)]),
      ]),
    ),
    ...section(3, vector(sources.map((_, index) => unsigned(imports.length + index)))),
    ...section(
      7,
      vector(
        Object.keys(functions).map((name, index) => [
          ...text(name),
          0x00,
          ...unsigned(imports.length + index),
        ]),
      ),
    ),
    ...section(
      10,
      vector(
        sources.map(({ locals, body }) =>
          sized([...vector(locals.map((type) => [...unsigned(1), type])), ...body, 0x0b]),
        ),
      ),
    ),
  ]);
}

/**
 * Puts a module together that gives functions their types: it imports `env.0`, `env.1` and so on, and exports them as `0`, `1` …
 */
export function assembleTypes(signatures: readonly Signature[]): Uint8Array<ArrayBuffer> {
  const names = signatures.map((_, index) => text(String(index)));
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(signatures.map(typeOf))),
    ...section(2, vector(names.map((name, index) => [...text("env"), ...name, 0x00, ...unsigned(index)]))),
    ...section(7, vector(names.map((name, index) => [...name, 0x00, ...unsigned(index)]))),
  ]);
}

/** A constant. */
export const i32 = (value: number): Code => [0x41, ...signed(BigInt(value))];
export const i64 = (value: bigint): Code => [0x42, ...signed(value)];
export const f64 = (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)];

/** The value of a local. */
export const get = (local: number): Code => [0x20, local];
/** Sets a local. */
export const set = (local: number, value: Code): Code => [...value, 0x21, local];

/** Instructions that take their operands from the stack; one byte each. */
export const Op = {
  eqz: 0x45,
  eq: 0x46,
  ne: 0x47,
  ltUnsigned: 0x49,
  gtUnsigned: 0x4b,
  geUnsigned: 0x4f,
  add: 0x6a,
  subtract: 0x6b,
  or: 0x72,
  shiftLeft: 0x74,
  i64GtUnsigned: 0x56,
  i64Eqz: 0x50,
  i64Ne: 0x52,
  i64Add: 0x7c,
  i64And: 0x83,
  and: 0x71,
  f64Equal: 0x61,
  f64AtMost: 0x65,
  f64Absolute: 0x99,
  f64Truncate: 0x9d,
  f64FromI64: 0xb9,
  i64FromI32: 0xac,
  /** Traps beyond 64 bits. */
  i64FromF64: 0xb0,
} as const;

/** Applies an instruction of {@link Op} to operands. */
export const apply = (op: number, ...operands: readonly Code[]): Code => [...operands.flat(), op];

/** Reading and writing memory; alignment as an exponent of two, which is a hint. */
export const Access = {
  i32: { load: 0x28, store: 0x36, alignment: 2 },
  i64: { load: 0x29, store: 0x37, alignment: 0 },
  f64: { load: 0x2b, store: 0x39, alignment: 3 },
  u8: { load: 0x2d, store: 0x3a, alignment: 0 },
} as const;
type Access = (typeof Access)[keyof typeof Access];

/** The value at an address. */
export const load = ({ load: op, alignment }: Access, address: Code, offset = 0): Code => [
  ...address,
  op,
  alignment,
  ...unsigned(offset),
];
/** Stores a value at an address. */
export const store = ({ store: op, alignment }: Access, address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  op,
  alignment,
  ...unsigned(offset),
];
/** Copies bytes. */
export const copyMemory = (target: Code, source: Code, length: Code): Code => [
  ...target,
  ...source,
  ...length,
  ...[0xfc, 0x0a, 0x00, 0x00],
];

/** Calls a function by its index: imports first, then those of the module. */
export const call = (index: number, ...operands: readonly Code[]): Code => [
  ...operands.flat(),
  0x10,
  ...unsigned(index),
];
/** Makes what calls a module's imports by their names. */
export const callerOf =
  <Name extends string>(imports: readonly Import<Name>[]) =>
  (name: Name, ...operands: readonly Code[]): Code =>
    call(
      imports.findIndex((each) => each.name === name),
      ...operands,
    );
/** Ends the function. */
export const giveBack = (value: Code): Code => [...value, 0x0f];

const NO_RESULT = 0x40;

/** Does something where a condition holds, and something else where it does not. */
export const when = (condition: Code, then: readonly Code[], otherwise: readonly Code[] = []): Code => [
  ...condition,
  0x04,
  NO_RESULT,
  ...then.flat(),
  ...(otherwise.length > 0 ? [0x05, ...otherwise.flat()] : []),
  0x0b,
];
/** Repeats something while a condition holds, which is looked at first. */
export const repeatWhile = (condition: Code, ...body: readonly Code[]): Code => [
  ...[0x03, NO_RESULT],
  ...condition,
  ...[0x04, NO_RESULT],
  ...body.flat(),
  // Back to the loop, around the condition's block.
  ...[0x0c, 0x01, 0x0b, 0x0b],
];
