import { expect, it } from "vitest";
import { rejection } from "../../support/client/rejection.js";

type Client = typeof import("web-sqlite-v2");

/** The client once more, from a place where the second scripts are missing when they are first asked for. */
async function freshClient() {
  const place = `/second-try/${crypto.randomUUID()}/dist/client/`;
  const client = (await import(/* @vite-ignore */ `${place}index.js`)) as Client;
  const isAskedFor = () =>
    performance
      .getEntriesByType("resource")
      .some(({ name }) => new URL(name).pathname === `${place}extras.js`);
  return { client, isAskedFor };
}

it("second scripts are loaded when they are first needed; where that fails, the next call tries again", async () => {
  const { client, isAskedFor } = await freshClient();
  const db = await client.open(":memory:");
  await db.exec("CREATE TABLE t(x)");
  await db.runMany("INSERT INTO t VALUES (?)", [[1], [2], [3]]);
  await db.transaction((tx) => tx.run("DELETE FROM t WHERE x = ?", [1]));
  expect(await db.query("SELECT x FROM t", [], { rowMode: "array" })).toMatchObject({ rows: [[2], [3]] });
  for await (const { x } of db.stream("SELECT x FROM t")) expect(x).toBeGreaterThan(1);
  expect(isAskedFor()).toBe(false);

  for (const whose of ["client", "worker"]) {
    const error = await rejection(db.export());
    expect(error).toBeInstanceOf(client.EngineError);
    expect(error).toMatchObject({ code: "worker" });
    expect(error.message).toMatch(new RegExp(`^the ${whose}'s second script could not be loaded: .`));
    expect(await db.value("SELECT count(*) FROM t")).toBe(2);
  }

  const bytes = await db.export({ as: "bytes" });
  expect(isAskedFor()).toBe(true);
  await db.createFunction("twice", { scalar: (x: number) => 2 * x });
  await db.import(bytes);
  expect(await db.query("SELECT twice(x) AS y FROM t")).toEqual([{ y: 4 }, { y: 6 }]);
  await db.close();
});

it("what fails in the second script is an instance of the classes that the first exports", async () => {
  const { client } = await freshClient();
  const db = await client.open(":memory:");
  for (let attempt = 0; attempt < 2; attempt++) await rejection(db.export());
  await db.exec("BEGIN");
  expect(await rejection(db.export())).toBeInstanceOf(client.SqliteError);
  await db.exec("ROLLBACK");
  await db.close();
  expect(await rejection(db.export())).toBeInstanceOf(client.MisuseError);
  expect(await rejection(db.import(new Uint8Array()))).toBeInstanceOf(client.MisuseError);
});

it("runMany() needs none of them, however many rows there are", async () => {
  const { client, isAskedFor } = await freshClient();
  const db = await client.open(":memory:");
  await db.exec("CREATE TABLE t(x)");
  function* rows() {
    for (let row = 0; row < 20; row++) yield ["x".repeat(100_000)];
  }
  expect(await db.runMany("INSERT INTO t VALUES (?)", rows())).toMatchObject({ changes: 20 });
  expect(isAskedFor()).toBe(false);
  await db.close();
});

it("neither script imports anything but the second one, nor has the second one classes", async () => {
  const [first = "", second = ""] = await Promise.all(
    ["index", "extras"].map(async (name) => (await fetch(`/dist/client/${name}.js`)).text()),
  );
  const imports = /\bimport\s*["{*]|\bfrom\s*"|\bimport\("[^"]*"\)/g;
  expect(first.match(imports)).toEqual(['import("./extras.js")']);
  expect(second.match(imports)).toBeNull();
  expect(second.match(/\bextends\b/)).toBeNull();
});
