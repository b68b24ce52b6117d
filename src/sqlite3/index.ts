import type { ModuleConfig } from "../runtime/index.js";
import type { InternalNamespaces, Sqlite3 } from "./sqlite3.js";

/** How the wasm is found and started: see {@link ModuleConfig}. Output goes to the console by default. */
export type ModuleOptions = Omit<ModuleConfig, "allocExportName" | "reallocExportName" | "deallocExportName">;

/** The function that starts an instance. */
export interface Sqlite3InitModule {
  /**
   * Starts an instance of the wasm, of its own at every call. `globalThis.sqlite3ApiConfig`, where set, gives its
   * settings.
   *
   * @throws EngineError when the wasm cannot be loaded or started
   * @example
   * const sqlite3 = await sqlite3InitModule();
   * console.log(sqlite3.version.libVersion);
   */
  (options?: ModuleOptions): Promise<Sqlite3 & Partial<InternalNamespaces>>;
  /** Set it before the call, and the library's own helpers stay visible in the namespace. */
  __isUnderTest?: boolean;
}

/**
 * All but this is in a file of its own, so that the wasm and the scripts are loaded side by side. What is imported here is
 * part of both files.
 */
const sqlite3InitModule: Sqlite3InitModule = async (options = {}) => {
  const earlyModule = beginLoading(options);
  const { start } = await import("./start.js");
  return start(options, earlyModule, Boolean(sqlite3InitModule.__isUnderTest));
};

/** Begins to load the wasm, where nothing says that it is another or elsewhere. */
function beginLoading(options: ModuleOptions): Promise<WebAssembly.Module> | undefined {
  const { wasmModule, wasmBinary, instantiateWasm, locateFile } = options;
  const isOwn = (wasmModule ?? wasmBinary ?? instantiateWasm ?? locateFile) !== undefined;
  const url = new URL("../sqlite3.wasm", import.meta.url);
  if (isOwn || !/^https?:$/.test(url.protocol) || WebAssembly.compileStreaming === undefined)
    return undefined;
  const module = WebAssembly.compileStreaming(fetch(url));
  // Whoever waits for it is told of it, and tries again.
  module.catch(() => {});
  return module;
}

export default sqlite3InitModule;
export type {
  AggregateFunctionOptions,
  BindableValue,
  Bindings,
  // The official package's types call them so.
  DB as Database,
  DBClass,
  ExecOptions,
  FunctionOptions,
  OpenOptions,
  ScalarFunctionOptions,
  SqlSource,
  SqlValue,
  Stmt as PreparedStatement,
  StmtClass,
  VfsDBClass,
  WindowFunctionOptions,
} from "../oo1/index.js";
export type { CapiNamespace } from "./capi-namespace.js";
export type { CompileOptionUsed, CompileOptionValue } from "./compile-options.js";
export type { Sqlite3ApiConfig, Sqlite3Config } from "./config.js";
export type { SQLite3Error, SQLite3ErrorClass, WasmAllocError, WasmAllocErrorClass } from "./errors.js";
export type { InstallOpfsSAHPoolVfs, SAHPoolOptions } from "./install-sahpool.js";
export type { JsStorageDb, JsStorageDbClass } from "./js-storage-db.js";
export type { KvvfsHelpers } from "./kvvfs-helpers.js";
export type {
  KvvfsEvent,
  KvvfsEventData,
  KvvfsExport,
  KvvfsExportOptions,
  KvvfsListener,
  KvvfsNamespace,
} from "./kvvfs-namespace.js";
export type { OpfsDbClass } from "./opfs-db-class.js";
export type { OpfsNamespace, OpfsTraversal } from "./opfs-namespace.js";
export type { Oo1Namespace } from "./oo1-namespace.js";
export type { ImportChunk } from "./chunks.js";
export type { SAHPoolUtil } from "./sahpool-util.js";
export type { InternalNamespaces, Sqlite3 } from "./sqlite3.js";
export type * from "./struct-types.js";
export type { Version } from "./version.js";
export type { StructMapper } from "./struct-mapper.js";
export type { StructInstallation, VfsInstallation, VfsNamespace } from "./vfs-namespace.js";
export type { ReportVtabError } from "./vtab-error.js";
export type { ModuleSetup } from "./vtab-module.js";
export type { VtabNamespace } from "./vtab-namespace.js";
export type { CTypes, WasmExport, WasmExports, WasmNamespace } from "./wasm-namespace.js";
