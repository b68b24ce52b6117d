/** `SQLITE_OPEN_*` flags that VFSes look at. @see https://www.sqlite.org/c3ref/c_open_autoproxy.html */
export const OpenFlag = {
  READONLY: 0x1,
  READWRITE: 0x2,
  CREATE: 0x4,
  DELETEONCLOSE: 0x8,
  EXCLUSIVE: 0x10,
  URI: 0x40,
  MAIN_DB: 0x100,
  MAIN_JOURNAL: 0x800,
  SUPER_JOURNAL: 0x4000,
  WAL: 0x80000,
} as const;

/**
 * `SQLITE_LOCK_*` levels, each including those below it.
 * @see https://www.sqlite.org/lockingv3.html#locking
 */
export const LockLevel = { NONE: 0, SHARED: 1, RESERVED: 2, PENDING: 3, EXCLUSIVE: 4 } as const;

/** One of {@link LockLevel}. */
export type LockLevel = (typeof LockLevel)[keyof typeof LockLevel];

/**
 * `SQLITE_FCNTL_*` operations that announce a commit: before the first xSync of a database (also where SQLite leaves that
 * out), and after the journal has been finished.
 * @see https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html
 */
export const FileControl = { SYNC: 21, COMMIT_PHASETWO: 22 } as const;

/** `SQLITE_IOCAP_*` bits that VFSes answer. @see https://www.sqlite.org/c3ref/c_iocap_atomic.html */
export const DeviceCharacteristic = { POWERSAFE_OVERWRITE: 0x1000 } as const;
