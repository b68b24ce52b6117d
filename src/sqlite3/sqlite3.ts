import type { StructBinder } from "../wasm/index.js";
import { type CapiNamespace, createCapiNamespace } from "./capi-namespace.js";
import type { Sqlite3Config } from "./config.js";
import type { SQLite3ErrorClass, WasmAllocErrorClass } from "./errors.js";
import { createSahPoolInstaller, type InstallOpfsSAHPoolVfs } from "./install-sahpool.js";
import type { KvvfsNamespace } from "./kvvfs-namespace.js";
import { addLazyMembers } from "./lazy-members.js";
import type { NamespaceParts } from "./namespace-parts.js";
import { createOo1Namespace, type Oo1Namespace } from "./oo1-namespace.js";
import type { OpfsNamespace } from "./opfs-namespace.js";
import type { Util } from "./util.js";
import { readVersion, type Version } from "./version.js";
import { createVfsNamespace, type VfsNamespace } from "./vfs-namespace.js";
import { createVtabNamespace, type VtabNamespace } from "./vtab-namespace.js";
import type { WasmNamespace } from "./wasm-namespace.js";

/**
 * The `sqlite3` namespace over one instance of the wasm.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-index.md
 */
export interface Sqlite3 {
  readonly capi: CapiNamespace;
  readonly wasm: WasmNamespace;
  readonly oo1: Oo1Namespace;
  /** Unless the settings leave the VFS `kvvfs` out. */
  readonly kvvfs: KvvfsNamespace;
  /** There where the VFS `opfs` is. */
  readonly opfs?: OpfsNamespace;
  readonly vfs: VfsNamespace;
  readonly vtab: VtabNamespace;
  readonly installOpfsSAHPoolVfs: InstallOpfsSAHPoolVfs;
  readonly config: Sqlite3Config;
  readonly version: Version;
  readonly SQLite3Error: SQLite3ErrorClass;
  readonly WasmAllocError: WasmAllocErrorClass;
}

/** What is to be seen besides when `sqlite3InitModule.__isUnderTest` is set. */
export interface InternalNamespaces {
  readonly __isUnderTest: true;
  readonly util: Util;
  readonly StructBinder: StructBinder;
}

/** Assembles the namespace. */
export function createSqlite3(parts: NamespaceParts): Sqlite3 {
  const { engine, config, wasm, errors } = parts;
  const oo1 = createOo1Namespace(parts);
  // They add methods to classes of structs and types to sqlite3.wasm.xWrap(), which show in the others.
  const structNamespaces = once(() => ({
    capi: createCapiNamespace(parts),
    wasm,
    vfs: createVfsNamespace(parts),
    vtab: createVtabNamespace(parts),
  }));
  const eager: Omit<Sqlite3, "kvvfs" | LazyNamespace> = {
    ...errors,
    oo1,
    installOpfsSAHPoolVfs: createSahPoolInstaller(parts, oo1),
    config,
    version: readVersion(engine.capi),
  };
  // An application that keeps to oo1 starts without what they need.
  // `kvvfs` joins when its VFS is installed.
  return addLazyMembers<Sqlite3, LazyNamespace>(eager as Omit<Sqlite3, LazyNamespace>, {
    capi: () => structNamespaces().capi,
    wasm: () => structNamespaces().wasm,
    vfs: () => structNamespaces().vfs,
    vtab: () => structNamespaces().vtab,
  });
}

type LazyNamespace = "capi" | "wasm" | "vfs" | "vtab";

/** Loads and assembles what only tests of this library look at. */
export async function createInternalNamespaces({
  wasm,
  errors,
  StructBinder,
}: NamespaceParts): Promise<InternalNamespaces> {
  const { createUtil } = await import("./util.js");
  return { __isUnderTest: true, util: createUtil(wasm, errors.SQLite3Error), StructBinder };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
