/** How far a copy of a whole database has come. */
export interface CopyProgress {
  /**
   * What is being done: an export is copied in the worker and then read; an import is written beside the database, and
   * then checked and put in its place.
   */
  readonly phase: "copy" | "read" | "write" | "check";
  /** Bytes done in this phase. */
  readonly done: number;
  /** Bytes in all; `null` where that is not known before the end. */
  readonly total: number | null;
}

/** How a whole database is copied. */
export interface CopyOptions {
  /** Ends the copying; the call, or the stream, fails with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told how far it is, about once in a megabyte. */
  readonly onProgress?: (progress: CopyProgress) => void;
}

/** @throws TypeError where an option is of another type; the signal's reason where it is aborted */
export function checkCopyOptions({ signal, onProgress }: CopyOptions): void {
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError("the option signal must be an AbortSignal");
  }
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw new TypeError("the option onProgress must be a function");
  }
  signal?.throwIfAborted();
}

/** A promise that rejects with the signal's reason when it is aborted before. */
export function orAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
