/**
 * The bytes of one regular file. Positions and lengths are safe integers of bytes that the caller has checked.
 */
export interface FileContent {
  /** Bytes in the file. */
  readonly size: number;
  /** Bytes of storage that the file takes; less than its size where it has holes. */
  readonly storedBytes: number;
  /** Nobody may write or truncate, whatever the permissions say (`EPERM`). */
  readonly readOnly: boolean;
  /**
   * Copies up to `length` bytes from `position` into `target` at `offset`.
   * @returns bytes copied; fewer at the end of the file, 0 past it
   */
  read(target: Uint8Array, offset: number, length: number, position: number): number;
  /** Copies `length` bytes of `source` from `offset` to `position`; all of them or, when it throws, none. */
  write(source: Uint8Array, offset: number, length: number, position: number): void;
  /** Cuts or grows the file; what is gained reads as zeros. */
  truncate(size: number): void;
}
