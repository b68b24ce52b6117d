import { describe, expect, it } from "vitest";
import { primaryResultCode, ResultCode } from "../../../src/base/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

describe("ResultCode", () => {
  it("agrees with the numbers that the wasm lists", async () => {
    const { capi } = await loadTestEngine();
    const listed = Object.fromEntries(
      Object.keys(ResultCode).map((name) => [name, capi.enumJson().constants.get(name)]),
    );
    expect(listed).toEqual(ResultCode);
  });

  it("keeps the primary code in the low byte", () => {
    expect(primaryResultCode(ResultCode.SQLITE_IOERR_SHORT_READ)).toBe(ResultCode.SQLITE_IOERR);
    expect(primaryResultCode(ResultCode.SQLITE_DONE)).toBe(ResultCode.SQLITE_DONE);
  });
});
