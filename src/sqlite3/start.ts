import { type FileEngine, loadEngine } from "../engine/index.js";
import { resolveApiConfig, type Sqlite3ApiConfig } from "./config.js";
import type { ModuleOptions } from "./index.js";
import { installKvvfs, type KvvfsStarter, loadKvvfs } from "./install-kvvfs.js";
import { installOpfs } from "./install-opfs.js";
import { createNamespaceParts } from "./namespace-parts.js";
import { createInternalNamespaces, createSqlite3, type InternalNamespaces, type Sqlite3 } from "./sqlite3.js";

/**
 * Starts an instance of the wasm and assembles its namespace.
 *
 * @param earlyModule - the wasm, where it is being loaded already
 * @param isUnderTest - whether to show the {@link InternalNamespaces} as well
 * @throws EngineError when the wasm cannot be loaded or started
 */
export async function start(
  options: ModuleOptions,
  earlyModule: Promise<WebAssembly.Module> | undefined,
  isUnderTest: boolean,
): Promise<Sqlite3 & Partial<InternalNamespaces>> {
  const { sqlite3ApiConfig } = globalThis as { sqlite3ApiConfig?: Sqlite3ApiConfig };
  const config = resolveApiConfig(sqlite3ApiConfig);
  const loadingEngine = loadEngine({
    earlyModule,
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
  if (isUnderTest) Object.assign(sqlite3, await createInternalNamespaces(parts));
  installKvvfs(parts, sqlite3, kvvfs);
  await installOpfs(parts, sqlite3);
  return sqlite3;
}
