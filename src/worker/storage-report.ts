import type { EnvironmentReport } from "../base/index.js";
import type { OpenPayload, StorageAlternative, StorageKind, StorageReport } from "../protocol/index.js";

/** Why a storage that is asked for is taken. */
export const ASKED = "the option storage asks for it";

/** All places, the best first. */
const KINDS: readonly StorageKind[] = ["opfs-sahpool", "opfs", "memory"];

/** Why those that are there are not taken when none is asked for. */
const NOT_BEST: Readonly<Record<StorageKind, string>> = {
  "opfs-sahpool": "",
  opfs: "it is slower; ask for it by name where several tabs or workers are to have the database open",
  memory: "it is gone when it is closed; only who asks for it by name gets it",
};

/**
 * Says where a database is kept, and why not elsewhere.
 *
 * @param reason - why it is kept there
 * @param path - where it lies
 */
export function reportStorage(
  kind: StorageKind,
  reason: string,
  path: string,
  payload: OpenPayload,
  environment: EnvironmentReport,
): StorageReport {
  const alternatives = KINDS.filter((each) => each !== kind).map((each) =>
    alternative(each, payload, environment),
  );
  return { kind, persistent: kind !== "memory", reason, alternatives, path };
}

/** What keeps a storage from being used here; `undefined` where nothing does. */
export function missingFor(kind: StorageKind, environment: EnvironmentReport): string | undefined {
  if (kind === "memory") return undefined;
  const { opfs, syncAccessHandles, crossOriginIsolated } = environment;
  const needed = kind === "opfs" ? [opfs, syncAccessHandles, crossOriginIsolated] : [opfs, syncAccessHandles];
  for (const capability of needed) if (!capability.available) return capability.reason;
  return undefined;
}

function alternative(
  kind: StorageKind,
  { name, storage }: OpenPayload,
  environment: EnvironmentReport,
): StorageAlternative {
  const missing = missingFor(kind, environment);
  if (missing !== undefined) return { kind, reason: missing };
  if (name === ":memory:") return { kind, reason: "the name :memory: asks for memory" };
  return { kind, reason: storage === "auto" ? NOT_BEST[kind] : `the option storage asks for ${storage}` };
}
