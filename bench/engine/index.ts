import { loadEngine } from "../../src/engine/index.js";
import type { Contest } from "../measure.js";
import type { BenchmarkScope } from "../suite.js";
import { insertContest, pointContest, readContest, scriptContest } from "./contests.js";
import { lookupContest } from "./lookup-contest.js";

/** oo1 against the bare exports of the same instance, and the filesystem against itself. */
export async function* engineSuite({ wasmUrl }: BenchmarkScope): AsyncIterable<Contest> {
  const engine = await loadEngine({ wasmUrl });
  yield insertContest(engine);
  yield readContest(engine);
  yield pointContest(engine);
  yield scriptContest(engine);
  yield lookupContest();
}
