import { expect, it } from "vitest";
import { open, StorageError } from "web-sqlite-v2";
import { rejection } from "../../support/client/rejection.js";

it("keeps a database without the headers for cross-origin isolation", async () => {
  const first = await open("plain.db", { requirePersistence: true });
  expect(first.environment.crossOriginIsolated.available).toBe(false);
  await first.exec("CREATE TABLE note(text)");
  await first.run("INSERT INTO note VALUES (?)", ["stays 😀"]);
  await first.close();
  const second = await open("plain.db");
  expect(second.storage.kind).toBe("opfs-sahpool");
  expect(await second.query("SELECT text FROM note")).toEqual([{ text: "stays 😀" }]);
  await second.close();
});

it("says that files for several connections need these headers", async () => {
  const error = await rejection(open("plain.db", { storage: "opfs" }));
  expect(error).toBeInstanceOf(StorageError);
  expect(error).toMatchObject({ code: "not-isolated" });
  expect(error.message).toContain("not cross-origin isolated; it needs COOP and COEP headers");
});
