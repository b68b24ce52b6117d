import { expect, it } from "vitest";
import { DeviceCharacteristic, LockLevel, OpenFlag } from "../../../src/vfs/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

it("agrees with the constants that the wasm lists", async () => {
  const { capi } = await loadTestEngine();
  const groups = [
    ["SQLITE_OPEN_", OpenFlag],
    ["SQLITE_LOCK_", LockLevel],
    ["SQLITE_IOCAP_", DeviceCharacteristic],
  ] as const;
  for (const [prefix, constants] of groups) {
    for (const [name, value] of Object.entries(constants)) {
      expect([name, value]).toEqual([name, capi.enumJson().constants.get(prefix + name)]);
    }
  }
});
