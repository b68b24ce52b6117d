import { type FileEngine, loadEngine } from "../engine/index.js";
import type { ModuleConfig } from "../runtime/index.js";
import { resolveApiConfig, type Sqlite3ApiConfig } from "./config.js";
import { installOpfs } from "./install-opfs.js";
import { installKvvfs, type KvvfsStarter, loadKvvfs } from "./install-kvvfs.js";
import { createNamespaceParts } from "./namespace-parts.js";
import { createInternalNamespaces, createSqlite3, type InternalNamespaces, type Sqlite3 } from "./sqlite3.js";

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

const sqlite3InitModule: Sqlite3InitModule = async (options = {}) => {
  const { sqlite3ApiConfig } = globalThis as { sqlite3ApiConfig?: Sqlite3ApiConfig };
  const config = resolveApiConfig(sqlite3ApiConfig);
  const loadingEngine = loadEngine({
    config: {
      print: (line) => config.log(line),
      printErr: (line) => config.error(line),
      ...options,
      allocExportName: config.allocExportName,
      reallocExportName: config.reallocExportName,
      deallocExportName: config.deallocExportName,
    },
  });
  const [engine, kvvfs]: [FileEngine, KvvfsStarter] = await Promise.all([loadingEngine, loadKvvfs(config)]);
  Object.assign(config, { exports: engine.runtime.rawExports, memory: engine.runtime.memory });
  const parts = createNamespaceParts(engine, config);
  const sqlite3 = createSqlite3(parts);
  if (sqlite3InitModule.__isUnderTest) Object.assign(sqlite3, await createInternalNamespaces(parts));
  installKvvfs(parts, sqlite3, kvvfs);
  await installOpfs(parts, sqlite3);
  return sqlite3;
};

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
