import { type StorageError, storageErrorOfKind } from "../base/index.js";

/** What this origin may store. Browsers round both numbers. */
export interface StorageQuota {
  /** Bytes that everything of this origin takes. */
  readonly usage: number;
  /** Bytes that it may take; the browser raises that now and then. */
  readonly quota: number;
  /** Whether the browser promises not to delete it when the disk gets full. */
  readonly persisted: boolean;
}

/**
 * Estimates how much this origin stores, and how much it may.
 *
 * @throws StorageError `unsupported` where the browser does not tell, as on pages without HTTPS
 * @see https://storage.spec.whatwg.org/#dom-storagemanager-estimate
 * @example
 * const { usage, quota } = await storageEstimate();
 */
export async function storageEstimate(): Promise<StorageQuota> {
  const manager = requireManager();
  const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([manager.estimate(), manager.persisted()]);
  return { usage, quota, persisted };
}

/**
 * Asks the browser not to delete what this origin stores when the disk gets full. Chromium decides by itself, Firefox asks
 * the user.
 *
 * @returns whether it promises
 * @throws StorageError `unsupported` where there is nobody to ask, as in workers
 * @see https://storage.spec.whatwg.org/#dom-storagemanager-persist
 * @example
 * if (!(await persist())) console.warn("The browser may delete the data.");
 */
export async function persist(): Promise<boolean> {
  const manager = requireManager();
  if (manager.persist === undefined) throw unsupported("only a page can ask for persistence");
  return manager.persist();
}

function requireManager(): StorageManager & { readonly persist?: () => Promise<boolean> } {
  const manager = globalThis.navigator?.storage as StorageManager | undefined;
  if (manager?.estimate === undefined) {
    throw unsupported("navigator.storage is missing; it needs HTTPS or localhost");
  }
  return manager;
}

function unsupported(reason: string): StorageError {
  return storageErrorOfKind("unsupported", reason);
}
