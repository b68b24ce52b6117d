import { measureBare } from "./bare.js";
import { loadContestant } from "./contestants/index.js";
import { runWorkload, type Times } from "./workload.js";
import { BARE } from "./works.mjs";

export { CONTESTANTS } from "./contestants/index.js";

/** Does all works on a contestant, or what is measured beside them. */
export async function run(name: string): Promise<Times> {
  if (name === BARE) return measureBare();
  return runWorkload(await loadContestant(name), `client-bench-${Date.now()}.db`);
}
