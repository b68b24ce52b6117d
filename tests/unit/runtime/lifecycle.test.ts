import { describe, expect, it } from "vitest";
import { once, type PreRunContext, type Runtime } from "../../../src/runtime/index.js";
import { SQLITE_WASM_URL } from "../../support/engine/sqlite-wasm.js";
import { startRuntime, startTestRuntime } from "../../support/engine/start-test-runtime.js";

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

describe("the start", () => {
  it("runs preRun, dependencies, postRun in order, each hook once, and is then ready", async () => {
    const events: string[] = [];
    const runtime = await startTestRuntime({
      preRun: [
        async (context) => {
          context.addRunDependency("data");
          await soon();
          events.push("preRun 1");
          setTimeout(() => {
            events.push("dependency");
            context.removeRunDependency("data");
          }, 10);
        },
        () => void events.push("preRun 2"),
      ],
      postRun: [
        async (started) => {
          await soon();
          events.push(`postRun 1 ${started.status}`);
        },
        (started) => void events.push(`postRun 2 malloc ${started.exports.sqlite3_malloc(8) > 0}`),
      ],
    });
    expect(events).toEqual([
      "preRun 1",
      "preRun 2",
      "dependency",
      "postRun 1 initializing",
      "postRun 2 malloc true",
    ]);
    expect(runtime.status).toBe("ready");
  });

  it("takes a single function where a list of hooks may stand", async () => {
    const events: string[] = [];
    await startTestRuntime({
      preRun: () => void events.push("preRun"),
      postRun: () => void events.push("postRun"),
    });
    expect(events).toEqual(["preRun", "postRun"]);
  });

  const boom = new Error("boom");
  it.each([
    [
      "preRun",
      "throws",
      () => {
        throw boom;
      },
    ],
    ["preRun", "rejects", () => Promise.reject(boom)],
    [
      "postRun",
      "throws",
      () => {
        throw boom;
      },
    ],
    ["postRun", "rejects", () => Promise.reject(boom)],
  ] as const)(
    "fails with the cause when a %s hook %s, and later hooks do not run",
    async (kind, _how, hook) => {
      let laterRan = false;
      const start = startTestRuntime({
        [kind]: [
          () => {},
          hook,
          () => {
            laterRan = true;
          },
        ],
      });
      await expect(start).rejects.toMatchObject({
        name: "EngineError",
        code: "hook",
        message: `${kind}[1] threw: boom`,
        cause: boom,
      });
      expect(laterRan).toBe(false);
    },
  );

  it("reports a wasm that failed to load while preRun was still busy", async () => {
    const start = startRuntime({ preRun: soon }, { wasmUrl: new URL("missing.wasm", SQLITE_WASM_URL) });
    await expect(start).rejects.toMatchObject({ code: "wasm-fetch" });
  });

  it("starts anew after a failed start", async () => {
    let attempts = 0;
    const start = once(() =>
      startTestRuntime({
        preRun: () => {
          attempts++;
          if (attempts === 1) throw new Error("not yet");
        },
      }),
    );
    await expect(start()).rejects.toMatchObject({ code: "hook" });
    expect((await start()).status).toBe("ready");
    expect(attempts).toBe(2);
  });

  it("is shared by everybody who asks through once, during the start and after it", async () => {
    let starts = 0;
    const start = once(() => {
      starts++;
      return startTestRuntime();
    });
    const [first, second] = await Promise.all([start(), start()]);
    expect(second).toBe(first);
    expect(await start()).toBe(first);
    expect(starts).toBe(1);
  });
});

describe("run dependencies", () => {
  it("that are never removed are reported by name", async () => {
    const start = startTestRuntime(
      {
        preRun: (context) => {
          for (const name of ["fonts", "tiles", "ready"]) context.addRunDependency(name);
          context.removeRunDependency("ready");
        },
      },
      { dependencyTimeout: 20 },
    );
    await expect(start).rejects.toMatchObject({
      code: "dependency",
      message: 'run dependencies not removed within 20 ms: "fonts", "tiles"',
    });
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("cannot be waited for %d ms", async (timeout) => {
    await expect(startTestRuntime({}, { dependencyTimeout: timeout })).rejects.toThrow(RangeError);
  });

  it("are counted: one added twice must be removed twice", async () => {
    let context: PreRunContext | undefined;
    let settled = false;
    const start = startTestRuntime({
      preRun: (given) => {
        context = given;
        given.addRunDependency("twice");
        given.addRunDependency("twice");
      },
    }).finally(() => {
      settled = true;
    });
    await soon();
    context?.removeRunDependency("twice");
    await soon();
    expect(settled).toBe(false);
    context?.removeRunDependency("twice");
    expect((await start).status).toBe("ready");
  });

  it("cannot be removed when nobody has added them", async () => {
    const start = startTestRuntime({ preRun: (context) => context.removeRunDependency("nobody's") });
    await expect(start).rejects.toMatchObject({ code: "hook", cause: expect.any(RangeError) });
  });
});

describe("two runtimes side by side", () => {
  it("share nothing", async () => {
    const [one, two] = await Promise.all([startTestRuntime(), startTestRuntime()]);
    const shared = (pick: (runtime: Runtime) => unknown) => pick(one) === pick(two);
    expect(shared((runtime) => runtime.memory)).toBe(false);
    expect(shared((runtime) => runtime.heap.u8.buffer)).toBe(false);
    expect(shared((runtime) => runtime.exports.__indirect_function_table)).toBe(false);

    const address = one.allocator.allocBytes(Uint8Array.of(1, 2, 3));
    two.heap.u8.fill(9, address, address + 3);
    expect([...one.heap.bytes(address, 3)]).toEqual([1, 2, 3]);

    const tableLength = two.exports.__indirect_function_table.length;
    one.functionTable.install("i(i)", (value: number) => value);
    expect(two.exports.__indirect_function_table.length).toBe(tableLength);

    one.abort("enough");
    expect([one.status, two.status]).toEqual(["aborted", "ready"]);
  });
});
