/**
 * Everything in which this package knowingly differs from the official one, with a reason each. The tests fail for a
 * difference that is not listed, and for one that is listed and no longer there.
 */
export interface Difference {
  /** The paths of names or the names of calls that the reason explains; `*` stands for any part. */
  readonly where: readonly string[];
  readonly reason: string;
}

/** Names that one of the packages lacks, or that are something else in the other. */
export const SURFACE_DIFFERENCES: readonly Difference[] = [
  {
    where: ["wasm.heap64", "wasm.heap64u", "wasm.ptrSizeof", "wasm.ptrIR"],
    reason: "The official package declares or documents them; its object lacks them.",
  },
  {
    where: ["wasm.xWrap.testConvertArg"],
    reason: "Takes a type and a value; the official function does too but says 1.",
  },
  {
    where: [
      "wasm.xWrap.FuncPtrAdapter.debugFuncInstall",
      "wasm.xWrap.FuncPtrAdapter.debugOut",
      "wasm.xWrap.FuncPtrAdapter.warnOnUse",
      "StructBinder.debugFlags",
      "capi.sqlite3_*.debugFlags",
    ],
    reason: "Switches for the log output of the official library's own code.",
  },
  {
    where: [
      "wasm.xWrap.FuncPtrAdapter.prototype.contextKey",
      "wasm.xWrap.FuncPtrAdapter.prototype.contextMap",
      "StructBinder.adapt*",
      "StructBinder.config*",
      "capi.sqlite3_*.prototype.ptrAdd",
      "capi.sqlite3_*.structInfo.offset",
    ],
    reason: "Insides of the official library's adapter and binder classes, not documented for use.",
  },
  {
    where: ["wasm.xWrap.FuncPtrAdapter.prototype.release"],
    reason: "Takes the functions of a closed connection out of the table; the official package keeps them.",
  },
  {
    where: ["capi.sqlite3_*.allocCString", "capi.sqlite3_*.hasExternalPointer"],
    reason: "The classes of structs inherit what StructType has.",
  },
  {
    where: ["config.emscripten"],
    reason: "There is no Emscripten module below.",
  },
  {
    where: ["version.scm.branch", "version.scm.tags", "version.scm.datetime"],
    reason: "Only what the wasm says of its check-in is known, not the branch; times have whole seconds.",
  },
  {
    where: ["kvvfs.create_module", "kvvfs.internal*", "kvvfs.log*"],
    reason: "Insides of the official library's kvvfs, shown only to its own tests.",
  },
  {
    where: ["oo1.JsStorageDb.checkRc", "oo1.JsStorageDb.wrapHandle"],
    reason: "The class inherits what DB has; the official one inherits only what instances have.",
  },
  {
    where: ["oo1.JsStorageDb.prototype.createFunction", "oo1.JsStorageDb.prototype.transaction"],
    reason:
      "Functions that take their arguments in several forms, so that their number of parameters means nothing.",
  },
];

/** Names that differ where the VFS opfs is. */
export const OPFS_SURFACE_DIFFERENCES: readonly Difference[] = [
  {
    where: [
      "opfs.createVfsState",
      "opfs.getDirForFilename",
      "opfs.getResolvedPath",
      "opfs.getRootDir*",
      "opfs.initOptions",
      "opfs.options*",
      "opfs.proxyUri",
      "opfs.rootDirectory",
      "opfs.thisThreadHasOPFS",
      "opfs.vfsInstallationFeatureCheck",
    ],
    reason: "Insides of the official VFS, not documented for use.",
  },
  {
    where: ["opfs.metrics*"],
    reason: "Counts of what the VFS did, which the official object does not show.",
  },
  {
    where: ["oo1.Opfs*.checkRc", "oo1.Opfs*.wrapHandle"],
    reason: "The classes inherit what DB has.",
  },
  {
    where: ["oo1.Opfs*.prototype.createFunction", "oo1.Opfs*.prototype.transaction"],
    reason: "Their arguments may be left out from the left.",
  },
];

/** Calls that end otherwise. */
export const CALL_DIFFERENCES: readonly Difference[] = [
  {
    where: [
      "numbers: peek(-8)",
      "numbers: peek(outside the memory)",
      "numbers: peek(outside the memory, 'i64')",
      "numbers: poke(outside the memory)",
      "numbers: peek('x')",
      "numbers: peek(undefined)",
    ],
    reason: "What is no address in the memory is an error, not `undefined`, 0 or nothing.",
  },
  {
    where: ["numbers: peek8()", "numbers: peek([])"],
    reason: "No addresses give no values; the official package reads address 0.",
  },
  {
    where: ["texts: cstrncpy(target, source, -1)"],
    reason: "Copies the whole string, as documented; the official function throws a ReferenceError.",
  },
  {
    where: ['texts: jstrlen("\\ud800")'],
    reason: "A lone surrogate is encoded as U+FFFD, three bytes; the official function counts four.",
  },
  {
    where: ["functions: functionEntry(-1)"],
    reason: "Gives `undefined` for what is no function, as documented.",
  },
  {
    where: ["functions: installFunction() of 200 parameters"],
    reason: "Signatures have up to 97 parameters; the longest callback of SQLite has six.",
  },
  {
    where: ["wrappers: result of type ''"],
    reason: "An empty name is an unknown type, not `void`.",
  },
  {
    where: [
      "C statements: bind_text('*",
      "C statements: bind_text(bytes)",
      "C statements: bind_text(pieces)",
      "C statements: bind_text(undefined)",
      "C statements: bind_text(object)",
      "C statements: bind_text(true)",
      "C statements: bind_text() to no parameter",
      "C statements: bind_blob('text')",
      "C statements: sql and expanded sql",
    ],
    reason: "Texts are bound, as documented; the official sqlite3_bind_text() throws a ReferenceError.",
  },
  {
    where: ["C library: sqlite3_js_sql_to_string(*"],
    reason: "Takes every form of SQL, as documented; the official function throws a ReferenceError for most.",
  },
  {
    where: ["C statements: column values of every type", "C statements: bind_blob(no bytes)"],
    reason: "An empty BLOB is an empty array, not null.",
  },
  {
    where: ["C library: sqlite3_initialize()", "C statements: bind_null()"],
    reason: "Gives the result code, as C does.",
  },
  {
    where: ["C connections: exec(*)"],
    reason:
      "Each statement of a script has its own column names; the official package repeats the first ones.",
  },
  {
    where: ["C library: an auto extension*"],
    reason:
      "A function is added once and can be cancelled, and what it throws fails the opening with its result code.",
  },
  {
    where: [
      "C hooks: a collation without destructor",
      "C hooks: a collation is needed",
      "C sessions: a changeset is read from a stream",
    ],
    reason: "The official functions refuse the arguments that they document.",
  },
  {
    where: [
      "C hooks: collation_needed('text')",
      "C library: sqlite3_js_posix_create_file() of too many bytes",
    ],
    reason: "What cannot be meant is an error.",
  },
  {
    where: ["C library: sqlite3_js_vfs_list()"],
    reason: "The same names; kvvfs is registered again, for it is another.",
  },
  {
    where: ["C library: sqlite3_js_posix_create_file() of no folder"],
    reason: "The error has the result code SQLITE_IOERR.",
  },
  {
    where: ["C connections: db_config(*"],
    reason: "Misuse also leaves a message at the connection, and a switch needs its value.",
  },
  {
    where: ["C statements: sqlite3_close_v2()"],
    reason: "No connection is closed like the null pointer: with nothing to do.",
  },
  {
    where: ["kvvfs: new JsStorageDb()"],
    reason:
      "Opens `JsStorageDb.defaultStorageName`, as documented; the official package a `:memory:` database.",
  },
  {
    where: ["kvvfs: new JsStorageDb('missing', 'w')"],
    reason: "A storage that is not there is SQLITE_CANTOPEN, as missing files are.",
  },
  {
    where: ["kvvfs: page_size = 4096 before VACUUM"],
    reason: "The size of pages can be changed; the official package ignores the pragma.",
  },
  {
    where: ["kvvfs: clear('memory') while it is open"],
    reason: "A storage that is in use is SQLITE_BUSY.",
  },
  {
    where: ["kvvfs: clearStorage() of a connection"],
    reason:
      "Clears the storage of the only connection; the official package does so for a page's storages only.",
  },
  {
    where: ["kvvfs: listen*to a transaction"],
    reason: "Records are reported when they change; the official package reports the size with every commit.",
  },
];
