import {
  applyChange,
  type Disk,
  type DiskContents,
  type DiskFile,
  type FoundFile,
  type PendingChange,
} from "./disk.js";
import { FileImage } from "./file-image.js";
import type { FileId } from "./operation.js";
import type { Random } from "./random.js";

/** Writes are torn at this size. */
const SECTOR = 512;

/**
 * What happens to changes that no flush covers:
 * - `nothing`: all are there. Only the worker died, the power stayed on.
 * - `all`: none is there.
 * - `files`: each file has all of its changes or none.
 * - `changes`: each change is there or not.
 * - `sectors`: in any order, each change is there, is not, or only some of its sectors are.
 * - `later`: what happened before some moment is there; the write of that moment may be torn.
 */
export const LOSS_KINDS = ["nothing", "all", "files", "changes", "sectors", "later"] as const;

/** One of {@link LOSS_KINDS}. */
export type LossKind = (typeof LOSS_KINDS)[number];

/** How one power loss treats a disk. */
export interface Loss {
  readonly kind: LossKind;
  /** Share of the changes that survive, where each has its own fate. */
  readonly keep: number;
  /** The byte in places where a file grew and its data did not arrive; 0 or what lay there before. */
  readonly gap: number;
}

/** Chooses a power loss, or the mere end of a worker. */
export function chooseLoss(random: Random, kinds: readonly LossKind[] = LOSS_KINDS): Loss {
  return {
    kind: random.pick(kinds),
    keep: random.pick([0.1, 0.5, 0.9]),
    gap: random.chance(0.5) ? 0 : random.below(256),
  };
}

/** What is on the disk when the power is back. */
export function survivors(disk: Disk, loss: Loss, random: Random): DiskContents {
  if (loss.kind === "nothing") return disk.contents();
  const names = disk.namesAfter(random.below(disk.directoryChanges.length + 1));
  const moment = chooseMoment(disk, random);
  const contents = new Map<FileId, FoundFile>();
  for (const file of names) {
    const diskFile = disk.files.get(file) as DiskFile;
    const bytes = survivingBytes(diskFile, loss, moment, random);
    contents.set(file, { path: diskFile.path, bytes });
  }
  return contents;
}

function survivingBytes(
  { durable, pending }: DiskFile,
  { kind, keep, gap }: Loss,
  moment: number,
  random: Random,
): Uint8Array<ArrayBuffer> {
  const bytes = durable.toBytes();
  if (pending.length === 0 || kind === "all") return bytes;
  const image = new FileImage(bytes);
  if (kind === "sectors") {
    for (const { change } of random.shuffled(pending)) {
      if (random.chance(keep)) applyChange(image, change, gap);
      else if (random.chance(0.5)) tear(image, change, gap, random);
    }
    return image.toBytes();
  }
  const keepsFile = random.chance(0.5);
  for (const { change, position } of pending) {
    if (kind === "later" && position === moment) tear(image, change, gap, random);
    const isKept = {
      files: keepsFile,
      changes: random.chance(keep),
      later: position < moment,
      nothing: true,
    };
    if (isKept[kind]) applyChange(image, change, gap);
  }
  return image.toBytes();
}

/** Makes some sectors of a write, or only as much of its growth as the folder knows. */
function tear(image: FileImage, change: PendingChange["change"], gap: number, random: Random): void {
  if (change.kind === "truncate") return;
  const { at, bytes } = change;
  const end = at + bytes.length;
  for (let start = at; start < end; ) {
    const next = Math.min(end, (Math.floor(start / SECTOR) + 1) * SECTOR);
    if (random.chance(0.5)) image.write(bytes.subarray(start - at, next - at), start, gap);
    start = next;
  }
  if (end > image.size && random.chance(0.5)) image.resize(end, gap);
}

/** A moment among those of the changes that may be lost. */
function chooseMoment(disk: Disk, random: Random): number {
  const positions: number[] = [];
  for (const { pending } of disk.files.values()) for (const { position } of pending) positions.push(position);
  return positions.length === 0 ? 0 : random.pick(positions) + random.below(2);
}
