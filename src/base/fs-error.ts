import { type Errno, type ErrnoName, errnoName } from "./errno.js";

/**
 * Raised by the filesystem room. One place, the system-call boundary, turns it into `-errno`.
 */
export class FsError extends Error {
  override readonly name = "FsError";
  /** Error number in WASI numbering. */
  readonly errno: Errno;
  /** POSIX name of {@link errno}, for example `"ENOENT"`. */
  readonly code: ErrnoName;

  /**
   * @param errno - one of {@link Errno}
   * @param detail - what was attempted, for people (a path, a descriptor); optional
   */
  constructor(errno: Errno, detail?: string, options?: ErrorOptions) {
    const code = errnoName(errno) ?? "EIO";
    super(detail === undefined ? code : `${code}: ${detail}`, options);
    this.errno = errno;
    this.code = code;
  }
}
