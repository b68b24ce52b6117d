import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carry, createLaneEnds } from "../../support/protocol/lane-ends.js";

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** The value that comes out of the lane; a message that is not sent fails the test. */
function carried(message: unknown, ends = createLaneEnds()): unknown {
  const result = carry(ends, message);
  expect(result, "it was not sent").toBeDefined();
  return result?.got;
}

const bytes = fc
  .tuple(fc.uint8Array({ minLength: 4, maxLength: 300 }), fc.nat(2))
  .map(([whole, offset]) => whole.subarray(offset));

const leaf = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, false, 0, -0, Number.NaN, Infinity, -Infinity),
  fc.constantFrom<unknown>(
    2 ** 31,
    -(2 ** 31),
    2 ** 31 - 1,
    2 ** 53,
    Number.MIN_VALUE,
    "",
    "\0",
    "\ud800",
    "\u{1f600}",
  ),
  fc.integer(),
  fc.double(),
  fc.bigInt(INT64_MIN, INT64_MAX),
  fc.string(),
  fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
  bytes,
  bytes.map((view) => view.slice().buffer),
);

const key = fc
  .oneof(fc.string(), fc.constantFrom("id", "type", "payload", "toString", "constructor", "7", "é"))
  .filter((name) => name !== "__proto__");

const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, tie("array"), tie("object")),
  array: fc.array(tie("value"), { maxLength: 8 }),
  object: fc.dictionary(key, tie("value"), { maxKeys: 8, noNullPrototype: false }),
}));

describe("a message in shared memory", () => {
  it("comes out as structured cloning would give it, whatever it is made of", () => {
    let sent = 0;
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 4 }), (messages) => {
        const ends = createLaneEnds();
        for (const message of messages) {
          const result = carry(ends, message);
          if (result === undefined) continue;
          sent++;
          if (!isDeepStrictEqual(result.got, structuredClone(message))) return false;
        }
        return true;
      }),
      { numRuns: 250, seed: 20260 },
    );
    expect(sent).toBeGreaterThan(250);
  });

  it.each<[string, unknown]>([
    ["minus zero", -0],
    ["not a number", Number.NaN],
    ["the largest integer of 64 bits", INT64_MAX],
    ["the smallest", INT64_MIN],
    ["a lone surrogate", "a\udc00b"],
    ["a text that ends in the middle of a pair", "a\ud83d"],
    ["an empty text", ""],
    ["long text that is not ASCII", "añ€😀".repeat(3_000)],
    ["ASCII that fills the section of texts, beside its key", "x".repeat(16_379)],
    ["nested arrays", [[], [[]], [[[1, "two"]], undefined]]],
    ["a property that is undefined", { a: undefined }],
    ["names that all objects inherit", { constructor: 1, toString: 2, hasOwnProperty: null }],
  ])("keeps %s", (_, value) => {
    expect(carried({ value })).toStrictEqual({ value });
  });

  it("takes the bytes that a view shows, not all of its buffer", () => {
    const view = new Uint8Array([1, 2, 3, 4, 5, 6]).subarray(2, 4);
    const got = carried({ view }) as { view: Uint8Array };
    expect(got.view).toStrictEqual(new Uint8Array([3, 4]));
    expect(got.view.buffer.byteLength).toBe(2);
  });

  it("is copied: what is done to it later does not show", () => {
    const ends = createLaneEnds();
    const message = { bytes: new Uint8Array([1]), values: [1] };
    ends.receiver.open();
    expect(ends.sender.send(message, 0)).toBe(true);
    message.bytes[0] = 2;
    message.values.push(2);
    const got = ends.receiver.take() as typeof message;
    expect(carried("the next one", ends)).toBe("the next one");
    expect(got).toStrictEqual({ bytes: new Uint8Array([1]), values: [1] });
  });

  it("costs a byte for each key that has come before, and the 256th is not taken", () => {
    const ends = createLaneEnds();
    for (let index = 0; index < 255; index++) {
      expect(carried({ [`key ${index}`]: index }, ends)).toStrictEqual({ [`key ${index}`]: index });
    }
    expect(carry(ends, { another: 1 })).toBeUndefined();
    for (const index of [0, 254, 7]) {
      expect(carried({ [`key ${index}`]: -1 }, ends)).toStrictEqual({ [`key ${index}`]: -1 });
    }
  });
});

describe("a message that shared memory does not take", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  const deep = () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 17; depth++) value = [value];
    return value;
  };
  const detached = () => {
    const view = new Uint8Array(8);
    structuredClone(view.buffer, { transfer: [view.buffer] });
    return view;
  };
  const { port1 } = new MessageChannel();
  class Own {
    readonly a = 1;
  }

  it.each<[string, unknown]>([
    ["a message port", port1],
    ["an error", new Error("no")],
    ["a date", new Date(0)],
    ["a map", new Map([[1, 2]])],
    ["numbers in typed arrays", new Float64Array(2)],
    ["shared memory", new SharedArrayBuffer(8)],
    ["an object of a class", new Own()],
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["a circle", circle],
    ["objects deep inside each other", deep()],
    ["a bigint of more than 64 bits", 2n ** 63n],
    ["a buffer that was transferred away", detached().buffer],
    ["a view of a buffer that was transferred away", detached()],
    ["a property that sets the prototype", JSON.parse('{"__proto__": {"a": 1}}')],
    ["text that is too long", "x".repeat(16_385)],
    ["text that is too long for its length", "€".repeat(65_536)],
    ["bytes that are too many", new Uint8Array(49_152)],
    ["bytes that are too many for their length", new Uint8Array(65_536)],
    ["too many values", new Array(65_536).fill(null)],
    ["texts that are too long together", ["x".repeat(10_000), "y".repeat(10_000)]],
    ["values that are too many together", new Array(10_000).fill(0.5)],
    ["too many keys", Object.fromEntries(Array.from({ length: 256 }, (_, index) => [`k${index}`, index]))],
  ])("such as %s leaves both ends in step", (_, value) => {
    const ends = createLaneEnds();
    expect(carry(ends, { first: 1, before: 2 })?.got).toStrictEqual({ first: 1, before: 2 });
    // Keys are met for the first time before it and after it, and none of them is remembered.
    expect(carry(ends, { early: 1, value, late: 2 })).toBeUndefined();
    expect(carry(ends, { late: "late", first: "first" })?.got).toStrictEqual({
      late: "late",
      first: "first",
    });
    expect(carry(ends, { early: "early", late: 3 })?.got).toStrictEqual({ early: "early", late: 3 });
  });

  it("also one whose properties throw", () => {
    const ends = createLaneEnds();
    const message = {
      early: 1,
      get value(): never {
        throw new RangeError("from within");
      },
    };
    expect(() => carry(ends, message)).toThrow("from within");
    expect(carry(ends, { late: 1, early: 2 })?.got).toStrictEqual({ late: 1, early: 2 });
  });

  it.each([49_149, 49_148, 49_147])(
    "fills the structure to its last byte, and no further: %i bytes",
    (size) => {
      const ends = createLaneEnds();
      const message = new Uint8Array(size).fill(7);
      const result = carry(ends, message);
      expect(isDeepStrictEqual(result?.got ?? message, message)).toBe(true);
      expect(result === undefined).toBe(size + 3 > 49_152);
    },
  );
});
