import { beforeEach, describe, expect, it } from "vitest";
import { BufferPool } from "../../../src/vfs/gather/buffer-pool.js";
import { GatheredLog } from "../../../src/vfs/gather/gathered-log.js";
import { ArrayStore } from "../../support/vfs/array-store.js";

const HEADER = 32;
const FRAME_HEADER = 24;
const PAGE = 512;
const FRAME = FRAME_HEADER + PAGE;

let store: ArrayStore;
let log: GatheredLog;
beforeEach(() => {
  store = new ArrayStore();
  log = new GatheredLog(store, new BufferPool());
  log.write(new Uint8Array(HEADER).fill(9), 0);
});

function offsetOf(frame: number): number {
  return HEADER + frame * FRAME;
}

function writeHeader(frame: number, isCommit: boolean): void {
  const header = new Uint8Array(FRAME_HEADER).fill(7);
  header.fill(0, 4, 8);
  if (isCommit) header[7] = 1;
  log.write(header, offsetOf(frame));
}

function writeFrame(frame: number, isCommit: boolean): void {
  writeHeader(frame, isCommit);
  log.write(new Uint8Array(PAGE).fill(frame), offsetOf(frame) + FRAME_HEADER);
}

function read(frame: number): number {
  const page = new Uint8Array(PAGE);
  return log.read(page, offsetOf(frame) + FRAME_HEADER);
}

describe("a write-ahead log", () => {
  it("is handed over when the last frame of a commit is written, and not before", () => {
    writeFrame(0, false);
    expect(store.bytes).toHaveLength(0);
    writeHeader(1, true);
    expect(store.bytes).toHaveLength(0);
    log.write(new Uint8Array(PAGE), offsetOf(1) + FRAME_HEADER);
    expect(store.calls).toEqual([`write 0+${offsetOf(2)}`]);
  });

  it("is handed over when the headers of a commit are renewed", () => {
    writeFrame(0, false);
    writeFrame(1, true);
    store.calls = [];
    writeHeader(0, false);
    expect(store.calls).toEqual([]);
    writeHeader(1, true);
    expect(log.gatheredBytes).toBe(0);
  });

  it("loses a commit that finds no room, and nothing before it", () => {
    writeFrame(0, true);
    log.flush();
    store.capacity = offsetOf(2);
    writeFrame(1, false);
    expect(() => writeFrame(2, true)).toThrow("full");
    expect(log.gatheredBytes).toBe(0);
    expect(store.bytes).toHaveLength(offsetOf(1));
    store.capacity = Number.POSITIVE_INFINITY;
    log.flush();
    expect(store.bytes).toHaveLength(offsetOf(1));
    expect(read(0)).toBe(PAGE);
  });

  it("refuses what a transaction still wants of what it has lost, until SQLite goes back to its start", () => {
    writeFrame(0, true);
    log.settle();
    writeFrame(1, false);
    store.capacity = offsetOf(1);
    expect(() => log.handOver()).toThrow("full");
    store.capacity = Number.POSITIVE_INFINITY;
    expect(() => read(1)).toThrow("can only be rolled back");
    expect(() => writeFrame(2, true)).toThrow("can only be rolled back");
    writeFrame(1, true);
    writeFrame(2, true);
    expect(store.bytes).toHaveLength(offsetOf(3));
    expect(read(1)).toBe(PAGE);
  });

  it("takes a commit back from what is stored when it cannot be flushed", () => {
    writeFrame(0, true);
    log.flush();
    writeFrame(1, true);
    expect(store.bytes).toHaveLength(offsetOf(2));
    store.failsToFlush = true;
    expect(() => log.flush()).toThrow("broken");
    expect(store.bytes).toHaveLength(offsetOf(1));
  });

  it.each([
    ["that SQLite has announced", () => log.settle()],
    ["behind which SQLite has gone on", () => writeFrame(2, false)],
  ])("keeps a commit %s when a later flush fails", (_, goOn) => {
    writeFrame(0, false);
    writeFrame(1, true);
    goOn();
    store.failsToFlush = true;
    expect(() => log.flush()).toThrow("broken");
    expect(store.bytes).toHaveLength(offsetOf(2));
  });

  it("begins again from its header", () => {
    writeFrame(0, true);
    log.settle();
    store.capacity = 0;
    expect(() => {
      log.write(new Uint8Array(HEADER).fill(8), 0);
      writeFrame(0, true);
    }).toThrow("full");
    expect(() => writeFrame(0, false)).toThrow("can only be rolled back");
    store.capacity = Number.POSITIVE_INFINITY;
    log.write(new Uint8Array(HEADER).fill(8), 0);
    writeFrame(0, true);
    expect(store.bytes[0]).toBe(8);
  });
});
