import { type Database, open } from "web-sqlite-v2";

let db: Database;

self.addEventListener("message", async ({ data }: MessageEvent<string>) => {
  if (data === "commit") {
    for (let id = 0; id < 50; id++) await db.run("INSERT INTO note VALUES (?)", [id]);
    self.postMessage(50);
  } else if (data === "leave open") {
    void db.transaction(async (tx) => {
      // Large enough to reach the file before the commit that never comes.
      await tx.exec("PRAGMA cache_size = 2");
      for (let id = 0; id < 500; id++) await tx.run("INSERT INTO note VALUES (hex(randomblob(2000)))");
      self.postMessage(500);
      await new Promise(() => {});
    });
  } else {
    db = await open(data);
    await db.exec("CREATE TABLE note(id)");
    self.postMessage(0);
  }
});
