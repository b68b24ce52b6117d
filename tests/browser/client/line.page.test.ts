import { expect, it } from "vitest";
import { open } from "web-sqlite-v2";
import { describeLine } from "./line-suite.js";

describeLine(true);

it("leaves the worker its turn: another connection gets the lock that quick calls keep", async () => {
  const [first, second] = [
    await open("turns.db", { storage: "opfs" }),
    await open("turns.db", { storage: "opfs" }),
  ];
  await first.exec("CREATE TABLE note(a)");
  let isOver = false;
  const reading = (async () => {
    while (!isOver) await first.value("SELECT count(*) FROM note");
  })();
  for (let note = 1; note <= 10; note++) {
    await second.run("INSERT INTO note VALUES (?)", [note]);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  isOver = true;
  await reading;
  expect(await first.value("SELECT count(*) FROM note")).toBe(10);
  await Promise.all([first.close(), second.close()]);
});
