import { describe, expect, it } from "vitest";
import { deleteDatabase, environment, listDatabases, open, persist, storageEstimate } from "web-sqlite-v2";
import { rejection } from "../../support/client/rejection.js";
import { writeFile } from "../../support/opfs/plain-files.js";

describe("environment()", () => {
  it("says that every storage can be had in an isolated page", async () => {
    const { report, storages, losses } = await environment();
    expect(report.context).toBe("dedicated-worker");
    expect(storages.map(({ storage, available }) => [storage, available])).toEqual([
      ["opfs-sahpool", true],
      ["opfs", true],
      ["memory", true],
    ]);
    expect(losses).toEqual([]);
  });
});

describe("listDatabases()", () => {
  it("names what is stored, by its own name, and nothing else", async () => {
    const databases = [
      await open("a/b ü.db"),
      await open("folder/plain.db", { storage: "opfs" }),
      await open("nowhere.db", { storage: "memory" }),
    ];
    for (const db of databases) await db.exec("CREATE TABLE t(a)");
    await writeFile("/folder/notes.txt", new TextEncoder().encode("no database"));
    const names = async () => (await listDatabases()).map(({ name, storage }) => `${storage} ${name}`);
    expect(await names()).toEqual(["opfs-sahpool a/b ü.db", "opfs folder/plain.db"]);
    for (const db of databases) await db.close();
    expect(await names()).toEqual(["opfs-sahpool a/b ü.db", "opfs folder/plain.db"]);
    expect(await listDatabases({ storage: "opfs" })).toHaveLength(1);
    const error = await rejection(listDatabases({ storage: "memory" as "opfs" }));
    expect(error).toBeInstanceOf(TypeError);
  });

  it("does not name what could not be opened", async () => {
    const name = "never-made.db";
    const pragmas = { "no pragma": 1 };
    expect(await rejection(open(name, { pragmas }))).toBeInstanceOf(RangeError);
    expect((await listDatabases()).map((each) => each.name)).not.toContain(name);
    expect(await deleteDatabase(name)).toBe(false);
  });
});

describe("the storage of the origin", () => {
  it("is estimated", async () => {
    const { usage, quota, persisted } = await storageEstimate();
    expect(quota).toBeGreaterThan(usage);
    expect(persisted).toBeTypeOf("boolean");
  });

  it("can be asked to persist, where that asks nobody", async () => {
    // Firefox would show a question, which nobody answers here.
    if (!("userAgentData" in navigator)) return;
    expect(await persist()).toBeTypeOf("boolean");
  });
});
