import { expect } from "vitest";
import type { StorageDirectory, SyncAccessHandle } from "../../../src/vfs/index.js";

/** One thing that the File System standard says of access handles. */
export interface AccessHandleCase {
  readonly name: string;
  /** @param directory - empty */
  run(directory: StorageDirectory): Promise<void>;
}

async function open(directory: StorageDirectory, name = "file"): Promise<SyncAccessHandle> {
  const file = await directory.getFileHandle(name, { create: true });
  return file.createSyncAccessHandle();
}

function errorName(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).name;
  }
  return "nothing thrown";
}

function read(handle: SyncAccessHandle, at: number, length: number): number[] {
  const bytes = new Uint8Array(length);
  return [...bytes.subarray(0, handle.read(bytes, { at }))];
}

/** Run on the in-memory handles in Node and on the real ones in browsers, so that tests on the former mean something. */
export const ACCESS_HANDLE_CASES: readonly AccessHandleCase[] = [
  {
    name: "a gap before a write is filled with zeros, also one where there were bytes before",
    async run(directory) {
      const handle = await open(directory);
      handle.write(Uint8Array.of(9, 9, 9, 9, 9, 9), { at: 0 });
      handle.truncate(1);
      expect(handle.write(Uint8Array.of(1, 2), { at: 4 })).toBe(2);
      expect(read(handle, 0, 100)).toEqual([9, 0, 0, 0, 1, 2]);
      handle.truncate(8);
      expect(read(handle, 4, 100)).toEqual([1, 2, 0, 0]);
      handle.close();
    },
  },
  {
    name: "a read gives what there is, at the end nothing",
    async run(directory) {
      const handle = await open(directory);
      handle.write(Uint8Array.of(1, 2, 3), { at: 0 });
      expect(read(handle, 2, 5)).toEqual([3]);
      expect(read(handle, 3, 5)).toEqual([]);
      expect(read(handle, 1000, 5)).toEqual([]);
      expect(handle.getSize()).toBe(3);
      handle.close();
    },
  },
  {
    name: "an empty write changes nothing",
    async run(directory) {
      const handle = await open(directory);
      expect(handle.write(new Uint8Array(0), { at: 10 })).toBe(0);
      expect(handle.getSize()).toBe(0);
      handle.close();
    },
  },
  {
    name: "a file has one handle at a time, and cannot be removed meanwhile",
    async run(directory) {
      const handle = await open(directory);
      await expect(open(directory)).rejects.toMatchObject({ name: "NoModificationAllowedError" });
      const removal = directory.removeEntry("file");
      await expect(removal).rejects.toMatchObject({ name: "NoModificationAllowedError" });
      handle.close();
      (await open(directory)).close();
      await directory.removeEntry("file");
    },
  },
  {
    name: "a closed handle refuses everything but being closed again",
    async run(directory) {
      const handle = await open(directory);
      handle.close();
      handle.close();
      const calls = [
        () => handle.read(new Uint8Array(1), { at: 0 }),
        () => handle.write(new Uint8Array(1), { at: 0 }),
        () => handle.truncate(0),
        () => handle.getSize(),
        () => handle.flush(),
      ];
      expect(calls.map(errorName)).toEqual(calls.map(() => "InvalidStateError"));
    },
  },
  {
    name: "what is not there is not found",
    async run(directory) {
      const name = "NotFoundError";
      await expect(directory.getFileHandle("missing")).rejects.toMatchObject({ name });
      await expect(directory.getDirectoryHandle("missing")).rejects.toMatchObject({ name });
      await expect(directory.removeEntry("missing")).rejects.toMatchObject({ name });
    },
  },
  {
    name: "a folder lists its entries, and goes with them only when asked",
    async run(directory) {
      const folder = await directory.getDirectoryHandle("folder", { create: true });
      (await open(folder, "one")).close();
      await folder.getDirectoryHandle("two", { create: true });
      const entries: string[] = [];
      for await (const { kind, name } of folder.values()) entries.push(`${kind} ${name}`);
      expect(entries.sort()).toEqual(["directory two", "file one"]);
      const removal = directory.removeEntry("folder");
      await expect(removal).rejects.toMatchObject({ name: "InvalidModificationError" });
      await directory.removeEntry("folder", { recursive: true });
    },
  },
];
