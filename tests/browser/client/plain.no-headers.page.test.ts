import { expect, it } from "vitest";
import { open } from "web-sqlite-v2";

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
