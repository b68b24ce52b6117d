import type { VfsPointer } from "../capi/index.js";
import type { StructMethods, StructObject } from "../wasm/index.js";
import type { NamespaceParts } from "./namespace-parts.js";
import type { Sqlite3IoMethodsStruct, Sqlite3VfsStruct } from "./struct-types.js";

/** Methods for one struct. */
export interface StructInstallation<Struct extends StructObject> {
  /** Populated but for its methods. */
  readonly struct: Struct;
  /**
   * Functions by the names of the members that they go to. They get what C passes, return what C expects, and must not
   * throw.
   */
  readonly methods: StructMethods;
  /** Whether calls of a function that has another number of parameters than its C counterpart throw; for debugging. */
  readonly applyArgcCheck?: boolean;
}

/** What `installVfs()` installs. */
export interface VfsInstallation {
  readonly io?: StructInstallation<Sqlite3IoMethodsStruct>;
  readonly vfs?: StructInstallation<Sqlite3VfsStruct> & {
    /** Name of the VFS, where the struct has none yet. */
    readonly name?: string;
    /** Whether connections that name no VFS get this one; default `false`. */
    readonly asDefault?: boolean;
  };
}

/**
 * `sqlite3.vfs`: for VFSes of your own.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md
 */
export interface VfsNamespace {
  /**
   * Installs the methods of `io` and `vfs`, then registers the VFS. The structs must live as long as it is registered.
   *
   * @returns this namespace
   * @throws TypeError when there is neither `io` nor `vfs`, or for a method that the struct has no member for;
   *   SQLite3Error when SQLite refuses
   */
  installVfs(installation: VfsInstallation): VfsNamespace;
}

/** Assembles `sqlite3.vfs`, and gives the struct of VFSes its `registerVfs()`. */
export function createVfsNamespace({ engine: { capi }, errors, structs }: NamespaceParts): VfsNamespace {
  const { sqlite3_vfs } = structs.shown;
  // Optional parameters do not count in a function's length, which code may look at.
  function registerVfs(this: Sqlite3VfsStruct, asDefault = false): Sqlite3VfsStruct {
    const { pointer } = this;
    if (pointer === undefined) throw new TypeError("this sqlite3_vfs was disposed of");
    const code = capi.sqlite3_vfs_register(pointer as VfsPointer, asDefault ? 1 : 0);
    if (code !== 0) throw new errors.SQLite3Error(code, "the VFS could not be registered");
    return this;
  }
  Object.defineProperty(sqlite3_vfs.prototype, "registerVfs", { value: registerVfs, configurable: true });

  const namespace: VfsNamespace = {
    installVfs({ io, vfs }) {
      if (io === undefined && vfs === undefined)
        throw new TypeError("installVfs() takes an object with io or vfs");
      for (const part of [io, vfs]) part?.struct.installMethods(part.methods, Boolean(part.applyArgcCheck));
      if (vfs !== undefined) {
        const { struct, name, asDefault } = vfs;
        if (struct.$zName === 0 && typeof name === "string") struct.setMemberCString("zName", name);
        // SQLite compares names without asking whether there is one.
        if (struct.$zName === 0) throw new TypeError("a VFS has a name");
        struct.registerVfs(asDefault);
      }
      return namespace;
    },
  };
  return namespace;
}
