import { describe, expect, it } from "vitest";
import type { Runtime } from "../../../src/runtime/index.js";
import { compiledSqliteWasm } from "../../support/engine/sqlite-wasm.js";
import { startTestRuntime } from "../../support/engine/start-test-runtime.js";

/** Makes wasm trap, by reading past the end of its memory, and gives what it throws. */
function trap(runtime: Runtime): unknown {
  try {
    runtime.exports.sqlite3_free(0x7fff_0000);
  } catch (error) {
    return error;
  }
  throw new Error("wasm did not trap");
}

describe("an engine that traps", () => {
  it("is marked as aborted, tells onAbort once and says so at every later use", async () => {
    const reasons: unknown[] = [];
    const runtime = await startTestRuntime({ onAbort: (reason) => reasons.push(reason) });
    runtime.requireUsable();
    const cause = trap(runtime);
    expect(cause).toBeInstanceOf(WebAssembly.RuntimeError);

    const error = runtime.interpret(cause);
    expect(error).toMatchObject({ name: "EngineError", code: "abort", cause });
    expect(runtime.status).toBe("aborted");
    expect(runtime.abort("again")).toBe(error);
    expect(() => runtime.requireUsable()).toThrow(error as Error);
    expect(reasons).toEqual([cause]);
  });

  it("is recognised when the stack is used up", async () => {
    const runtime = await startTestRuntime();
    const recurse = (): number => recurse() + 1;
    let overflow: unknown;
    try {
      recurse();
    } catch (error) {
      overflow = error;
    }
    expect(runtime.interpret(overflow)).toMatchObject({ code: "abort", cause: overflow });
  });

  it("still aborts when onAbort throws, and reports that to printErr", async () => {
    const lines: string[] = [];
    const runtime = await startTestRuntime({
      onAbort: () => {
        throw new Error("boom");
      },
      printErr: (line) => lines.push(line),
    });
    expect(runtime.abort("out of luck").message).toBe("the engine aborted: out of luck");
    expect(runtime.status).toBe("aborted");
    expect(lines).toEqual(["onAbort threw: boom"]);
  });
});

describe("an engine that ends during its start", () => {
  it("rejects the start when a constructor traps", async () => {
    const reasons: unknown[] = [];
    const cause = new WebAssembly.RuntimeError("unreachable");
    const start = startTestRuntime({
      onAbort: (reason) => reasons.push(reason),
      instantiateWasm: async (imports, receive) => {
        const { exports } = await WebAssembly.instantiate(await compiledSqliteWasm(), imports);
        const __wasm_call_ctors = () => {
          throw cause;
        };
        receive({ exports: { ...exports, __wasm_call_ctors } });
      },
    });
    await expect(start).rejects.toMatchObject({ code: "abort", cause });
    expect(reasons).toEqual([cause]);
  });

  it("rejects the start when a postRun hook aborts it", async () => {
    const start = startTestRuntime({ postRun: (runtime) => void runtime.abort("changed my mind") });
    await expect(start).rejects.toMatchObject({ code: "abort", cause: "changed my mind" });
  });
});

describe("an engine that does not trap", () => {
  it("gives other errors back as they are", async () => {
    const runtime = await startTestRuntime();
    const error = new RangeError("not a trap");
    expect(runtime.interpret(error)).toBe(error);
    expect(runtime.status).toBe("ready");
  });

  it("exits once, with its status", async () => {
    const statuses: number[] = [];
    const runtime = await startTestRuntime({ quit: (status) => statuses.push(status) });
    runtime.exit(3);
    runtime.exit(4);
    expect(runtime.status).toBe("exited");
    expect(statuses).toEqual([3]);
    expect(() => runtime.requireUsable()).toThrow("exited with status 3");
  });
});
