import fc from "fast-check";
import { expect, it } from "vitest";
import { type Argument, decodeArguments, encodeArguments } from "../../../src/vfs/opfs/layout/index.js";

const argument: fc.Arbitrary<Argument> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.string({ unit: "grapheme" }),
);

it("arguments come back as they were sent through shared memory", () => {
  fc.assert(
    fc.property(fc.array(argument, { maxLength: 20 }), (values) => {
      const bytes = new Uint8Array(new SharedArrayBuffer(8192)).fill(0xff);
      const length = encodeArguments(bytes, values);
      expect(decodeArguments(bytes.subarray(0, length))).toEqual(values);
    }),
  );
});

it("arguments that do not fit are refused", () => {
  const bytes = new Uint8Array(16);
  expect(() => encodeArguments(bytes, ["x".repeat(11)])).toThrow(RangeError);
  expect(() => encodeArguments(bytes, [1, 2])).toThrow(RangeError);
  expect(encodeArguments(bytes, ["x".repeat(10)])).toBe(16);
});
