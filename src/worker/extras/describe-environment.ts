import type { EnvironmentReport } from "../../base/index.js";
import type { Environment, StorageOffer } from "../../protocol/index.js";
import { missingFor } from "../storage-report.js";

/** What the lack of each thing costs, and what would help; begins with the thing. */
const COSTS: Readonly<Record<Exclude<keyof EnvironmentReport, "context">, string>> = {
  crossOriginIsolated:
    'the storage "opfs", whose files several tabs may have open, cannot be had, small calls take two to three times as long, and a running statement is stopped less quickly',
  sharedArrayBuffer:
    'the storage "opfs" cannot be had, small calls take two to three times as long, and a running statement is stopped less quickly',
  atomicsWait: 'the storage "opfs" cannot be had',
  atomicsWaitAsync: 'the storage "opfs" cannot be had, and small calls take two to three times as long',
  opfs: "no database outlives the page: open() fails unless memory is asked for",
  syncAccessHandles: "no database outlives the page: open() fails unless memory is asked for",
  jspi: "without cross-origin isolation, a running statement is stopped between two rows or at its timeout only",
  webLocks: 'the storage "opfs" cannot be had, and an error does not say who has a database open',
  broadcastChannel: 'the storage "opfs" cannot be had',
};

const NAMES: Readonly<Record<keyof typeof COSTS, string>> = {
  crossOriginIsolated: "cross-origin isolation",
  sharedArrayBuffer: "shared memory",
  atomicsWait: "waiting on shared memory",
  atomicsWaitAsync: "waiting on shared memory by a promise",
  opfs: "the Origin Private File System",
  syncAccessHandles: "synchronous access to files",
  jspi: "wasm that waits for promises (JSPI)",
  webLocks: "Web Locks",
  broadcastChannel: "BroadcastChannel",
};

/**
 * Says what a browser offers, and what the lack of the rest costs.
 *
 * @param report - of the worker that runs this
 * @param missingForFiles - what the storage `opfs` lacks, a sentence for each thing
 */
export function describeEnvironment(
  report: EnvironmentReport,
  missingForFiles: readonly string[],
): Environment {
  const missing = missingFor("opfs-sahpool", report);
  const storages: StorageOffer[] = [
    {
      storage: "opfs-sahpool",
      available: missing === undefined,
      reason: missing ?? "the quickest that outlives the page; one tab at a time",
    },
    {
      storage: "opfs",
      available: missing === undefined && missingForFiles.length === 0,
      reason: missing ?? (missingForFiles.join("; ") || "plain files that any number of tabs may have open"),
    },
    { storage: "memory", available: true, reason: "gone with the page" },
  ];
  const losses: string[] = [];
  for (const [key, cost] of Object.entries(COSTS) as [keyof typeof COSTS, string][]) {
    const capability = report[key];
    if (!capability.available) losses.push(`Without ${NAMES[key]} (${capability.reason}), ${cost}.`);
  }
  return { report, storages, losses };
}
