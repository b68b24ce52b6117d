import { ResultCode } from "../../base/index.js";
import { resultCodeOf } from "../failure-record.js";
import { VfsError } from "../vfs-error.js";
import { GatheredFile } from "./gathered-file.js";

const LOG_HEADER_SIZE = 32;
const FRAME_HEADER_SIZE = 24;

/**
 * A write-ahead log. A commit is in the database as soon as its last frame is stored, so a commit that failed must not be
 * stored later. When handing over or flushing fails, everything that was written since the latest commit is cut off, from
 * what is stored too. SQLite may go on with the transaction (only its statement has failed, perhaps); whatever it wants to
 * read or write behind the cut fails as well, until it has gone back to the cut itself.
 *
 * A commit is handed over when its last frame is written and not later: without xSync (`synchronous=NORMAL`) SQLite takes
 * it for done from then on.
 *
 * @see https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
export class GatheredLog extends GatheredFile {
  /** Where the first write since the latest commit lies, and where the last ends. */
  #start = Number.POSITIVE_INFINITY;
  #end = 0;
  /** The latest write was the header of a frame that commits; its page follows, unless only the header is renewed. */
  #isCommitting = false;
  /** All of a commit has been handed over. */
  #isCommitted = false;
  /** What was written from here on is lost. */
  #cut = Number.POSITIVE_INFINITY;
  #failure: unknown;

  override read(target: Uint8Array<ArrayBuffer>, offset: number): number {
    if (offset + target.length > this.#cut) throw this.#lostError();
    return super.read(target, offset);
  }

  override write(source: Uint8Array<ArrayBuffer>, offset: number): void {
    if (offset > this.#cut) throw this.#lostError();
    this.#cut = Number.POSITIVE_INFINITY;
    // SQLite goes on behind a commit only when it takes it for done, whether or not it says so.
    if (this.#isCommitted && offset >= this.#end) this.settle();
    super.write(source, offset);
    const isFrameHeader = source.length === FRAME_HEADER_SIZE && offset >= LOG_HEADER_SIZE;
    // The header of a frame is renewed where an earlier one of its transaction was overwritten.
    const isComplete = isFrameHeader ? isCommit(source) && offset < this.#end : this.#isCommitting;
    this.#isCommitting = isFrameHeader && isCommit(source);
    if (offset < this.#start) this.#start = offset;
    if (offset + source.length > this.#end) this.#end = offset + source.length;
    if (!isComplete) return;
    this.handOver();
    this.#isCommitted = true;
  }

  override truncate(size: number): void {
    super.truncate(size);
    if (size <= this.#cut) this.#cut = Number.POSITIVE_INFINITY;
    if (size <= this.#start) this.settle();
  }

  override handOver(): void {
    try {
      super.handOver();
    } catch (error) {
      this.#cutOff(error);
      throw error;
    }
  }

  override flush(): void {
    try {
      super.flush();
    } catch (error) {
      this.#cutOff(error);
      throw error;
    }
    if (this.#isCommitted) this.settle();
  }

  /** Hears that a commit is complete: what was written so far is not taken back any more. */
  settle(): void {
    this.#start = Number.POSITIVE_INFINITY;
    this.#end = 0;
    this.#isCommitted = false;
  }

  #cutOff(failure: unknown): void {
    const start = this.#start;
    if (start === Number.POSITIVE_INFINITY) return;
    this.settle();
    this.#isCommitting = false;
    try {
      super.truncate(start);
      // After a write that failed nothing whole is stored; after a flush that failed the commit is.
      super.flush();
    } catch {
      // The failure itself is about to be told. Without its last frame the commit is none.
    }
    this.#cut = start;
    this.#failure = failure;
  }

  #lostError(): VfsError {
    const message =
      "what the transaction has written before was lost when storage failed: it can only be rolled back";
    const cause = this.#failure instanceof VfsError ? (this.#failure.cause ?? this.#failure) : this.#failure;
    return new VfsError(resultCodeOf(this.#failure, ResultCode.SQLITE_IOERR_WRITE), message, { cause });
  }
}

/** Whether a frame's header names the size of the database after a commit, which other frames leave 0. */
function isCommit(header: Uint8Array): boolean {
  return header[4] !== 0 || header[5] !== 0 || header[6] !== 0 || header[7] !== 0;
}
