/**
 * What TypeScript's `dom` library leaves out, because only dedicated workers have it; its `webworker` library, which has
 * it, cannot be loaded beside `dom`.
 *
 * @see https://fs.spec.whatwg.org/#api-filesystemsyncaccesshandle
 */
interface FileSystemSyncAccessHandle {
  /** Reads at `at` (default: the handle's cursor); returns bytes read, fewer at the end of the file. */
  read(buffer: AllowSharedBufferSource, options?: FileSystemReadWriteOptions): number;
  /** Writes at `at` (default: the handle's cursor); returns bytes written. */
  write(buffer: AllowSharedBufferSource, options?: FileSystemReadWriteOptions): number;
  truncate(newSize: number): void;
  /** Bytes of the file. */
  getSize(): number;
  flush(): void;
  close(): void;
}

interface FileSystemReadWriteOptions {
  /** Byte position. */
  at?: number;
}

/** @see https://fs.spec.whatwg.org/#enumdef-filesystemsyncaccesshandlemode */
type FileSystemSyncAccessHandleMode = "readwrite" | "read-only" | "readwrite-unsafe";

interface FileSystemFileHandle {
  /** Dedicated workers only. Rejects with `NoModificationAllowedError` while another handle is open on the file. */
  createSyncAccessHandle(options?: {
    mode?: FileSystemSyncAccessHandleMode;
  }): Promise<FileSystemSyncAccessHandle>;
}
