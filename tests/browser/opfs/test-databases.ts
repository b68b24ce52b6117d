import { expect } from "vitest";
import { OpfsFiles } from "../../../src/vfs/opfs/index.js";

const files = new OpfsFiles();

/** A connection, wherever it is. */
export interface Connection {
  /** Runs SQL. @returns the first column of the rows */
  exec(sql: string): Promise<unknown[]>;
  end(): Promise<void>;
}

/** Opens a database through SQLite. */
export type Connect = (path: string) => Promise<Connection>;

/** Stores bytes by the browser's own means. */
export async function storeBytes(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const names = path.split("/");
  const name = names.pop() ?? "";
  let folder = await navigator.storage.getDirectory();
  for (const parent of names) folder = await folder.getDirectoryHandle(parent, { create: true });
  const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await writable.write(bytes);
  await writable.close();
}

/** Databases of one table `t(a)` with one row. */
export class TestDatabases {
  readonly #connect: Connect;
  readonly #made = new Map<string, Uint8Array<ArrayBuffer>>();

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  /** The bytes of a database whose row has `value`, and so many bytes more. */
  async make(value: number, extra = 0): Promise<Uint8Array<ArrayBuffer>> {
    const key = `${value} ${extra}`;
    const bytes = this.#made.get(key) ?? (await this.#store(value, extra));
    this.#made.set(key, bytes);
    return bytes.slice();
  }

  /** What `select a from t` finds in a database that is whole and has a rollback journal. */
  async valuesIn(path: string): Promise<unknown[]> {
    const connection = await this.#connect(path);
    const values = await connection.exec("select a from t");
    expect(await connection.exec("pragma integrity_check")).toEqual(["ok"]);
    expect(await connection.exec("pragma journal_mode")).toEqual(["delete"]);
    await connection.end();
    return values;
  }

  async #store(value: number, extra: number): Promise<Uint8Array<ArrayBuffer>> {
    const path = `/made-${crypto.randomUUID()}.db`;
    const connection = await this.#connect(path);
    await connection.exec(`create table t(a); insert into t values (${value}); create table extra(b);
      insert into extra values (zeroblob(${extra}))`);
    await connection.end();
    const bytes = await files.exportDatabase(path);
    expect(await files.remove(path)).toBe(true);
    return bytes;
  }
}
