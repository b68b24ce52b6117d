import type { DataActions } from "../../protocol/index.js";
import type { Handlers } from "../handlers/handler.js";
import type { Session } from "../session.js";
import { dropCopy, findCopy, keepCopy } from "./copies.js";
import { importIntoFile } from "./file-import.js";
import { ImportCheck } from "./import-check.js";
import type { ImportTarget } from "./import-target.js";
import { importIntoMemory } from "./memory-import.js";
import { requireNoTransaction } from "./no-transaction.js";
import { hasHandle } from "./payloads.js";
import { importIntoPool } from "./pool-import.js";

/** An import that has begun. */
class Import {
  readonly isInStorage = true;
  readonly #check: ImportCheck;
  readonly #target: ImportTarget;

  constructor(check: ImportCheck, target: ImportTarget) {
    this.#check = check;
    this.#target = target;
  }

  write(bytes: Uint8Array<ArrayBuffer>): void {
    this.#check.pass(bytes);
    this.#target.write(bytes);
  }

  async finish(): Promise<void> {
    this.#check.end();
    await this.#target.finish();
  }

  remove(): Promise<void> {
    return this.#target.remove();
  }
}

const isImport = (copy: object): copy is Import => copy instanceof Import;

/** Imports: the bytes are stored beside the database, checked, and put in its place in one step. */
export const importHandlers: Handlers<Extract<keyof DataActions, `import${string}`>> = {
  importBegin: {
    accepts: () => true,
    async perform(_, { session }) {
      const target = await beginImport(session);
      return { handle: keepCopy(session, new Import(new ImportCheck(session.engine.capi), target)) };
    },
  },
  importBytes: {
    accepts: (payload) => hasHandle(payload) && payload.bytes instanceof Uint8Array,
    perform({ handle, bytes }, { session }) {
      findCopy(session, handle, isImport).write(bytes);
      return null;
    },
  },
  importEnd: {
    accepts: hasHandle,
    async perform({ handle }, { session }) {
      try {
        requireNoTransaction(session, "imported");
        await findCopy(session, handle, isImport).finish();
        return null;
      } finally {
        await dropCopy(session, handle);
      }
    },
  },
  importAbort: {
    accepts: hasHandle,
    async perform({ handle }, { session }) {
      await dropCopy(session, handle);
      return null;
    },
  },
};

function beginImport(session: Session): Promise<ImportTarget> {
  const { pool, report } = session.storage;
  if (pool !== undefined) return importIntoPool(session, pool);
  return report.kind === "opfs" ? importIntoFile(session) : importIntoMemory(session);
}
