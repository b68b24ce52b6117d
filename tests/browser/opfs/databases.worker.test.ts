import { expect, it } from "vitest";
import { column, startOnOpfs } from "../../support/opfs/open-opfs.js";
import { fileBytes } from "../../support/opfs/plain-files.js";

it("keeps databases as plain SQLite files", async () => {
  const { opfs, open } = await startOnOpfs();
  const db = open("/folder/a.db");
  db.exec("create table t(a); insert into t values (1), (2)");
  expect(column(db, "select sum(a) from t")).toEqual([3]);
  db.close();
  const bytes = await fileBytes("/folder/a.db");
  expect(new TextDecoder().decode(bytes.subarray(0, 15))).toBe("SQLite format 3");
  const again = open("/folder/a.db");
  expect(column(again, "select sum(a) from t")).toEqual([3]);
  expect(column(again, "pragma integrity_check")).toEqual(["ok"]);
  again.close();
  opfs.close();
});
