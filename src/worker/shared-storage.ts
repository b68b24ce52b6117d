import { Opfs, registerVfs, storageFailure } from "../vfs/index.js";
import { databasePath } from "./database-path.js";
import { beginSharing } from "./journaling.js";
import type { Storage } from "./storage.js";
import { ASKED, reportStorage } from "./storage-report.js";
import type { StorageRequest } from "./worker-host.js";

/**
 * Opens a plain file in the Origin Private File System, which other workers and tabs may have open too.
 *
 * @param request - the name in it is the file's path; it and its folders are made where they are missing
 * @throws TypeError when the database is of another storage; StorageError `invalid-name`; `not-isolated` or `unsupported` with the reason; `failed` when the proxy does not start
 */
export async function openSharedStorage({ payload, starting, detect }: StorageRequest): Promise<Storage> {
  const { name, proxyPort } = payload;
  if (proxyPort === null) throw new TypeError("this worker is for the storage opfs only");
  const path = databasePath(name);
  const detecting = detect();
  const opfs = await Opfs.create({ proxyPort });
  try {
    // Only now, so that the proxy starts meanwhile.
    const environment = await detecting;
    const engine = await starting;
    // As the default it also takes attached databases, which would be lost in the engine's own filesystem.
    const vfs = registerVfs(engine.capi, opfs.vfs, { makeDefault: true });
    return {
      report: reportStorage("opfs", ASKED, path, payload, environment),
      environment,
      database: { filename: path, vfs: vfs.name },
      begin: beginSharing,
      end() {},
      takeFailure: (resultCode) => vfs.takeLastError(resultCode),
      replenish: () => undefined,
      requirePresent: presenceOf(path),
      // Closing the database has given up its locks.
      async pause() {},
      async unpause() {},
      async release() {
        try {
          opfs.close();
        } catch {
          // A proxy that is lost is not there to be told.
        }
      },
    };
  } catch (error) {
    opfs.close();
    throw error;
  }
}

/** Makes the function that looks for a file, in the folder that it was found in the first time. */
function presenceOf(path: string): () => Promise<void> {
  const folderNames = path.slice(1).split("/");
  const name = folderNames.pop() as string;
  let folder: FileSystemDirectoryHandle | undefined;
  return async () => {
    try {
      folder ??= await folderAt(folderNames);
      await folder.getFileHandle(name);
    } catch (error) {
      throw storageFailure(error, `looking for ${path}`);
    }
  };
}

async function folderAt(names: readonly string[]): Promise<FileSystemDirectoryHandle> {
  let folder = await navigator.storage.getDirectory();
  for (const name of names) folder = await folder.getDirectoryHandle(name);
  return folder;
}
