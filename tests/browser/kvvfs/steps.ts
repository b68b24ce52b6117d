import sqlite3InitModule, { type JsStorageDb, type Sqlite3 } from "../../../src/sqlite3/index.js";

const FILL = `create table if not exists t(id integer primary key, text);
  with recursive n(i) as (select 1 union all select i + 1 from n where i < 400)
  insert into t(text) select hex(randomblob(100)) from n`;

let sqlite3: Sqlite3;
let db: JsStorageDb;

/** Starts the package and opens a storage. */
export async function open(name: string): Promise<void> {
  sqlite3 = await sqlite3InitModule();
  db = new sqlite3.oo1.JsStorageDb(name);
}

/** Makes rows. Returns {@link content}. */
export function fill(): unknown {
  db.exec(FILL);
  return content();
}

/** Runs statements. */
export function exec(sql: string): void {
  db.exec(sql);
}

/** Everything in the database, in one value, after a check. */
export function content(): unknown {
  const check = db.selectValue("pragma integrity_check");
  if (check !== "ok") throw new Error(`the database is damaged: ${check}`);
  return db.selectValue("select count(*) || ' ' || group_concat(text) from t");
}

/** Ends of the keys of all records of the storage, numbers left out. */
export function otherRecords(name: string): string[] {
  const prefix = `kvvfs-${name}-`;
  return Object.keys(name === "local" ? localStorage : sessionStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((key) => !/^\d+$/.test(key))
    .sort();
}

/** Copies the records of a storage when the n-th record of a commit has been written, and puts them back afterwards. */
export function interruptAt(name: "local" | "session", count: number, sql: string): void {
  const storage = name === "local" ? localStorage : sessionStorage;
  const { setItem } = Storage.prototype;
  let records: [string, string][] | undefined;
  let written = 0;
  Storage.prototype.setItem = function (this: Storage, key, value) {
    setItem.call(this, key, value);
    if (this === storage && ++written === count) records = Object.entries({ ...storage });
  };
  try {
    db.exec(sql);
  } finally {
    Storage.prototype.setItem = setItem;
  }
  if (records === undefined) throw new Error(`the commit has written ${written} records`);
  storage.clear();
  for (const [key, value] of records) storage.setItem(key, value);
}

/** Changes everything and never returns from the commit, which has written all pages: the page is to be killed. */
export function changeForever(name: string): void {
  const sync = () => {
    console.log("committing");
    for (;;);
  };
  sqlite3.kvvfs.listen({ storage: name, events: { sync } });
  db.exec("update t set text = 'new ' || text");
}
