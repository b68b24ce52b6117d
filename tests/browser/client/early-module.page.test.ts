import { afterEach, describe, expect, it } from "vitest";
import { EngineError, open } from "web-sqlite-v2";
import { rejection } from "../../support/client/rejection.js";

const { compileStreaming } = WebAssembly;
/** What the page compiles, by the end of the URL: each test has a URL of its own, since the page keeps modules. */
const compiled: string[] = [];

/** Has the page compile otherwise. */
function compileWith(compile: (response: Response) => Promise<WebAssembly.Module>): void {
  WebAssembly.compileStreaming = async (source) => {
    const response = await source;
    compiled.push(new URL(response.url).search);
    return compile(response);
  };
}

afterEach(() => {
  WebAssembly.compileStreaming = compileStreaming;
  compiled.length = 0;
});

async function answerOf(wasmUrl: string): Promise<unknown> {
  const db = await open(":memory:", { wasmUrl });
  const answer = await db.value("SELECT 6 * 7");
  await db.close();
  return answer;
}

describe("the page compiles the wasm for its workers", () => {
  it("once for all databases of one wasm", async () => {
    compileWith((response) => compileStreaming(response));
    const wasmUrl = "/dist/sqlite3.wasm?once";
    expect(await Promise.all([answerOf(wasmUrl), answerOf(wasmUrl)])).toEqual([42, 42]);
    expect(await answerOf(wasmUrl)).toBe(42);
    expect(compiled).toEqual(["?once"]);
  });

  it("and they use what they get", async () => {
    // The smallest module that there is.
    const empty = new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00));
    compileWith(async () => empty);
    const error = await rejection(open(":memory:", { wasmUrl: "/dist/sqlite3.wasm?empty" }));
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ code: "wasm-mismatch" });
  });

  it("and they compile it themselves where the page cannot, which tries again next time", async () => {
    compileWith(() => Promise.reject(new WebAssembly.CompileError("a policy forbids it")));
    expect(await answerOf("/dist/sqlite3.wasm?forbidden")).toBe(42);
    compileWith((response) => compileStreaming(response));
    expect(await answerOf("/dist/sqlite3.wasm?forbidden")).toBe(42);
    expect(compiled).toEqual(["?forbidden", "?forbidden"]);
  });

  it("also in a browser that does not compile while it loads", async () => {
    Reflect.deleteProperty(WebAssembly, "compileStreaming");
    expect(await answerOf("/dist/sqlite3.wasm?later")).toBe(42);
  });
});
