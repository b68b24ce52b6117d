import { afterEach, describe, expect, it } from "vitest";
import { deleteDatabase, open } from "web-sqlite-v2";

const { getDirectory } = StorageManager.prototype;
const { getFileHandle, values } = FileSystemDirectoryHandle.prototype;

afterEach(() => {
  StorageManager.prototype.getDirectory = getDirectory;
  Object.assign(FileSystemDirectoryHandle.prototype, { getFileHandle, values });
});

/** The folder of a database's pool. */
async function poolOf(name: string): Promise<FileSystemDirectoryHandle> {
  let folder = await navigator.storage.getDirectory();
  for (const part of ["web-sqlite-v2", name]) folder = await folder.getDirectoryHandle(part);
  return folder;
}

async function filesOf(name: string): Promise<string[]> {
  const folder = await (await poolOf(name)).getDirectoryHandle(".opaque");
  const names: string[] = [];
  for await (const file of folder.keys()) names.push(file);
  return names.sort();
}

async function storeOne(name: string): Promise<void> {
  const db = await open(name);
  await db.exec("CREATE TABLE note(text); INSERT INTO note VALUES ('kept')");
  await db.close();
}

async function storedIn(name: string): Promise<unknown> {
  const db = await open(name);
  try {
    return await db.value("SELECT text FROM note");
  } finally {
    await db.close();
  }
}

describe("the page opens the folder of a database for its worker", () => {
  it("with the files of a new one", async () => {
    const made: string[] = [];
    FileSystemDirectoryHandle.prototype.getFileHandle = function (name, options) {
      made.push(name);
      return getFileHandle.call(this, name, options);
    };
    await storeOne("new.db");
    expect(made.length).toBe(6);
    expect(made[0]).toBe("0");
    expect(await filesOf("new.db")).toEqual([...made].sort());
    made.length = 0;
    expect(await storedIn("new.db")).toBe("kept");
    expect(made).toEqual([]);
  });

  it("but not that of one whose name it does not know how to write", async () => {
    let count = 0;
    StorageManager.prototype.getDirectory = function () {
      count++;
      return getDirectory.call(this);
    };
    await storeOne("a name/ü.db");
    expect(count).toBe(0);
    expect(await storedIn("a name/ü.db")).toBe("kept");
  });

  it("and the worker finds what the page has missed", async () => {
    await storeOne("grown.db");
    FileSystemDirectoryHandle.prototype.values = async function* (this: FileSystemDirectoryHandle) {
      for await (const entry of values.call(this)) if (entry.name === "0") yield entry;
    } as typeof values;
    expect(await storedIn("grown.db")).toBe("kept");
    expect((await filesOf("grown.db")).length).toBe(6);
  });

  it("and the worker does it by itself where the page cannot", async () => {
    await storeOne("refused.db");
    StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException("no", "SecurityError"));
    expect(await storedIn("refused.db")).toBe("kept");
  });

  it("and where the folder is gone before the worker has its files", async () => {
    let isGone = false;
    FileSystemDirectoryHandle.prototype.getFileHandle = async function (name, options) {
      const file = await getFileHandle.call(this, name, options);
      if (name !== "0") return file;
      const root = await navigator.storage.getDirectory();
      const parent = await root.getDirectoryHandle("web-sqlite-v2");
      // The others are made at the same time.
      await new Promise((resolve) => setTimeout(resolve, 50));
      await parent.removeEntry("gone.db", { recursive: true });
      isGone = true;
      return file;
    };
    await storeOne("gone.db");
    expect(isGone).toBe(true);
    Object.assign(FileSystemDirectoryHandle.prototype, { getFileHandle });
    expect(await storedIn("gone.db")).toBe("kept");
  });

  it("and a database that was just deleted is new", async () => {
    for (let round = 0; round < 5; round++) {
      await storeOne("again.db");
      expect(await deleteDatabase("again.db")).toBe(true);
    }
    await storeOne("again.db");
    expect(await storedIn("again.db")).toBe("kept");
  });

  it("and what is open tells that the browser can do it", async () => {
    const db = await open("report.db");
    expect(db.environment).toMatchObject({
      opfs: { available: true },
      syncAccessHandles: { available: true },
    });
    await db.close();
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    for await (const name of root.keys()) names.push(name);
    expect(names.filter((name) => name.startsWith(".environment-probe"))).toEqual([]);
  });
});
