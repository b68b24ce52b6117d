/**
 * One system call as its file writes it: takes what wasm passes (i64 as bigint), returns a count, a descriptor or 0, and
 * throws `FsError` where it fails. Nothing means 0.
 */
export type SyscallFunction = (...args: never[]) => number | void;

/** System calls by import name. */
export type SyscallTable = Readonly<Record<string, SyscallFunction>>;
