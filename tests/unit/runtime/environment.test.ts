import { describe, expect, it } from "vitest";
import { detectEnvironment } from "../../../src/runtime/index.js";

type Scope = NonNullable<Parameters<typeof detectEnvironment>[0]>;

/** A global scope that is an instance of the interface of that name, as a browser's is. */
function scopeOf(interfaceName: string, members: Scope = {}): Scope {
  const scopeInterface = class {};
  return Object.assign(new scopeInterface(), { [interfaceName]: scopeInterface }, members);
}

describe("the environment report in Node", () => {
  it("says what is there, and why the rest is not", async () => {
    const report = await detectEnvironment();
    expect(report).toMatchObject({
      context: "node",
      sharedArrayBuffer: { available: true },
      atomicsWait: { available: true },
      atomicsWaitAsync: { available: true },
      broadcastChannel: { available: true },
      crossOriginIsolated: { available: false, reason: expect.stringContaining("COOP and COEP") },
      opfs: { available: false, reason: expect.stringContaining("navigator.storage") },
      syncAccessHandles: { available: false, reason: expect.stringContaining("Origin Private File System") },
    });
  });

  it("survives structured cloning", async () => {
    const report = await detectEnvironment();
    expect(structuredClone(report)).toEqual(report);
  });
});

describe("the environment report of a scope", () => {
  it.each([
    ["Window", "window"],
    ["DedicatedWorkerGlobalScope", "dedicated-worker"],
    ["SharedWorkerGlobalScope", "shared-worker"],
    ["ServiceWorkerGlobalScope", "service-worker"],
    ["AudioWorkletGlobalScope", "unknown"],
  ])("that is a %s names it %s", async (interfaceName, context) => {
    expect((await detectEnvironment(scopeOf(interfaceName))).context).toBe(context);
  });

  it("with nothing in it says so of every item", async () => {
    const { context, ...items } = await detectEnvironment({});
    expect(context).toBe("unknown");
    expect(Object.values(items).map((item) => item.available)).toEqual(Array(9).fill(false));
    for (const item of Object.values(items))
      expect(item).toMatchObject({ reason: expect.stringMatching(/\S/) });
  });

  it("tries things out: what is there but refuses to work is not available", async () => {
    const refuse = () => Promise.reject(new DOMException("not in private mode", "SecurityError"));
    const report = await detectEnvironment(
      scopeOf("Window", {
        crossOriginIsolated: true,
        SharedArrayBuffer,
        // A window's main thread must not block.
        Atomics: Object.assign(Object.create(Atomics), {
          wait: () => {
            throw new TypeError("Atomics.wait cannot be called in this context");
          },
        }),
        navigator: { storage: { getDirectory: refuse }, locks: { request: refuse } },
      }),
    );
    const refused = { available: false, reason: "SecurityError: not in private mode" };
    expect(report).toMatchObject({
      crossOriginIsolated: { available: true },
      sharedArrayBuffer: { available: true },
      atomicsWait: { available: false, reason: "TypeError: Atomics.wait cannot be called in this context" },
      atomicsWaitAsync: { available: true },
      opfs: refused,
      syncAccessHandles: refused,
      webLocks: refused,
    });
  });
});
