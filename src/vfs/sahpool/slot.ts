import { FileLocks } from "../file-locks.js";
import type { ByteStore, GatheredFile } from "../gather/index.js";
import { storageFailure } from "../storage-failure.js";
import type { SyncAccessHandle } from "../sync-access-handle.js";
import {
  type Association,
  DATA_OFFSET,
  decodeHeader,
  encodeHeader,
  HEADER_SIZE,
  type HeaderReading,
  SHADOW_OFFSET,
} from "./header.js";
import { SlotContent } from "./slot-content.js";
import { writeAll } from "./write-all.js";

/**
 * One file of the pool, with its access handle, header and data.
 *
 * Header changes are ordered so that a worker may die, or the power fail, between any two lines or inside a write
 * (writes are torn at 512 bytes): path, flags and digest go in one write, and the path lies in another sector than
 * the digest.
 * - Giving a free file a path: its data is empty, on disk too. Torn, the digest does not match, and a damaged header
 *   without data is free again. SQLite was told nothing yet. It is flushed before there is data: behind a header that was
 *   lost, anything might stand, and the file would be set aside as damaged.
 * - Taking the path away: either sector alone already says so (no path: free; no flags: a leftover), so there is no
 *   state in between. The data is cut off before the flush, so that a later owner never inherits it.
 * - Replacing a path while there is data: the new header is written beside the old one and flushed first; where the
 *   first is damaged, the second counts.
 */
export class Slot {
  /** Name of the file in the pool's folder. */
  readonly name: string;
  /** The data as it is stored. */
  readonly content: SlotContent;
  /** The data as open files see it, with writes that are not stored yet; there only while the slot is open. */
  gathered: GatheredFile | undefined;
  readonly locks = new FileLocks();
  /** Open files on this slot; a temporary file without a path counts too. */
  openCount = 0;
  readonly #handle: SyncAccessHandle;
  #association: Association | undefined;
  #isSettled = true;
  /** Whether the file is empty: it has not even the room of a header. */
  #isBlank = false;

  constructor(name: string, handle: SyncAccessHandle) {
    this.name = name;
    this.content = new SlotContent(handle);
    this.#handle = handle;
  }

  /** The data as SQLite would read it now. */
  get data(): ByteStore {
    return this.gathered ?? this.content;
  }

  /** What the slot is for; `undefined` while it is free or holds a temporary file. */
  get association(): Association | undefined {
    return this.#association;
  }

  /**
   * Reads the header, and finishes a replacement that was interrupted. What is read is flushed first: who wrote it may
   * have died before, and a journal that came back after a power loss would undo newer commits.
   */
  load(): HeaderReading {
    return this.#headerAccess(() => {
      // A file just made has no header yet.
      if (this.#handle.getSize() === 0) return { state: "free" };
      this.#handle.flush();
      const header = this.#readHeader(0);
      const shadow = this.#readHeader(SHADOW_OFFSET);
      let reading = decodeHeader(header);
      const replacement = decodeHeader(shadow);
      if (reading.state === "damaged" && replacement.state === "associated") {
        this.#replaceHeader(replacement.association, 0);
        reading = replacement;
      }
      // A damaged file is left as it was found.
      if (shadow[0] !== 0 && reading.state !== "damaged") this.#replaceHeader(undefined, SHADOW_OFFSET);
      if (reading.state === "damaged" && this.content.size() === 0) reading = { state: "leftover" };
      if (reading.state === "associated") this.#association = reading.association;
      return reading;
    });
  }

  /** Makes a slot that {@link load} found free, left over or without a header ready for its next use. A file just made stays as it is. */
  prepare(): void {
    this.#headerAccess(() => {
      const size = this.#handle.getSize();
      if (size === 0) {
        this.#isBlank = true;
        return;
      }
      const isClean = size === DATA_OFFSET && this.#readHeader(0).every((byte) => byte === 0);
      if (!isClean) this.dissociate();
    });
  }

  /** Gives a file just made the room of its header, as the official package expects it. */
  fill(): void {
    if (!this.#isBlank) return;
    this.#headerAccess(() => this.#handle.truncate(DATA_OFFSET));
    this.#isBlank = this.#isSettled = false;
  }

  /**
   * Makes the zeros of a new file's header survive a power loss. A free slot does without: where they are lost the file is
   * empty. With data behind it, anything might stand there.
   */
  settle(): void {
    this.fill();
    if (this.#isSettled) return;
    this.content.flush();
    this.#isSettled = true;
  }

  /** Gives a free slot its path. */
  associate(association: Association): void {
    this.#headerAccess(() => this.#replaceHeader(association, 0));
    this.#isSettled = true;
    this.#isBlank = false;
    this.#association = association;
  }

  /** Gives a slot with data another path. */
  reassociate(association: Association): void {
    this.#headerAccess(() => {
      this.#replaceHeader(association, SHADOW_OFFSET);
      this.#replaceHeader(association, 0);
      this.#replaceHeader(undefined, SHADOW_OFFSET);
    });
    this.#association = association;
  }

  /** Takes the path away and, unless open files still use it, the data. */
  dissociate(): void {
    this.#headerAccess(() => {
      this.#writeHeader(undefined, 0);
      if (this.openCount === 0) this.#handle.truncate(DATA_OFFSET);
      this.#handle.flush();
    });
    this.#isBlank = false;
    this.#association = undefined;
  }

  /** Gives the handle up. */
  close(): void {
    this.#handle.close();
  }

  #readHeader(at: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(HEADER_SIZE);
    this.#handle.read(bytes, { at });
    return bytes;
  }

  #replaceHeader(association: Association | undefined, at: number): void {
    this.#writeHeader(association, at);
    this.#handle.flush();
  }

  #writeHeader(association: Association | undefined, at: number): void {
    const header = encodeHeader(association);
    // The first one takes all of its room, since the size of a file tells how much data it has.
    const room = this.#isBlank ? new Uint8Array(DATA_OFFSET) : header;
    room.set(header);
    writeAll(this.#handle, room, { at });
  }

  #headerAccess<Result>(access: () => Result): Result {
    try {
      return access();
    } catch (error) {
      throw storageFailure(error, `changing the header of the pool file ${this.name}`);
    }
  }
}
