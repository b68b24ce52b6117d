import { compete } from "./measure.js";
import { SUITES } from "./suites.js";

/** The page starts this worker as `worker.ts?suite=engine&rounds=9` and gets one message per contest, then `done`. */
async function main(): Promise<void> {
  const parameters = new URL(import.meta.url).searchParams;
  const suite = SUITES[parameters.get("suite") ?? ""];
  if (suite === undefined)
    throw new Error(`no suite of that name; there are ${Object.keys(SUITES).join(", ")}`);
  const wasmUrl = new URL("/src/sqlite3.wasm", location.href);
  for await (const contest of suite({ wasmUrl })) {
    postMessage({ result: compete(contest, Number(parameters.get("rounds"))) });
  }
  postMessage({ done: true });
}

main().catch((error: unknown) => {
  postMessage({ failure: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) });
});
