import { expect, it } from "vitest";
import { StorageError } from "../../../src/base/index.js";
import { missingForOpfs, type OpfsScope, requireEnvironment } from "../../../src/vfs/opfs/environment.js";

const COMPLETE: OpfsScope = {
  crossOriginIsolated: true,
  SharedArrayBuffer,
  Atomics: { waitAsync: () => undefined as never },
  DedicatedWorkerGlobalScope: class {},
  FileSystemSyncAccessHandle: class {},
  BroadcastChannel,
  Worker: class {},
  navigator: { storage: { getDirectory: () => {} }, locks: {} },
};

function refusal(scope: OpfsScope, isDisabled = false): StorageError | undefined {
  try {
    requireEnvironment(scope, isDisabled);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(StorageError);
    return error as StorageError;
  }
}

it("nothing is missing in a dedicated worker of an isolated page", () => {
  expect(missingForOpfs(COMPLETE)).toEqual([]);
  expect(refusal(COMPLETE)).toBeUndefined();
});

const { storage, locks } = COMPLETE.navigator ?? {};

it.each<[string, Partial<OpfsScope>, string, string]>([
  ["isolation", { crossOriginIsolated: false }, "not-isolated", "COOP and COEP headers"],
  ["SharedArrayBuffer", { SharedArrayBuffer: undefined }, "unsupported", "SharedArrayBuffer is missing"],
  ["Atomics.waitAsync", { Atomics: {} }, "unsupported", "Atomics.waitAsync is missing"],
  [
    "a dedicated worker",
    { DedicatedWorkerGlobalScope: undefined },
    "unsupported",
    "Atomics.wait is not allowed",
  ],
  ["OPFS", { navigator: { storage: {}, locks } }, "unsupported", "it needs HTTPS or localhost"],
  ["access handles", { FileSystemSyncAccessHandle: undefined }, "unsupported", "access handles are missing"],
  ["Web Locks", { navigator: { storage: storage ?? {} } }, "unsupported", "Web Locks are missing"],
  ["BroadcastChannel", { BroadcastChannel: undefined }, "unsupported", "BroadcastChannel is missing"],
  ["workers of workers", { Worker: undefined }, "unsupported", "a worker cannot start workers here"],
])("without %s it is refused, with the one reason", (_, change, code, reason) => {
  const scope = { ...COMPLETE, ...change };
  expect(missingForOpfs(scope)).toEqual([expect.stringContaining(reason)]);
  expect(refusal(scope)).toMatchObject({ code, message: expect.stringContaining(reason) });
});

it("an empty scope gets all reasons, the headers first", () => {
  expect(missingForOpfs({}).length).toBe(9);
  expect(refusal({})).toMatchObject({
    code: "not-isolated",
    message: expect.stringMatching(/here: the page is not/),
  });
});

it("where it is disabled, that is the reason", () => {
  expect(refusal(COMPLETE, true)).toMatchObject({
    code: "unsupported",
    message: "the opfs storage does not work here: it is disabled by an option or URL parameter",
  });
});
