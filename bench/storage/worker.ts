import { measureBareHandle } from "./bare-handle.js";
import { contend, countWrites, prepareContention } from "./contention.js";
import type { ContestantSummary } from "./contestant.js";
import { CONTESTANTS, loadContestant } from "./contestants/index.js";
import { clearStorage, makeFolder } from "./folders.js";
import { fillLargeDatabase, openLargeDatabase } from "./large-database.js";
import { runWorkload } from "./workload.js";

/** Folder of the contestant whose turn it is. */
const FOLDER = "contestant";

/** The page starts this worker as `worker.ts?job=workload&contestant=memory` and gets the job's result, then `done`. */
const parameters = new URL(import.meta.url).searchParams;
const contestant = () => loadContestant(parameters.get("contestant") ?? "");

const JOBS: Readonly<Record<string, () => Promise<unknown>>> = {
  list: () => Promise.all(Object.keys(CONTESTANTS).map(summarize)),
  clear: () => clearStorage(),
  bare: () => measureBareHandle(FOLDER),
  workload: async () => runWorkload(await contestant(), FOLDER),
  "prepare-contention": async () => prepareContention(await contestant(), FOLDER),
  contend: async () => contend(await contestant(), FOLDER, Number(parameters.get("worker")), waitForStart),
  "count-writes": async () => countWrites(await contestant(), FOLDER),
  "fill-large": async () => fillLargeDatabase(await contestant(), FOLDER),
  "open-large": async () => openLargeDatabase(await contestant(), FOLDER),
};

async function summarize(name: string): Promise<ContestantSummary> {
  const { start: _, ...summary } = await loadContestant(name);
  return { name, ...summary };
}

async function waitForStart(): Promise<void> {
  const started = new Promise((resolve) => addEventListener("message", resolve, { once: true }));
  postMessage({ ready: true });
  await started;
}

async function main(): Promise<void> {
  const name = parameters.get("job") ?? "";
  const job = JOBS[name];
  if (job === undefined) throw new RangeError(`no job named ${name}`);
  if (name !== "clear") await makeFolder(FOLDER);
  postMessage({ result: await job() });
  postMessage({ done: true });
}

main().catch((error: unknown) => {
  postMessage({ failure: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) });
});
