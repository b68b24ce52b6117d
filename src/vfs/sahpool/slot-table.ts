import { ResultCode, StorageError, utf8Length } from "../../base/index.js";
import { OpenFlag } from "../constants.js";
import { type GatheredFile, HandOverGroup } from "../gather/index.js";

import { VfsError } from "../vfs-error.js";
import { COMPANION_SUFFIXES, databaseOf, roleOf } from "./companions.js";
import { type Association, MAX_PATH_LENGTH } from "./header.js";
import type { Slot } from "./slot.js";
import { staleSuperJournals } from "./super-journals.js";

/** A pool file whose header does not match its digest, or could not be written. It is left as it is and not used. */
export interface DamagedFile {
  /** Name of the file in the pool's folder. */
  readonly name: string;
  /** The path that stands in the damaged header, for people. */
  readonly path: string;
  /** Bytes of data. */
  readonly size: number;
}

/** The flags that say what a file is for; only these are stored. */
const KIND_FLAGS =
  OpenFlag.DELETEONCLOSE | OpenFlag.MAIN_DB | OpenFlag.MAIN_JOURNAL | OpenFlag.SUPER_JOURNAL | OpenFlag.WAL;

/** Which path lies in which slot: everything about a pool that works without waiting. */
export class SlotTable {
  readonly #byPath = new Map<string, Slot>();
  readonly #free: Slot[] = [];
  readonly #open = new Set<Slot>();
  readonly #damaged = new Map<Slot, DamagedFile>();
  /** Open files, whose writes are gathered. */
  readonly writes = new HandOverGroup();
  readonly #leavesBlank: boolean;
  #generation = 0;
  #active = false;

  /** @param leavesBlank - whether files just made may stay empty until they are used */
  constructor(leavesBlank: boolean) {
    this.#leavesBlank = leavesBlank;
  }

  /** Whether the pool holds its files: neither paused nor closed. */
  get isActive(): boolean {
    return this.#active;
  }

  /** Files that hold a path, are free, or serve as temporary files; damaged ones do not count. */
  get capacity(): number {
    let temporaryCount = 0;
    for (const slot of this.#open) if (slot.association === undefined) temporaryCount++;
    return this.#byPath.size + this.#free.length + temporaryCount;
  }

  get freeCount(): number {
    return this.#free.length;
  }

  /** Slots that at least one open file uses. */
  get openCount(): number {
    return this.#open.size;
  }

  /** Name of one of the files in the pool's folder: not of the first, which every pool has. */
  get lastName(): string | undefined {
    const names = [...this.#byPath.values(), ...this.#free, ...this.#damaged.keys()].map((slot) => slot.name);
    return names.sort().at(-1);
  }

  get paths(): string[] {
    return [...this.#byPath.keys()];
  }

  get damaged(): DamagedFile[] {
    return [...this.#damaged.values()];
  }

  /** Takes over slots just opened, and finishes what was interrupted when they were used last. */
  load(slots: readonly Slot[]): void {
    this.#active = true;
    const superseded: Slot[] = [];
    for (const slot of slots) {
      const reading = slot.load();
      if (reading.state === "damaged") this.#setAside(slot, reading.path);
      else if (reading.state === "associated") {
        this.#generation = Math.max(this.#generation, reading.association.generation);
        const rival = this.#adopt(slot, reading.association);
        if (rival !== undefined) superseded.push(rival);
      } else this.addFree(slot);
    }
    // An import was interrupted. The old database goes last: it is what tells that the journal is not the new one's.
    for (const slot of superseded) {
      const path = slot.association?.path ?? "";
      this.#deleteStaleCompanions(path, this.#byPath.get(path)?.association?.generation ?? 0);
      this.giveBack(slot);
    }
    this.deleteStaleSuperJournals();
  }

  get hasStaleSuperJournals(): boolean {
    return staleSuperJournals(this.#byPath).length > 0;
  }

  /** Deletes the super-journals that nobody needs. No commit may be under way. */
  deleteStaleSuperJournals(): void {
    for (const path of staleSuperJournals(this.#byPath)) this.delete(path);
  }

  /** Adds a slot without a path. */
  addFree(slot: Slot): void {
    slot.prepare();
    if (!this.#leavesBlank) slot.fill();
    this.#free.push(slot);
  }

  /**
   * Takes a free slot out for good, or until {@link giveBack}: the one that has been there longest, since Chromium may
   * forget the name of a file that was made seconds before a power loss.
   */
  takeFree(): Slot | undefined {
    const [slot] = this.#free;
    slot?.settle();
    return this.#free.shift();
  }

  /** Empties the table. Returns every slot, for closing. */
  clear(): Slot[] {
    const slots = [...this.#byPath.values(), ...this.#free, ...this.#damaged.keys()];
    this.#byPath.clear();
    this.#free.length = 0;
    this.#damaged.clear();
    this.#active = false;
    return slots;
  }

  /** Finds a path's slot. @throws StorageError `lost` when the pool is paused or closed */
  find(path: string): Slot | undefined {
    this.#requireActive();
    return this.#byPath.get(path);
  }

  /**
   * Finds the slot of a file that nothing has open.
   * @throws StorageError `locked` when something has
   */
  findClosed(path: string): Slot | undefined {
    const slot = this.find(path);
    if (slot !== undefined && slot.openCount > 0) {
      throw new StorageError("locked", `${path} is open in ${slot.openCount} connections of this pool`);
    }
    return slot;
  }

  /**
   * Opens a file as xOpen does.
   *
   * @param path - `null` for a temporary file; its slot gets no header and is free again after a crash
   * @throws StorageError `full` or `invalid-name`; VfsError `SQLITE_CANTOPEN`
   */
  open(path: string | null, flags: number): { slot: Slot; data: GatheredFile } {
    this.#requireActive();
    let slot = path === null ? undefined : this.#byPath.get(path);
    if (slot === undefined) {
      slot = path === null ? this.#require(this.takeFree(), "a temporary file") : this.#create(path, flags);
    } else if ((flags & OpenFlag.EXCLUSIVE) !== 0) {
      throw new VfsError(ResultCode.SQLITE_CANTOPEN, `${path} exists already`);
    }
    const owner = path === null ? slot.name : databaseOf(path, flags);
    slot.gathered ??= this.writes.open(slot.content, roleOf(flags), owner);
    slot.openCount++;
    this.#open.add(slot);
    return { slot, data: slot.gathered };
  }

  /** Ends one use of a slot. The last one stores what was written, or frees the slot when no path keeps it. */
  close(slot: Slot): void {
    slot.openCount--;
    if (slot.openCount > 0) return;
    this.#open.delete(slot);
    const { gathered } = slot;
    slot.gathered = undefined;
    try {
      if (slot.association === undefined) gathered?.discard();
      if (gathered !== undefined) this.writes.close(gathered);
    } finally {
      if (slot.association === undefined) this.giveBack(slot);
    }
  }

  /** Frees a slot that was taken. One that cannot be cleared is set aside; the next owner reads what it says then. */
  giveBack(slot: Slot): void {
    try {
      slot.dissociate();
      this.#free.push(slot);
    } catch {
      this.#damaged.set(slot, { name: slot.name, path: slot.association?.path ?? "", size: 0 });
    }
  }

  /**
   * Takes a path away. Files that are open on it go on until they are closed.
   * @returns whether there was such a file
   */
  delete(path: string): boolean {
    const slot = this.find(path);
    if (slot === undefined) return false;
    // What a journal undoes, or a write-ahead log repeats, must not be needed any more when it goes.
    this.writes.handOver(databaseOf(path, slot.association?.flags ?? 0), slot.gathered);
    slot.dissociate();
    this.#byPath.delete(path);
    if (slot.openCount === 0) this.#free.push(slot);
    return true;
  }

  /**
   * Deletes a file that nothing has open, its journal and its write-ahead log. The file goes first: SQLite drops a
   * journal that it finds beside an empty database.
   */
  deleteWithCompanions(path: string): boolean {
    const paths = [path, ...COMPANION_SUFFIXES.map((suffix) => path + suffix)];
    for (const each of paths) this.findClosed(each);
    return paths.map((each) => this.delete(each)).includes(true);
  }

  /**
   * Gives a closed file another path.
   * @throws StorageError `locked` when it is open or has a journal, `failed` when `from` is missing or `to` is taken
   */
  rename(from: string, to: string): void {
    if (this.find(to) !== undefined) throw new StorageError("failed", `there is already a file ${to}`);
    this.replace(from, to);
  }

  /**
   * Gives a closed file the path of another one. Whoever finds both after a crash keeps the one that was moved.
   * @throws StorageError `locked` when one is open or `from` has a journal, `failed` when `from` is missing
   */
  replace(from: string, to: string): void {
    const slot = this.findClosed(from);
    if (slot?.association === undefined) throw new StorageError("failed", `there is no file ${from}`);
    requireStorable(to);
    const previous = this.findClosed(to);
    for (const suffix of COMPANION_SUFFIXES) {
      this.findClosed(to + suffix);
      // Two headers cannot change at once, and a database without its hot journal is damaged.
      if ((this.findClosed(from + suffix)?.content.size() ?? 0) > 0) {
        throw new StorageError("locked", `${from}${suffix} still belongs to ${from}`);
      }
    }
    // A journal whose database is gone could be taken for one of the new database.
    if (previous === undefined) this.deleteWithCompanions(to);
    const generation = ++this.#generation;
    slot.reassociate({ ...slot.association, path: to, generation });
    this.#byPath.delete(from);
    this.#supersede(previous, slot, to, generation);
  }

  /** Makes a database's file with its content, all or nothing. @throws StorageError `failed` when there is one */
  create(path: string, content: Uint8Array<ArrayBuffer>): void {
    if (this.find(path) !== undefined) throw new StorageError("failed", `there is already a file ${path}`);
    const slot = this.#require(this.takeFree(), path);
    try {
      slot.content.write(content, 0);
    } catch (error) {
      this.giveBack(slot);
      throw error;
    }
    this.install(slot, path, OpenFlag.MAIN_DB);
  }

  /**
   * Makes a slot that was taken and filled the file of a path, in place of the one that it may have had. Whoever finds
   * both after a crash keeps the later one. Where it fails, the slot is free again and the old file stays.
   */
  install(slot: Slot, path: string, flags: number): void {
    try {
      requireStorable(path);
      const previous = this.findClosed(path);
      for (const suffix of COMPANION_SUFFIXES) this.findClosed(path + suffix);
      slot.content.flush();
      // A journal whose database is gone could be taken for one of the new database.
      if (previous === undefined) this.deleteWithCompanions(path);
      const generation = ++this.#generation;
      slot.associate({ path, flags: flags & KIND_FLAGS, generation });
      this.#supersede(previous, slot, path, generation);
    } catch (error) {
      this.giveBack(slot);
      throw error;
    }
  }

  /** Enters the slot that has just got a path, and frees the one that had it. */
  #supersede(previous: Slot | undefined, slot: Slot, path: string, generation: number): void {
    this.#deleteStaleCompanions(path, generation);
    this.#byPath.set(path, slot);
    if (previous !== undefined) this.giveBack(previous);
  }

  #create(path: string, flags: number): Slot {
    if ((flags & OpenFlag.CREATE) === 0) {
      throw new VfsError(ResultCode.SQLITE_CANTOPEN, `there is no file ${path}`);
    }
    requireStorable(path);
    // Its header is flushed with its path.
    const slot = this.#require(this.#free.shift(), path);
    try {
      slot.associate({ path, flags: flags & KIND_FLAGS, generation: ++this.#generation });
    } catch (error) {
      this.giveBack(slot);
      throw error;
    }
    this.#byPath.set(path, slot);
    return slot;
  }

  #require(slot: Slot | undefined, purpose: string): Slot {
    if (slot !== undefined) return slot;
    const message = `no file is free for ${purpose}: all ${this.capacity} files of the pool are in use`;
    throw new StorageError("full", message);
  }

  #requireActive(): void {
    if (!this.#active) throw new StorageError("lost", "the pool is paused or closed");
  }

  /**
   * Enters a slot under its path.
   * @returns of two slots with that path, the one whose time is over
   */
  #adopt(slot: Slot, { path, generation }: Association): Slot | undefined {
    const rival = this.#byPath.get(path);
    const lead = generation - (rival?.association?.generation ?? -1);
    if (lead > 0) this.#byPath.set(path, slot);
    // Not this library's doing: nobody can say which one counts.
    if (lead === 0) this.#setAside(slot, path);
    return lead < 0 ? slot : lead > 0 ? rival : undefined;
  }

  #setAside(slot: Slot, path: string): void {
    this.#damaged.set(slot, { name: slot.name, path, size: slot.content.size() });
  }

  /** Deletes the journal and write-ahead log that are older than a generation of their database. */
  #deleteStaleCompanions(path: string, generation: number): void {
    for (const suffix of COMPANION_SUFFIXES) {
      const companion = this.#byPath.get(path + suffix)?.association;
      if (companion !== undefined && companion.generation < generation) this.delete(path + suffix);
    }
  }
}

function requireStorable(path: string): void {
  const isText = path !== "/" && !path.includes("\0") && path.isWellFormed();
  if (!isText || utf8Length(path) > MAX_PATH_LENGTH) {
    const message = `not a name of at most ${MAX_PATH_LENGTH} bytes without NUL and lone surrogates: ${path}`;
    throw new StorageError("invalid-name", message);
  }
}
