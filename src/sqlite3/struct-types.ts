import type { StructClass, StructObject } from "../wasm/index.js";
import type { ModuleSetup } from "./vtab-module.js";

/** Members that are numbers: 32-bit and smaller integers, floating point, and pointers of any kind. */
type NumberMembers<Names extends string> = { [Name in Names as `$${Name}`]: number };

/** Members that are 64-bit integers. */
type BigIntMembers<Names extends string> = { [Name in Names as `$${Name}`]: bigint };

/** @see https://www.sqlite.org/c3ref/vfs.html */
export type Sqlite3VfsStruct = StructObject &
  NumberMembers<
    | "iVersion"
    | "szOsFile"
    | "mxPathname"
    | "pNext"
    | "zName"
    | "pAppData"
    | "xOpen"
    | "xDelete"
    | "xAccess"
    | "xFullPathname"
    | "xDlOpen"
    | "xDlError"
    | "xDlSym"
    | "xDlClose"
    | "xRandomness"
    | "xSleep"
    | "xCurrentTime"
    | "xGetLastError"
    | "xCurrentTimeInt64"
    | "xSetSystemCall"
    | "xGetSystemCall"
    | "xNextSystemCall"
  > & {
    /**
     * Makes the VFS known to SQLite.
     *
     * @param asDefault - whether connections that name no VFS get this one; default `false`
     * @throws SQLite3Error
     */
    registerVfs(asDefault?: boolean): Sqlite3VfsStruct;
  };

/** @see https://www.sqlite.org/c3ref/io_methods.html */
export type Sqlite3IoMethodsStruct = StructObject &
  NumberMembers<
    | "iVersion"
    | "xClose"
    | "xRead"
    | "xWrite"
    | "xTruncate"
    | "xSync"
    | "xFileSize"
    | "xLock"
    | "xUnlock"
    | "xCheckReservedLock"
    | "xFileControl"
    | "xSectorSize"
    | "xDeviceCharacteristics"
    | "xShmMap"
    | "xShmLock"
    | "xShmBarrier"
    | "xShmUnmap"
    | "xFetch"
    | "xUnfetch"
  >;

/** @see https://www.sqlite.org/c3ref/file.html */
export type Sqlite3FileStruct = StructObject & NumberMembers<"pMethods">;

/** How the kvvfs reaches its storage; private to SQLite's wasm build. */
export type Sqlite3KvvfsMethodsStruct = StructObject &
  NumberMembers<
    "xRcrdRead" | "xRcrdWrite" | "xRcrdDelete" | "nKeySize" | "nBufferSize" | "pVfs" | "pIoDb" | "pIoJrnl"
  >;

/** An open file of the kvvfs; private to SQLite's wasm build. */
export type KvvfsFileStruct = StructObject &
  NumberMembers<"base" | "zClass" | "isJournal" | "nJrnl" | "aJrnl" | "szPage" | "aData"> &
  BigIntMembers<"szDb">;

/** @see https://www.sqlite.org/c3ref/vtab.html */
export type Sqlite3VtabStruct = StructObject & NumberMembers<"pModule" | "nRef" | "zErrMsg">;

/** @see https://www.sqlite.org/c3ref/vtab_cursor.html */
export type Sqlite3VtabCursorStruct = StructObject & NumberMembers<"pVtab">;

/** @see https://www.sqlite.org/c3ref/module.html */
export type Sqlite3ModuleStruct = StructObject &
  NumberMembers<
    | "iVersion"
    | "xCreate"
    | "xConnect"
    | "xBestIndex"
    | "xDisconnect"
    | "xDestroy"
    | "xOpen"
    | "xClose"
    | "xFilter"
    | "xNext"
    | "xEof"
    | "xColumn"
    | "xRowid"
    | "xUpdate"
    | "xBegin"
    | "xSync"
    | "xCommit"
    | "xRollback"
    | "xFindFunction"
    | "xRename"
    | "xSavepoint"
    | "xRelease"
    | "xRollbackTo"
    | "xShadowName"
    | "xIntegrity"
  > & {
    /** As `sqlite3.vtab.setupModule()`, for this struct. */
    setupModule(setup: ModuleSetup): Sqlite3ModuleStruct;
  };

/** @see https://www.sqlite.org/c3ref/index_info.html */
export type Sqlite3IndexConstraintStruct = StructObject &
  NumberMembers<"iColumn" | "op" | "usable" | "iTermOffset">;

/** @see https://www.sqlite.org/c3ref/index_info.html */
export type Sqlite3IndexOrderByStruct = StructObject & NumberMembers<"iColumn" | "desc">;

/** @see https://www.sqlite.org/c3ref/index_info.html */
export type Sqlite3IndexConstraintUsageStruct = StructObject & NumberMembers<"argvIndex" | "omit">;

/** @see https://www.sqlite.org/c3ref/index_info.html */
export type Sqlite3IndexInfoStruct = StructObject &
  NumberMembers<
    | "nConstraint"
    | "aConstraint"
    | "nOrderBy"
    | "aOrderBy"
    | "aConstraintUsage"
    | "idxNum"
    | "idxStr"
    | "needToFreeIdxStr"
    | "orderByConsumed"
    | "estimatedCost"
    | "idxFlags"
  > &
  BigIntMembers<"estimatedRows" | "colUsed"> & {
    /** An element of `aConstraint`, or its address; `false` where there is none. Dispose of the struct object. */
    readonly nthConstraint: NthPart<Sqlite3IndexConstraintStruct>;
    /** An element of `aConstraintUsage`, for the constraint with the same number. */
    readonly nthConstraintUsage: NthPart<Sqlite3IndexConstraintUsageStruct>;
    /** An element of `aOrderBy`. */
    readonly nthOrderBy: NthPart<Sqlite3IndexOrderByStruct>;
  };

/** Finds an element of an array by its number. */
export interface NthPart<Part> {
  (index: number, asPointer?: false): Part | false;
  (index: number, asPointer: true): number | false;
}

/** Class of `sqlite3_index_info`; the structs that its arrays consist of are members of it. */
export interface Sqlite3IndexInfoClass extends StructClass<Sqlite3IndexInfoStruct> {
  readonly sqlite3_index_constraint: StructClass<Sqlite3IndexConstraintStruct>;
  readonly sqlite3_index_orderby: StructClass<Sqlite3IndexOrderByStruct>;
  readonly sqlite3_index_constraint_usage: StructClass<Sqlite3IndexConstraintUsageStruct>;
}

/** The struct classes that `sqlite3.capi` shows. */
export interface PublicStructs {
  readonly sqlite3_vfs: StructClass<Sqlite3VfsStruct>;
  readonly sqlite3_io_methods: StructClass<Sqlite3IoMethodsStruct>;
  readonly sqlite3_file: StructClass<Sqlite3FileStruct>;
  readonly sqlite3_vtab: StructClass<Sqlite3VtabStruct>;
  readonly sqlite3_vtab_cursor: StructClass<Sqlite3VtabCursorStruct>;
  readonly sqlite3_module: StructClass<Sqlite3ModuleStruct>;
  readonly sqlite3_index_info: Sqlite3IndexInfoClass;
}

/** The struct classes of one instance: those that everybody sees, and those that SQLite's own VFSes use. */
export interface Structs {
  readonly shown: PublicStructs;
  readonly sqlite3_kvvfs_methods: StructClass<Sqlite3KvvfsMethodsStruct>;
  readonly KVVfsFile: StructClass<KvvfsFileStruct>;
}
