/** Bytes of a block: SQLite's default page. */
export const BLOCK_SIZE = 8_192;

/**
 * The latest blocks that were read from a file. Which block makes room for another is found as a clock's hand would: the
 * first that was not used since the hand last passed. Memory is taken as it is needed, up to the limit.
 */
export class BlockCache {
  readonly #capacity: number;
  readonly #slotOfBlock = new Map<number, number>();
  readonly #blockOfSlot: number[] = [];
  readonly #buffers: Uint8Array<ArrayBuffer>[] = [];
  readonly #lengths: number[] = [];
  readonly #wasUsed: boolean[] = [];
  #hand = 0;

  /** @param byteLimit - memory for blocks; at least one is kept */
  constructor(byteLimit: number) {
    this.#capacity = Math.max(1, Math.floor(byteLimit / BLOCK_SIZE));
  }

  /**
   * Copies bytes out of one block.
   *
   * @param target - filled from the start, as far as the block goes
   * @param offset - in the file
   * @returns bytes copied, fewer than `target.length` where the block ends; -1 where the block is not here
   */
  read(target: Uint8Array, offset: number): number {
    const block = Math.floor(offset / BLOCK_SIZE);
    const slot = this.#slotOfBlock.get(block);
    if (slot === undefined) return -1;
    this.#wasUsed[slot] = true;
    const from = offset - block * BLOCK_SIZE;
    const to = Math.min(from + target.length, this.#lengths[slot] as number);
    if (to <= from) return 0;
    target.set((this.#buffers[slot] as Uint8Array).subarray(from, to));
    return to - from;
  }

  /** Whether a block is here. */
  has(block: number): boolean {
    return this.#slotOfBlock.has(block);
  }

  /**
   * Takes a block that was read.
   *
   * @param bytes - all of the block, or up to the end of the file
   */
  put(block: number, bytes: Uint8Array): void {
    const slot = this.#slotOfBlock.get(block) ?? this.#freeSlot();
    this.#slotOfBlock.set(block, slot);
    this.#blockOfSlot[slot] = block;
    this.#lengths[slot] = bytes.length;
    this.#wasUsed[slot] = false;
    (this.#buffers[slot] as Uint8Array).set(bytes);
  }

  /**
   * Takes what was written into the file over the blocks that are here.
   *
   * @param fileSize - before the write; a gap behind it is filled with zeros
   */
  write(source: Uint8Array, offset: number, fileSize: number): void {
    if (offset > fileSize) this.truncate(offset);
    const end = offset + source.length;
    const last = Math.floor((end - 1) / BLOCK_SIZE);
    for (let block = Math.floor(offset / BLOCK_SIZE); block <= last; block++) {
      const slot = this.#slotOfBlock.get(block);
      if (slot === undefined) continue;
      const start = block * BLOCK_SIZE;
      const from = Math.max(offset, start);
      const to = Math.min(end, start + BLOCK_SIZE);
      const buffer = this.#buffers[slot] as Uint8Array;
      const length = this.#lengths[slot] as number;
      buffer.set(source.subarray(from - offset, to - offset), from - start);
      this.#lengths[slot] = Math.max(length, to - start);
    }
  }

  /** Forgets all bytes from `size` on; a block that ends before it, at the end of the file, grows by zeros. */
  truncate(size: number): void {
    for (const [block, slot] of this.#slotOfBlock) {
      const kept = size - block * BLOCK_SIZE;
      if (kept <= 0) this.#slotOfBlock.delete(block);
      else if (kept > (this.#lengths[slot] as number)) this.#grow(slot, Math.min(kept, BLOCK_SIZE));
      else this.#lengths[slot] = kept;
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#slotOfBlock.clear();
  }

  #grow(slot: number, length: number): void {
    (this.#buffers[slot] as Uint8Array).fill(0, this.#lengths[slot], length);
    this.#lengths[slot] = length;
  }

  #freeSlot(): number {
    if (this.#slotOfBlock.size === 0) this.#hand = 0;
    if (this.#buffers.length < this.#capacity) {
      this.#buffers.push(new Uint8Array(BLOCK_SIZE));
      return this.#buffers.length - 1;
    }
    for (;;) {
      const slot = this.#hand;
      this.#hand = (slot + 1) % this.#capacity;
      const block = this.#blockOfSlot[slot] as number;
      const isHere = this.#slotOfBlock.get(block) === slot;
      if (isHere && this.#wasUsed[slot]) {
        this.#wasUsed[slot] = false;
        continue;
      }
      if (isHere) this.#slotOfBlock.delete(block);
      return slot;
    }
  }
}
