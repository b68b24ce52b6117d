import { StorageError } from "../../base/index.js";
import { HandOverGroup, type HandOverRole } from "../gather/hand-over-group.js";
import { BlockCache } from "./block-cache.js";
import { FileRole, Operation } from "./layout/index.js";
import type { OpenFile } from "./open-file.js";
import type { OperationRunner } from "./operation-runner.js";
import { ProxyStore } from "./proxy-store.js";

/** The files that one thread has open, one entry per path. */
export class OpenFiles {
  readonly #runner: OperationRunner;
  readonly #cacheSize: number;
  readonly #byPath = new Map<string, OpenFile>();
  /** What they have gathered. */
  readonly writes = new HandOverGroup();

  /** @param cacheSize - bytes of blocks kept per database */
  constructor(runner: OperationRunner, cacheSize: number) {
    this.#runner = runner;
    this.#cacheSize = cacheSize;
  }

  /** @throws StorageError `lost` when the proxy is known to be dead */
  requireProxy(): void {
    this.#runner.requireProxy();
  }

  find(path: string): OpenFile | undefined {
    return this.#byPath.get(path);
  }

  /**
   * Opens a file for one more user.
   *
   * @param create - makes it, and the folders above it, where they are missing
   * @throws StorageError `failed` where it is missing and not to be made; as the browser's errors are explained
   */
  open(path: string, role: FileRole, create: boolean): OpenFile {
    let file = this.#byPath.get(path);
    if (file === undefined) {
      if (!this.#runner.call(Operation.OPEN, path, role, create)) {
        throw new StorageError("failed", `there is no file ${path}`);
      }
      const number = this.#runner.numbers[0] as number;
      const cache = role === FileRole.DATABASE ? new BlockCache(this.#cacheSize) : undefined;
      const store = new ProxyStore(this.#runner, number, cache);
      const content = this.writes.open(store, ...placeInGroup(path, role));
      file = { path, number, role, store, content, users: 0 };
      this.#byPath.set(path, file);
    }
    file.users++;
    return file;
  }

  /** Closes a file in the proxy; what it has gathered is handed over. */
  close(file: OpenFile): void {
    this.#byPath.delete(file.path);
    try {
      this.writes.close(file.content);
    } finally {
      this.#runner.run(Operation.CLOSE, file.number);
    }
  }

  /**
   * Stores what a database and its journal have gathered, before another thread may use them. What finds no room is
   * forgotten: that thread sees, as this one does from now on, what is stored, where each page can be undone.
   */
  handOver({ content: { owner } }: OpenFile): void {
    try {
      this.writes.handOver(owner);
    } catch (error) {
      for (const { content } of this.#byPath.values()) if (content.owner === owner) content.discard();
      throw error;
    }
  }
}

/** What a file is for, and the path of the database that it belongs to; `undefined` for a super-journal. */
function placeInGroup(path: string, role: FileRole): [HandOverRole, string | undefined] {
  if (role !== FileRole.JOURNAL) return ["database", path];
  for (const [suffix, kind] of [["-wal", "log"] as const, ["-journal", "journal"] as const]) {
    if (path.endsWith(suffix)) return [kind, path.slice(0, -suffix.length)];
  }
  return ["journal", undefined];
}
