import { expect, it } from "vitest";
import { expectedHeader } from "../../support/vfs/pool-header.js";
import { column, newDirectory, startOnPool } from "./pool-steps.js";

/** The files of a pool that is paused or closed, as bytes by name. */
async function fileBytes(directory: string): Promise<Map<string, Uint8Array>> {
  let folder = await navigator.storage.getDirectory();
  for (const name of [...directory.split("/").filter(Boolean), ".opaque"]) {
    folder = await folder.getDirectoryHandle(name);
  }
  const bytes = new Map<string, Uint8Array>();
  for await (const entry of folder.values()) {
    const file = await (entry as FileSystemFileHandle).getFile();
    bytes.set(entry.name, new Uint8Array(await file.arrayBuffer()));
  }
  return bytes;
}

/** What a pool does in a real browser, with or without headers. */
export function describePool(): void {
  it("keeps databases when it is closed and opened again", async () => {
    const directory = newDirectory();
    const first = await startOnPool(directory);
    const db = first.open("/a.db");
    db.exec("create table t(a); insert into t values (1), (2)");
    db.close();
    await first.pool.close();
    const second = await startOnPool(directory);
    expect(second.pool.capacity).toBe(6);
    const again = second.open("/a.db");
    expect(column(again, "select sum(a) from t")).toEqual([3]);
    expect(column(again, "pragma integrity_check")).toEqual(["ok"]);
    again.close();
    await second.pool.remove();
    await expect(fileBytes(directory)).rejects.toMatchObject({ name: "NotFoundError" });
  });

  it("writes the header of FACTS, then the database", async () => {
    const directory = newDirectory();
    const { pool, open } = await startOnPool(directory);
    const db = open("/dir/ä🎈.db");
    db.exec("create table t(a)");
    db.close();
    const content = pool.exportFile("/dir/ä🎈.db");
    await pool.pause();
    const files = [...(await fileBytes(directory)).values()];
    const used = files.filter((bytes) => bytes[0] !== 0);
    expect(used.map((bytes) => [...bytes.subarray(0, 524)])).toEqual([
      [...expectedHeader({ path: "/dir/ä🎈.db", flags: 0x100 })],
    ]);
    expect(used[0]?.subarray(4096)).toEqual(content);
    expect(files.filter((bytes) => bytes.every((byte) => byte === 0)).length).toBe(5);
    await pool.unpause();
    expect(pool.fileNames).toEqual(["/dir/ä🎈.db"]);
    await pool.close();
  });
}
