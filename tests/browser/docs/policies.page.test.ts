import { expect, it } from "vitest";
import security from "../../../docs/security.md?raw";
import type { Outcomes } from "./policy-probe.js";

/** The policy that the documentation says is enough. */
const POLICY = /^Content-Security-Policy: (.*)$/m.exec(security)?.[1] ?? "";

/** Tries what a page and workers can do that are served with a policy. */
async function tryPolicy(policy: string): Promise<Outcomes> {
  const frame = document.createElement("iframe");
  frame.src = `/policy/${encodeURIComponent(policy)}/`;
  const outcomes = new Promise<Outcomes>((resolve) => {
    const listen = ({ data, source }: MessageEvent) => {
      if (source !== frame.contentWindow) return;
      removeEventListener("message", listen);
      resolve(data as Outcomes);
    };
    addEventListener("message", listen);
  });
  document.body.append(frame);
  try {
    return await outcomes;
  } finally {
    frame.remove();
  }
}

it("opens under the policy that the documentation gives, with functions from modules", async () => {
  expect(await tryPolicy(POLICY)).toEqual({
    opens: "ok",
    functionFromText: "function",
    functionFromModule: "ok",
  });
});

it("makes functions from text where the policy allows it", async () => {
  expect(await tryPolicy(POLICY.replace("'wasm-unsafe-eval'", "'unsafe-eval'"))).toEqual({
    opens: "ok",
    functionFromText: "ok",
    functionFromModule: "ok",
  });
});

it.each([
  ["without 'wasm-unsafe-eval'", " 'wasm-unsafe-eval'", "", "wasm-compile"],
  ["with worker-src 'none'", "worker-src 'self'", "worker-src 'none'", "worker"],
  ["without connect-src", "; connect-src 'self'", "", "wasm-fetch"],
])("does not open %s, and says why", async (_, part, other, code) => {
  expect(POLICY).toContain(part);
  expect(await tryPolicy(POLICY.replace(part, other))).toEqual({ opens: code });
});
