import { describe, expect, it } from "vitest";
import type { SyscallContext, SyscallHost } from "../../../src/syscalls/index.js";
import { startTestRuntime } from "../../support/engine/start-test-runtime.js";
import { createTestSyscalls } from "../../support/engine/test-syscalls.js";

const PAGE = 65_536;

/** A host whose binding can be looked at. */
function observedHost(onBind: (context: SyscallContext) => void = () => {}) {
  const contexts: SyscallContext[] = [];
  const host: SyscallHost = {
    bind(context) {
      contexts.push(context);
      onBind(context);
      return createTestSyscalls().bind(context);
    },
  };
  return { host, contexts };
}

describe("a syscall host", () => {
  it("is bound once, to the heap of the instance", async () => {
    const { host, contexts } = observedHost();
    const { heap } = await startTestRuntime({}, { syscalls: host });
    expect(contexts.length).toBe(1);
    expect(contexts[0]?.heap).toBe(heap);
  });

  it("gets zeroed pages, aligned to 64 KiB, also where there was something before", async () => {
    const { host, contexts } = observedHost();
    const { heap, rawExports } = await startTestRuntime({}, { syscalls: host });
    const { allocatePages } = contexts[0] as SyscallContext;
    const free = rawExports.free as (address: number) => void;
    for (let round = 0; round < 3; round++) {
      const address = allocatePages(PAGE + 1);
      expect(address % PAGE).toBe(0);
      expect(heap.bytes(address, 2 * PAGE).every((byte) => byte === 0)).toBe(true);
      heap.u8.fill(0xff, address, address + 2 * PAGE);
      free(address);
    }
  });

  it("gets the null pointer when memory is used up", async () => {
    const { host, contexts } = observedHost();
    await startTestRuntime({}, { syscalls: host, memory: { maximumPages: 256 } });
    expect(contexts[0]?.allocatePages(20_000_000)).toBe(0);
  });

  it("gets no pages before the instance exists", async () => {
    const { host } = observedHost((context) => context.allocatePages(PAGE));
    await expect(startTestRuntime({}, { syscalls: host })).rejects.toThrow("before the instance exists");
  });
});
