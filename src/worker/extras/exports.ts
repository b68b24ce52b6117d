import type { DataActions } from "../../protocol/index.js";
import type { Handlers } from "../handlers/handler.js";
import { dropCopy, findCopy, keepCopy } from "./copies.js";
import { copyPages } from "./copy-pages.js";
import { requireNoTransaction } from "./no-transaction.js";
import { hasHandle } from "./payloads.js";
import { createSpool, type Spool } from "./spool.js";

/** Bytes of an answer. A message costs a tenth of a millisecond, reading these half of one. */
const CHUNK = 1_048_576;

const isSpool = (copy: object): copy is Spool => "next" in copy;

/**
 * Exports: a copy of the database is made at once, in one read transaction, and handed out at the pace of who reads it.
 * So writes wait for the copying only, and what they change does not show.
 */
export const exportHandlers: Handlers<Extract<keyof DataActions, `export${string}`>> = {
  exportBegin: {
    accepts: () => true,
    async perform(_, { session, served, running, emit }) {
      requireNoTransaction(session, "exported");
      const spool = await createSpool(session.hasFiles);
      const pause = async () => {
        await served.host.pause();
        running?.requireTime();
      };
      try {
        const { db, engine } = session;
        const write = (bytes: Uint8Array<ArrayBuffer>) => spool.write(bytes);
        const size = await copyPages(engine.capi, db, write, emit, pause);
        return { handle: keepCopy(session, spool), size };
      } catch (error) {
        await spool.remove();
        throw error;
      }
    },
  },
  exportNext: {
    accepts: hasHandle,
    perform({ handle }, { session, transfer }) {
      const bytes = findCopy(session, handle, isSpool).next(CHUNK);
      if (bytes === undefined) return null;
      transfer(bytes.buffer);
      return bytes;
    },
  },
  exportEnd: {
    accepts: hasHandle,
    async perform({ handle }, { session }) {
      await dropCopy(session, handle);
      return null;
    },
  },
};
