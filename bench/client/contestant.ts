/** A row of the table that the client suite works on. */
export interface Measurement {
  readonly id: number;
  readonly station: string;
  readonly value: number;
  readonly quality: number;
}

/** Values of one row, in the order of `INSERT`'s parameters. */
export type Parameters = [id: number, station: string, value: number, quality: number];

/** An open database, as a client offers it to the main thread, each thing done in the client's own best way. */
export interface ClientDatabase {
  exec(sql: string): Promise<unknown>;
  /** One insert, in a transaction of its own. */
  insert(row: Parameters): Promise<unknown>;
  /** Inserts one after the other, each awaited, in one transaction. */
  insertInLoop(rows: readonly Parameters[]): Promise<unknown>;
  /** Inserts all in one transaction, as quickly as the client can; absent where it has nothing for it. */
  insertMany?(rows: readonly Parameters[]): Promise<unknown>;
  /** One row, as object. */
  find(id: number): Promise<unknown>;
  /** All rows, as objects. */
  readAll(sql: string): Promise<readonly unknown[]>;
  /** All rows, as columns; gives their number. */
  readColumns?(sql: string): Promise<number>;
  close(): Promise<unknown>;
}

/** A client with a storage. */
export interface Contestant {
  readonly name: string;
  readonly isPeer: boolean;
  /** Opens a database of that name. */
  open(name: string): Promise<ClientDatabase>;
}
