import { BufferPool } from "./buffer-pool.js";
import { type ByteStore, GatheredFile } from "./gathered-file.js";

/** Bytes that the files of a group may gather together. */
const GATHER_LIMIT = 8 * 1_048_576;

/** Which files go first when gathered writes are handed over. */
export type HandOverRole = "journal" | "database";

/**
 * Files whose gathered writes are handed over together, journals and WALs before databases: a database page must not be
 * stored before the journal that can undo it, and a journal must not go before the database is stored. Then a worker that
 * dies at any line leaves what SQLite recovers from, even where SQLite asks for no xSync (`synchronous=OFF`, or `NORMAL`
 * in WAL mode).
 */
export class HandOverGroup {
  readonly #pool = new BufferPool();
  readonly #journals = new Set<GatheredFile>();
  readonly #databases = new Set<GatheredFile>();

  /** Makes a file of the group. */
  open(store: ByteStore, role: HandOverRole): GatheredFile {
    const file = new GatheredFile(store, this.#pool);
    (role === "journal" ? this.#journals : this.#databases).add(file);
    return file;
  }

  /** Takes a file out of the group. What it has gathered is handed over, after the others if it is a database. */
  close(file: GatheredFile): void {
    try {
      this.handOver();
    } finally {
      this.#journals.delete(file);
      this.#databases.delete(file);
    }
  }

  /** Stores what all files have gathered. */
  handOver(): void {
    for (const file of this.#journals) file.handOver();
    for (const file of this.#databases) file.handOver();
  }

  /** Called after each write: keeps what is gathered bounded. */
  bound(): void {
    let total = 0;
    for (const file of this.#journals) total += file.gatheredBytes;
    for (const file of this.#databases) total += file.gatheredBytes;
    if (total > GATHER_LIMIT) this.handOver();
  }
}
