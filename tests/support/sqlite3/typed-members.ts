import type {
  Sqlite3VfsStruct,
  Sqlite3IoMethodsStruct,
  Sqlite3FileStruct,
  Sqlite3KvvfsMethodsStruct,
  KvvfsFileStruct,
  Sqlite3VtabStruct,
  Sqlite3VtabCursorStruct,
  Sqlite3ModuleStruct,
  Sqlite3IndexConstraintStruct,
  Sqlite3IndexOrderByStruct,
  Sqlite3IndexConstraintUsageStruct,
  Sqlite3IndexInfoStruct,
} from "../../../src/sqlite3/index.js";

/** The kind of each member, by the type that a struct's properties have; the type checker keeps it complete. */
type MemberKinds<Struct> = {
  [Key in keyof Struct as Key extends `$${string}` ? Key : never]: Struct[Key] extends bigint
    ? "bigint"
    : "number";
};

/** What the types of structs say of their members. */
export interface TypedMembers {
  sqlite3_vfs: MemberKinds<Sqlite3VfsStruct>;
  sqlite3_io_methods: MemberKinds<Sqlite3IoMethodsStruct>;
  sqlite3_file: MemberKinds<Sqlite3FileStruct>;
  sqlite3_kvvfs_methods: MemberKinds<Sqlite3KvvfsMethodsStruct>;
  KVVfsFile: MemberKinds<KvvfsFileStruct>;
  sqlite3_vtab: MemberKinds<Sqlite3VtabStruct>;
  sqlite3_vtab_cursor: MemberKinds<Sqlite3VtabCursorStruct>;
  sqlite3_module: MemberKinds<Sqlite3ModuleStruct>;
  sqlite3_index_constraint: MemberKinds<Sqlite3IndexConstraintStruct>;
  sqlite3_index_orderby: MemberKinds<Sqlite3IndexOrderByStruct>;
  sqlite3_index_constraint_usage: MemberKinds<Sqlite3IndexConstraintUsageStruct>;
  sqlite3_index_info: MemberKinds<Sqlite3IndexInfoStruct>;
}

/** The members that the types of structs name, for comparing them with the layouts in the wasm. */
export const TYPED_MEMBERS: TypedMembers = {
  sqlite3_vfs: {
    $iVersion: "number",
    $szOsFile: "number",
    $mxPathname: "number",
    $pNext: "number",
    $zName: "number",
    $pAppData: "number",
    $xOpen: "number",
    $xDelete: "number",
    $xAccess: "number",
    $xFullPathname: "number",
    $xDlOpen: "number",
    $xDlError: "number",
    $xDlSym: "number",
    $xDlClose: "number",
    $xRandomness: "number",
    $xSleep: "number",
    $xCurrentTime: "number",
    $xGetLastError: "number",
    $xCurrentTimeInt64: "number",
    $xSetSystemCall: "number",
    $xGetSystemCall: "number",
    $xNextSystemCall: "number",
  },
  sqlite3_io_methods: {
    $iVersion: "number",
    $xClose: "number",
    $xRead: "number",
    $xWrite: "number",
    $xTruncate: "number",
    $xSync: "number",
    $xFileSize: "number",
    $xLock: "number",
    $xUnlock: "number",
    $xCheckReservedLock: "number",
    $xFileControl: "number",
    $xSectorSize: "number",
    $xDeviceCharacteristics: "number",
    $xShmMap: "number",
    $xShmLock: "number",
    $xShmBarrier: "number",
    $xShmUnmap: "number",
    $xFetch: "number",
    $xUnfetch: "number",
  },
  sqlite3_file: {
    $pMethods: "number",
  },
  sqlite3_kvvfs_methods: {
    $xRcrdRead: "number",
    $xRcrdWrite: "number",
    $xRcrdDelete: "number",
    $nKeySize: "number",
    $nBufferSize: "number",
    $pVfs: "number",
    $pIoDb: "number",
    $pIoJrnl: "number",
  },
  KVVfsFile: {
    $base: "number",
    $zClass: "number",
    $isJournal: "number",
    $nJrnl: "number",
    $aJrnl: "number",
    $szPage: "number",
    $szDb: "bigint",
    $aData: "number",
  },
  sqlite3_vtab: {
    $pModule: "number",
    $nRef: "number",
    $zErrMsg: "number",
  },
  sqlite3_vtab_cursor: {
    $pVtab: "number",
  },
  sqlite3_module: {
    $iVersion: "number",
    $xCreate: "number",
    $xConnect: "number",
    $xBestIndex: "number",
    $xDisconnect: "number",
    $xDestroy: "number",
    $xOpen: "number",
    $xClose: "number",
    $xFilter: "number",
    $xNext: "number",
    $xEof: "number",
    $xColumn: "number",
    $xRowid: "number",
    $xUpdate: "number",
    $xBegin: "number",
    $xSync: "number",
    $xCommit: "number",
    $xRollback: "number",
    $xFindFunction: "number",
    $xRename: "number",
    $xSavepoint: "number",
    $xRelease: "number",
    $xRollbackTo: "number",
    $xShadowName: "number",
    $xIntegrity: "number",
  },
  sqlite3_index_constraint: {
    $iColumn: "number",
    $op: "number",
    $usable: "number",
    $iTermOffset: "number",
  },
  sqlite3_index_orderby: {
    $iColumn: "number",
    $desc: "number",
  },
  sqlite3_index_constraint_usage: {
    $argvIndex: "number",
    $omit: "number",
  },
  sqlite3_index_info: {
    $nConstraint: "number",
    $aConstraint: "number",
    $nOrderBy: "number",
    $aOrderBy: "number",
    $aConstraintUsage: "number",
    $idxNum: "number",
    $idxStr: "number",
    $needToFreeIdxStr: "number",
    $orderByConsumed: "number",
    $estimatedCost: "number",
    $estimatedRows: "bigint",
    $idxFlags: "number",
    $colUsed: "bigint",
  },
};
