import { StorageError } from "../../base/index.js";
import type { AccessPosition, SyncAccessHandle } from "../sync-access-handle.js";

/**
 * Writes all of `source`. A write that takes only some of the bytes is tried again for the rest, as POSIX has it. One that
 * takes none means that there is no room: Firefox reports a quota that is used up in no other way, and whether it is could
 * only be asked asynchronously.
 *
 * @param position - moves on with the bytes written
 * @throws StorageError `quota`; and what the handle throws
 * @see https://fs.spec.whatwg.org/#api-filesystemsyncaccesshandle-write
 */
export function writeAll(
  handle: SyncAccessHandle,
  source: Uint8Array<ArrayBuffer>,
  position: AccessPosition,
): void {
  const start = position.at;
  let written = handle.write(source, position);
  while (written < source.length) {
    position.at = start + written;
    const more = handle.write(source.subarray(written), position);
    if (!(more > 0)) {
      const message = `no room is left: only ${written} of ${source.length} bytes were written`;
      throw new StorageError("quota", message);
    }
    written += more;
  }
}
