import { expect, it } from "vitest";
import { Disk, type DiskContents } from "../../support/power-loss/disk.js";
import { chooseLoss, LOSS_KINDS, survivors } from "../../support/power-loss/loss.js";
import type { Operation } from "../../support/power-loss/operation.js";
import { Random } from "../../support/power-loss/random.js";

const SECTOR = 512;
const TRIES = 2_000;

/** A sector of a letter; every second byte differs, so that no filling of a gap looks like one. */
function sectors(letters: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(letters.length * SECTOR).fill(0xff);
  for (let index = 0; index < bytes.length; index += 2) {
    bytes[index] = letters.charCodeAt(Math.floor(index / SECTOR));
  }
  return bytes;
}

/** The letters of a file's sectors; a dot for one without data. */
function letters(bytes: Uint8Array<ArrayBuffer>): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += SECTOR) {
    const letter = String.fromCharCode(bytes[start] as number);
    const isWhole = Buffer.compare(bytes.subarray(start, start + SECTOR), sectors(letter)) === 0;
    text += isWhole ? letter : ".";
  }
  return text;
}

function show(contents: DiskContents): string {
  return [...contents].map(([file, { bytes }]) => `${file}:${letters(bytes)}`).join(" ");
}

const create = (file: number, path = `/${file}`): Operation => ({ kind: "create", file, path });
const remove = (file: number): Operation => ({ kind: "remove", file });
const flush = (file: number): Operation => ({ kind: "flush", file });
const write = (file: number, text: string, sector = 0): Operation => ({
  kind: "write",
  file,
  at: sector * SECTOR,
  bytes: sectors(text),
});
const truncate = (file: number, count: number): Operation => ({
  kind: "truncate",
  file,
  size: count * SECTOR,
});

interface Case {
  readonly name: string;
  readonly operations: readonly Operation[];
  /** Everything that may be found after a power loss, and nothing else. */
  readonly found: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: "what was flushed is there",
    operations: [create(0), write(0, "ab"), truncate(0, 1), flush(0)],
    found: ["0:a"],
  },
  {
    name: "a write may be there, be missing, or be torn between sectors",
    operations: [create(0), write(0, "aa"), flush(0), write(0, "bb")],
    found: ["0:aa", "0:ab", "0:ba", "0:bb"],
  },
  {
    name: "a later write may be there without an earlier one",
    operations: [create(0), write(0, "aa"), flush(0), write(0, "b"), write(0, "c", 1)],
    found: ["0:aa", "0:ac", "0:ba", "0:bc"],
  },
  {
    name: "of two writes to one place either may have come last",
    operations: [create(0), write(0, "a"), flush(0), write(0, "b"), write(0, "c")],
    found: ["0:a", "0:b", "0:c"],
  },
  {
    name: "a file may have grown without its data",
    operations: [create(0), flush(0), write(0, "ab")],
    found: ["0:", "0:..", "0:.b", "0:a", "0:a.", "0:ab"],
  },
  {
    name: "a truncation may be missing",
    operations: [create(0), write(0, "ab"), flush(0), truncate(0, 1)],
    found: ["0:a", "0:ab"],
  },
  {
    name: "a truncation may be there without the write after it, and the other way round",
    operations: [create(0), write(0, "ab"), flush(0), truncate(0, 0), write(0, "c")],
    found: ["0:", "0:.", "0:ab", "0:c", "0:cb"],
  },
  {
    name: "a flush covers its own file only",
    operations: [
      create(0),
      create(1),
      flush(0),
      write(1, "a"),
      flush(1),
      write(0, "b"),
      write(1, "c"),
      flush(0),
    ],
    found: ["0:b 1:a", "0:b 1:c"],
  },
  {
    name: "a new file may be missing",
    operations: [create(0), create(1)],
    found: ["", "0:", "0: 1:"],
  },
  {
    name: "a flush keeps its file, and the folder as it was when that was made",
    operations: [create(0), create(1), flush(1)],
    found: ["0: 1:"],
  },
  {
    name: "a removed file may be there again",
    operations: [create(0), write(0, "a"), flush(0), remove(0)],
    found: ["", "0:a"],
  },
  {
    name: "a removed file stays away when a newer file was flushed",
    operations: [create(0), flush(0), remove(0), create(1), flush(1)],
    found: ["1:"],
  },
  {
    name: "a name belongs to one file, also when it was given to another",
    operations: [create(0, "/x"), write(0, "a"), flush(0), remove(0), create(1, "/x"), write(1, "b")],
    found: ["0:a", "", "1:", "1:.", "1:b"],
  },
];

it.each(CASES)("after a power loss $name", ({ operations, found }) => {
  const disk = new Disk();
  for (const operation of operations) disk.apply(operation);
  const random = new Random(1);
  const kinds = LOSS_KINDS.filter((kind) => kind !== "nothing");
  const seen = new Set<string>();
  for (let attempt = 0; attempt < TRIES; attempt++) {
    seen.add(show(survivors(disk, chooseLoss(random, kinds), random)));
  }
  expect([...seen].sort()).toEqual([...found].sort());
});

it.each(CASES)("where only the worker dies everything is there, although $name", ({ operations }) => {
  const disk = new Disk();
  for (const operation of operations) disk.apply(operation);
  const loss = chooseLoss(new Random(1), ["nothing"]);
  const flushed = disk.copy();
  for (const file of [0, 1]) flushed.apply(flush(file));
  expect(show(survivors(disk, loss, new Random(1)))).toBe(show(flushed.contents()));
});
