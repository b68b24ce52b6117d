import type { Inode } from "./inode.js";

const INITIAL_BUCKETS = 64;

/**
 * Finds inodes by (parent id, name): one hash table for the whole filesystem. It doubles before it has half as many
 * entries as buckets, so a look-up costs the same among 100 entries and among 100,000. Entries are chained through the
 * inodes themselves; the name is hashed where it stands in the path, so finding one allocates nothing.
 */
export class NameTable {
  #buckets: (Inode | undefined)[] = new Array(INITIAL_BUCKETS).fill(undefined);
  #size = 0;

  /** Number of names. */
  get size(): number {
    return this.#size;
  }

  /**
   * Finds a child by name.
   *
   * @param text - a path that contains the name
   * @param start - where in `text` the name starts
   * @param end - where it ends, exclusive
   */
  find(parent: Inode, text: string, start: number, end: number): Inode | undefined {
    const hash = hashName(parent.id, text, start, end);
    let node = this.#buckets[hash & (this.#buckets.length - 1)];
    while (node !== undefined) {
      if (node.nameHash === hash && node.parent === parent && isName(node.name, text, start, end))
        return node;
      node = node.nextInBucket;
    }
    return undefined;
  }

  /** Enters a node under its parent and name, which must not be there yet. */
  insert(node: Inode): void {
    if (this.#size * 2 >= this.#buckets.length) this.#grow();
    node.nameHash = hashName(node.parent.id, node.name, 0, node.name.length);
    place(this.#buckets, node);
    this.#size++;
  }

  /** Takes a node out; call before its parent or name change. */
  remove(node: Inode): void {
    const slot = node.nameHash & (this.#buckets.length - 1);
    let previous: Inode | undefined;
    let current = this.#buckets[slot];
    while (current !== node) {
      if (current === undefined) return;
      previous = current;
      current = current.nextInBucket;
    }
    if (previous === undefined) this.#buckets[slot] = node.nextInBucket;
    else previous.nextInBucket = node.nextInBucket;
    node.nextInBucket = undefined;
    this.#size--;
  }

  /** Number of entries that a look-up of this name examines: what stays small when the table works. */
  probes(parent: Inode, name: string): number {
    const hash = hashName(parent.id, name, 0, name.length);
    let count = 0;
    let node = this.#buckets[hash & (this.#buckets.length - 1)];
    while (node !== undefined) {
      count++;
      if (node.parent === parent && node.name === name) break;
      node = node.nextInBucket;
    }
    return count;
  }

  #grow(): void {
    const grown: (Inode | undefined)[] = new Array(this.#buckets.length * 2).fill(undefined);
    for (const first of this.#buckets) {
      let node = first;
      while (node !== undefined) {
        const next: Inode | undefined = node.nextInBucket;
        place(grown, node);
        node = next;
      }
    }
    this.#buckets = grown;
  }
}

function place(buckets: (Inode | undefined)[], node: Inode): void {
  const slot = node.nameHash & (buckets.length - 1);
  node.nextInBucket = buckets[slot];
  buckets[slot] = node;
}

/** What a small integer may have in every engine, so that hashes are never boxed. */
const HASH_MASK = 0x3fffffff;

/** FNV-1a over the parent's id and the name's code units, its high bits folded down. */
function hashName(parentId: number, text: string, start: number, end: number): number {
  let hash = Math.imul(0x811c9dc5 ^ parentId, 0x01000193);
  for (let index = start; index < end; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & HASH_MASK;
}

function isName(name: string, text: string, start: number, end: number): boolean {
  return name.length === end - start && text.startsWith(name, start);
}
