/**
 * The object API as untyped JavaScript sees it: every argument may be anything, so that calls that the types forbid can
 * be compared too.
 */
export interface LooseStmt {
  pointer: unknown;
  columnCount: unknown;
  parameterCount: unknown;
  db: unknown;
  bind(...args: readonly unknown[]): LooseStmt;
  bindAsBlob(...args: readonly unknown[]): LooseStmt;
  clearBindings(...args: readonly unknown[]): LooseStmt;
  finalize(): unknown;
  step(): boolean;
  stepReset(): LooseStmt;
  stepFinalize(): unknown;
  reset(...args: readonly unknown[]): LooseStmt;
  resetNoThrow(...args: readonly unknown[]): unknown;
  get(...args: readonly unknown[]): unknown;
  getInt(...args: readonly unknown[]): unknown;
  getFloat(...args: readonly unknown[]): unknown;
  getString(...args: readonly unknown[]): unknown;
  getBlob(...args: readonly unknown[]): unknown;
  getJSON(...args: readonly unknown[]): unknown;
  getColumnName(...args: readonly unknown[]): unknown;
  getColumnNames(...args: readonly unknown[]): unknown;
  getParamIndex(...args: readonly unknown[]): unknown;
  getParamName(...args: readonly unknown[]): unknown;
  isBusy(): unknown;
  isReadOnly(): unknown;
}

/** A connection, see {@link LooseStmt}. */
export interface LooseDb {
  pointer: unknown;
  filename: unknown;
  onclose: unknown;
  isOpen(): boolean;
  affirmOpen(): LooseDb;
  close(): unknown;
  changes(...args: readonly unknown[]): unknown;
  dbFilename(...args: readonly unknown[]): unknown;
  dbName(...args: readonly unknown[]): unknown;
  dbVfsName(...args: readonly unknown[]): unknown;
  exec(...args: readonly unknown[]): LooseDb;
  prepare(...args: readonly unknown[]): LooseStmt;
  createFunction(...args: readonly unknown[]): LooseDb;
  selectValue(...args: readonly unknown[]): unknown;
  selectValues(...args: readonly unknown[]): unknown;
  selectArray(...args: readonly unknown[]): unknown;
  selectArrays(...args: readonly unknown[]): unknown;
  selectObject(...args: readonly unknown[]): unknown;
  selectObjects(...args: readonly unknown[]): unknown;
  openStatementCount(): unknown;
  transaction(...args: readonly unknown[]): unknown;
  savepoint(...args: readonly unknown[]): unknown;
  checkRc(...args: readonly unknown[]): unknown;
}

/** The class of connections with its static members. */
export interface LooseDbClass {
  new (...args: readonly unknown[]): LooseDb;
  checkRc(...args: readonly unknown[]): unknown;
  wrapHandle(...args: readonly unknown[]): LooseDb;
}

/** The class of statements with its static members. */
export interface LooseStmtClass {
  new (...args: readonly unknown[]): LooseStmt;
  wrapHandle(...args: readonly unknown[]): LooseStmt;
}

/** The error class, which users also throw themselves. */
export interface LooseErrorClass {
  new (...args: readonly unknown[]): Error & { readonly resultCode: number };
  toss(...args: readonly unknown[]): never;
}

/** What the cases need of a `sqlite3` namespace. */
export interface LooseApi {
  readonly DB: LooseDbClass;
  readonly Stmt: LooseStmtClass;
  readonly SQLite3Error: LooseErrorClass;
  /** A constant of `sqlite3.capi`. */
  constant(name: string): number;
  /** Bytes of zeroed memory of an aggregate's group, as `capi.sqlite3_aggregate_context`. */
  aggregateContext(context: unknown, size: number): number;
  peekI32(address: number): number;
  pokeI32(address: number, value: number): void;
  /** Makes a C string that stays. */
  allocText(text: string): number;
  /** A connection and a statement made without the object API, for the classes to wrap. */
  openRaw(): number;
  closeRaw(db: number): void;
  prepareRaw(db: number, sql: string): number;
  finalizeRaw(statement: number): number;
}
