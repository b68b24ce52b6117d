/** Where a read or write happens, in bytes from the start of the file. */
export interface AccessPosition {
  at: number;
}

/**
 * Exclusive, synchronous access to one file, as the File System standard defines it. The same interface fits the
 * browser's object and an implementation in memory.
 *
 * @see https://fs.spec.whatwg.org/#api-filesystemsyncaccesshandle
 */
export interface SyncAccessHandle {
  /** @returns bytes read, fewer at the end of the file */
  read(target: Uint8Array<ArrayBuffer>, position: AccessPosition): number;
  /** @returns bytes written; a gap before `position` is filled with zeros */
  write(source: Uint8Array<ArrayBuffer>, position: AccessPosition): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}
