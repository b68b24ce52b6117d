import type { StorageReport } from "../protocol/index.js";
import { checkCopyOptions } from "./copy-options.js";
import type { BackupOptions, DataMethods } from "./data-methods.js";
import type { OpenAnother } from "./open-options.js";

/** Exports a database and imports it into another one, which is opened for as long as that takes. */
export async function backupDatabase(
  source: DataMethods & { readonly storage: StorageReport },
  toName: string,
  options: BackupOptions,
  openAnother: OpenAnother,
): Promise<void> {
  checkCopyOptions(options);
  const { signal, onProgress, storage = defaultStorage(source.storage) } = options;
  const target = await openAnother(toName, { storage });
  try {
    if (target.storage.path === source.storage.path) {
      throw new TypeError("a database cannot be its own backup");
    }
    const copyOptions = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
    const stream = await source.export(copyOptions);
    try {
      await target.import(stream, copyOptions);
    } finally {
      // One that is being read is in the hands of its reader.
      if (!stream.locked) await stream.cancel();
    }
  } finally {
    await target.close();
  }
}

function defaultStorage({ kind }: StorageReport): "opfs-sahpool" | "opfs" {
  return kind === "opfs" ? "opfs" : "opfs-sahpool";
}
