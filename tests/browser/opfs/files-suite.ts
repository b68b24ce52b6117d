import { beforeEach, describe, expect, it } from "vitest";
import { type ImportData, OpfsFiles } from "../../../src/vfs/opfs/index.js";
import { type Connect, storeBytes, TestDatabases } from "./test-databases.js";

const files = new OpfsFiles();

function cutInPieces(bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.slice(index * size, (index + 1) * size),
  );
}

/** Gives one piece after the other. */
function feed<Piece>(pieces: readonly Piece[]): () => Piece | undefined {
  const left = [...pieces];
  return () => left.shift();
}

const FORMS: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>) => ImportData>> = {
  "a Uint8Array": (bytes) => bytes,
  "an ArrayBuffer": (bytes) => bytes.slice().buffer,
  "a Blob": (bytes) => new Blob([bytes]),
  "a list of pieces": (bytes) => cutInPieces(bytes, 1000),
  // The small ones cut the header everywhere; each is written by itself.
  "a function that gives pieces": (bytes) =>
    feed([...cutInPieces(bytes.slice(0, 700), 7), ...cutInPieces(bytes.slice(700), 777)]),
  "an async function that gives ArrayBuffers"(bytes) {
    const next = feed(cutInPieces(bytes, 4096).map(({ buffer }) => buffer));
    return async () => next();
  },
  async *"an async generator"(bytes) {
    yield new Uint8Array(0);
    yield* cutInPieces(bytes, 5000);
  },
};

/**
 * Folders and whole files, where it is called: window or worker.
 *
 * @param connect - opens a database as SQLite does
 */
export function describeOpfsFiles(connect: Connect): void {
  const databases = new TestDatabases(connect);
  beforeEach(async () => {
    for (const { name } of (await files.tree()).dirs) await files.remove(name, { recursive: true });
    for (const name of (await files.tree()).files) await files.remove(name);
  });

  describe("folders", () => {
    it("are made with those above them, listed in order, and say what they are not", async () => {
      await files.mkdir("/b/./c//d");
      await files.mkdir("b/c");
      await files.mkdir("/");
      await storeBytes("b/z.txt", new Uint8Array(3));
      await storeBytes("b/a.txt", new Uint8Array(5));
      await storeBytes("top", new Uint8Array(0));
      expect(await files.tree()).toEqual({
        name: "",
        dirs: [
          {
            name: "b",
            dirs: [{ name: "c", dirs: [{ name: "d", dirs: [], files: [] }], files: [] }],
            files: ["a.txt", "z.txt"],
          },
        ],
        files: ["top"],
      });
      expect(await files.tree("/b/c")).toEqual({
        name: "c",
        dirs: [{ name: "d", dirs: [], files: [] }],
        files: [],
      });
      const there = ["/", "b", "/b/c/d", "b/z.txt", "../b/./z.txt", "x", "/b/x", "/x/y", "/top/x"];
      const exist = await Promise.all(there.map((path) => files.exists(path)));
      expect(exist).toEqual([true, true, true, true, true, false, false, false, false]);
      expect([await files.size("b/a.txt"), await (await files.file("/b/z.txt")).text()]).toEqual([
        5,
        "\0\0\0",
      ]);
      const wrong = [
        () => files.size("x"),
        () => files.size("/b"),
        () => files.tree("/top"),
        () => files.mkdir("/top/x"),
        () => files.file("/x/y"),
      ];
      for (const attempt of wrong) {
        await expect(attempt()).rejects.toMatchObject({ name: "StorageError", code: "failed" });
      }
    });

    it("are removed when they are empty, or with all that is in them, and it is said whether they were there", async () => {
      await files.mkdir("one/two");
      await storeBytes("one/file", new Uint8Array(1));
      await expect(files.remove("one")).rejects.toMatchObject({ name: "StorageError", code: "failed" });
      await expect(files.remove("/")).rejects.toThrow(RangeError);
      expect([await files.remove("one/two"), await files.remove("one/two")]).toEqual([true, false]);
      expect([await files.remove("one/file"), await files.remove("no/such/file")]).toEqual([true, false]);
      await files.mkdir("one/three/four");
      expect([await files.remove("one", { recursive: true }), await files.exists("one")]).toEqual([
        true,
        false,
      ]);
    });

    it("are gone through in order, as deep and as far as wanted, also where entries are removed on the way", async () => {
      for (const path of ["a/b/c", "a/d", "e"]) await storeBytes(path, new Uint8Array(1));
      const seen: string[] = [];
      await files.traverse(({ path, depth, handle }) => seen.push(`${depth} ${handle.kind} ${path}`));
      expect(seen).toEqual([
        "0 directory /a",
        "1 directory /a/b",
        "2 file /a/b/c",
        "1 file /a/d",
        "0 file /e",
      ]);
      const names: string[] = [];
      await files.traverse(({ path }) => names.push(path), { recursive: false });
      expect(names.splice(0)).toEqual(["/a", "/e"]);
      await files.traverse(async ({ path }) => names.push(path) < 2, { path: "/a" });
      expect(names).toEqual(["/a/b", "/a/b/c"]);
      await files.traverse(async ({ handle, parent }) => {
        if (handle.kind === "file") await parent.removeEntry(handle.name);
      });
      expect(await files.tree()).toMatchObject({
        dirs: [{ name: "a", dirs: [{ name: "b", files: [] }], files: [] }],
        files: [],
      });
      const error = new RangeError("enough");
      await expect(files.traverse(() => Promise.reject(error))).rejects.toBe(error);
    });
  });

  describe("databases", () => {
    it.each(Object.keys(FORMS))("are imported from %s, into folders that were not there", async (form) => {
      const bytes = await databases.make(1);
      const data = FORMS[form]?.(bytes) as ImportData;
      expect(await files.importDatabase("/some/folder/a.db", data)).toBe(bytes.length);
      expect(await files.exportDatabase("some/folder/a.db")).toEqual(bytes);
      expect(await databases.valuesIn("/some/folder/a.db")).toEqual([1]);
    });

    it("in WAL mode become ones with a rollback journal; the data itself is left alone", async () => {
      const bytes = await databases.make(1);
      bytes.set([2, 2], 18);
      await files.importDatabase("wal.db", bytes);
      expect([...bytes.subarray(18, 20)]).toEqual([2, 2]);
      expect([...(await files.exportDatabase("wal.db")).subarray(18, 20)]).toEqual([1, 1]);
      expect(await databases.valuesIn("/wal.db")).toEqual([1]);
    });

    it.each<[string, () => ImportData, string]>([
      ["no bytes", () => new Uint8Array(0), "has 0 bytes"],
      ["another text", () => new TextEncoder().encode("PRAGMA".padEnd(1024)), "does not begin with"],
      [
        "a text that goes on otherwise",
        () => [new TextEncoder().encode("SQLite f"), new Uint8Array(504)],
        "does not begin",
      ],
      [
        "a part of a page",
        () => new Uint8Array(600).map((_, i) => "SQLite format 3".charCodeAt(i) || 0),
        "600 bytes",
      ],
      ["a string", () => ["SQLite format 3"] as never, "from Uint8Arrays or ArrayBuffers"],
    ])("are not imported from %s, and what was there stays", async (_, data, message) => {
      const bytes = await databases.make(1);
      await files.importDatabase("kept.db", bytes);
      for (const path of ["kept.db", "new/other.db"]) {
        await expect(files.importDatabase(path, data())).rejects.toThrow(message);
      }
      expect(await files.exists("new/other.db")).toBe(false);
      expect(await files.exportDatabase("kept.db")).toEqual(bytes);
    });

    it("are replaced in one step: half an import shows nothing, and one that fails changes nothing", async () => {
      const [old, young] = [await databases.make(1), await databases.make(2, 200_000)];
      await files.importDatabase("replaced.db", old);
      const cut = async function* () {
        for (const piece of cutInPieces(young, 50_000).slice(0, -1)) {
          yield piece;
          expect(await files.size("replaced.db")).toBe(old.length);
        }
        throw new RangeError("the connection broke");
      };
      await expect(files.importDatabase("replaced.db", cut())).rejects.toThrow("the connection broke");
      expect(await databases.valuesIn("/replaced.db")).toEqual([1]);
      await files.importDatabase("replaced.db", feed(cutInPieces(young, 50_000)));
      expect(await databases.valuesIn("/replaced.db")).toEqual([2]);
      expect((await files.tree()).files).toEqual(["replaced.db"]);
    });

    it("do not inherit the journal of the one that they replace, and are not exported without their own", async () => {
      const [old, young] = [await databases.make(1), await databases.make(2)];
      await files.importDatabase("hot.db", old);
      const journal = new Uint8Array(1024).fill(1);
      await storeBytes("hot.db-journal", journal);
      await storeBytes("hot.db-wal", journal);
      await expect(files.exportDatabase("hot.db")).rejects.toThrow(
        "not whole without hot.db-journal and hot.db-wal",
      );
      await expect(
        files.importDatabase("hot.db", [young.slice(0, 512), journal.slice(0, 1)]),
      ).rejects.toThrow("513");
      expect(await files.size("hot.db-journal")).toBe(1024);
      await files.importDatabase("hot.db", young);
      expect((await files.tree()).files).toEqual(["hot.db"]);
      expect(await databases.valuesIn("/hot.db")).toEqual([2]);
    });

    it("are neither replaced, exported nor removed while a connection has them open", async () => {
      const bytes = await databases.make(1);
      await files.importDatabase("folder/used.db", bytes);
      const connections = [await connect("/folder/used.db"), await connect("/folder/used.db")];
      // Now the first has neither lock nor, in Firefox, a handle.
      expect(await connections[0]?.exec("select a from t")).toEqual([1]);
      expect(await connections[1]?.exec("update t set a = 3; select a from t")).toEqual([3]);
      await connections[1]?.end();
      const attempts = [
        () => files.importDatabase("folder/used.db", bytes),
        () => files.exportDatabase("/folder/used.db"),
        () => files.remove("folder/used.db"),
        () => files.remove("folder", { recursive: true }),
      ];
      for (const attempt of attempts) {
        await expect(attempt()).rejects.toMatchObject({ name: "StorageError", code: "locked" });
      }
      expect(await connections[0]?.exec("select a from t")).toEqual([3]);
      await connections[0]?.end();
      await files.importDatabase("folder/used.db", bytes);
      expect(await databases.valuesIn("/folder/used.db")).toEqual([1]);
      expect(await files.remove("folder", { recursive: true })).toBe(true);
    });
  });
}
