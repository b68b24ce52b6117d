import type { SqlValue } from "../../src/oo1/index.js";

/** What a contestant can be measured at. */
export type Part = "workload" | "contention" | "large";

/** One connection. Contestants whose API is asynchronous return promises; the others return nothing to wait for. */
export interface Connection {
  /** Runs a text of any number of statements for their effect. */
  exec(sql: string): void | Promise<void>;
  /** Runs one prepared statement once per row of parameters. */
  runMany(sql: string, rows: readonly SqlValue[][]): void | Promise<void>;
  /**
   * Runs one prepared statement once per id and reads the one row that each gives.
   * @returns how many rows there were
   */
  readMany(sql: string, ids: readonly number[]): number | Promise<number>;
  /** Reads all rows of a query as arrays. */
  readAll(sql: string): unknown[][] | Promise<unknown[][]>;
  close(): void | Promise<void>;
}

/** A contestant's storage in one worker. */
export interface Storage {
  /** Opens a database, creating it; `name` has no slash. */
  open(name: string): Connection | Promise<Connection>;
  /** Bytes that files were read of so far, where other workers do it and it can be known. */
  readBytes?(): Promise<number>;
  /** Bytes of the wasm memory now. It never shrinks, so this is its peak. */
  wasmBytes(): number;
}

/** One way of storing databases. */
export interface Contestant {
  /** Whether it is another project's. */
  readonly isPeer: boolean;
  readonly isPersistent: boolean;
  readonly parts: readonly Part[];
  /** Whether its files are flushed in the worker that uses them, where the benchmark can see that each commit is. */
  readonly flushesHere: boolean;
  /** Of the point SELECTs it runs one in so many; its time is multiplied. Default 1. */
  readonly pointDivisor?: number;
  /**
   * Gets the storage ready in a fresh worker.
   * @param folder - a folder at the root of OPFS that is the contestant's alone; it exists
   */
  start(folder: string): Promise<Storage>;
}

/** What Node needs to know of a contestant. */
export interface ContestantSummary extends Omit<Contestant, "start"> {
  readonly name: string;
}
