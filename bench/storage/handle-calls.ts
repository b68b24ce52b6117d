/** What the sync access handles of this worker have done; those of other workers are not seen. */
export interface HandleCalls {
  readBytes: number;
  flushes: number;
}

/** TypeScript knows the class's instances only. */
interface HandleScope {
  readonly FileSystemSyncAccessHandle: { readonly prototype: FileSystemSyncAccessHandle };
}

/** Counts calls of this worker's sync access handles from now on, whoever makes them. */
export function watchHandles(): HandleCalls {
  const calls: HandleCalls = { readBytes: 0, flushes: 0 };
  const { prototype } = (globalThis as unknown as HandleScope).FileSystemSyncAccessHandle;
  const { read, flush } = prototype;
  prototype.read = function (buffer, options) {
    const count = read.call(this, buffer, options);
    calls.readBytes += count;
    return count;
  };
  prototype.flush = function () {
    calls.flushes++;
    return flush.call(this);
  };
  return calls;
}
