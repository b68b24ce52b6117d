/**
 * The proxy as it ships, without its loop, in a context of its own: `create-context.ts` explains why. It has that context's
 * globals to itself, and finds here what browsers have and a bare context lacks. No time passes: a timer never fires, and
 * what waits for one is an operation that is not done.
 */
import { OperationTable } from "../../../../src/vfs/opfs/async-proxy/operation-table.js";
import {
  type OperationId,
  type Outcome,
  type SharedBuffers,
  viewSharedMemory,
} from "../../../../src/vfs/opfs/layout/index.js";
import { MemoryLocks } from "./memory-locks.js";

/** What the context offers. */
export interface BlockingProxy {
  /**
   * Begins anew, as a proxy does that has just been started. The one before is forgotten with its locks.
   *
   * @param root - its methods give values where a browser gives promises
   * @param isShareable - whether a file may have several handles, as in Chromium
   */
  start(root: FileSystemDirectoryHandle, buffers: SharedBuffers, isShareable: boolean): void;
  /** Does an operation. Returns how it ended, `undefined` while it waits for a promise. */
  perform(operation: OperationId): Outcome | undefined;
  /** How the latest operation ended. */
  readonly outcome: Outcome | undefined;
}

class SilentChannel {
  addEventListener(): void {}
  postMessage(): void {}
  close(): void {}
}

class SharedHandle {
  get mode(): string {
    return "readwrite-unsafe";
  }
}

Promise.withResolvers ??= <Value>(): PromiseWithResolvers<Value> => {
  const parts = {} as Omit<PromiseWithResolvers<Value>, "promise">;
  const promise = new Promise<Value>((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return { promise, ...parts };
};

let table: OperationTable | undefined;
let outcome: Outcome | undefined;

const proxy: BlockingProxy = {
  start(root, buffers, isShareable) {
    Object.assign(globalThis, {
      navigator: { locks: new MemoryLocks() },
      FileSystemSyncAccessHandle: isShareable ? SharedHandle : undefined,
    });
    table = new OperationTable(root, viewSharedMemory(buffers), { lockTimeout: 0, idleTime: 0 });
  },
  perform(operation) {
    outcome = undefined;
    const pending = table?.perform(operation);
    if (typeof pending !== "object") outcome = pending;
    else {
      pending.then((settled) => {
        outcome = settled;
      });
    }
    return outcome;
  },
  get outcome() {
    return outcome;
  },
};

Object.assign(globalThis, {
  proxy,
  BroadcastChannel: SilentChannel,
  setTimeout() {},
  clearTimeout() {},
  setInterval() {},
  clearInterval() {},
});
