import { Errno, FsError } from "../base/index.js";
import type { SyscallFunction, SyscallTable } from "./call-table.js";

/** A system call that failed for a reason of ours, not of the caller's: a bug, or a device's function that threw. */
export interface SyscallFailure {
  /** Import name, such as `"fd_write"`. */
  readonly name: string;
  /** What was thrown, by us or by a function of the host. */
  readonly cause: unknown;
}

/** How a group of calls reports an error number: `__syscall_*` as `-errno`, WASI as `errno`. */
export type ErrnoSign = -1 | 1;

type AnyCall = (...args: unknown[]) => number | void;

function guard(
  name: string,
  call: SyscallFunction,
  sign: ErrnoSign,
  onFailure: (failure: SyscallFailure) => void,
): SyscallFunction {
  const unguarded = call as AnyCall;
  // Seven named parameters, as many as the longest call takes: rest parameters would allocate an array per call.
  const guarded: AnyCall = (a, b, c, d, e, f, g) => {
    try {
      return unguarded(a, b, c, d, e, f, g) ?? 0;
    } catch (error) {
      const isFsError = error instanceof FsError;
      const cause = isFsError ? error.cause : error;
      if (cause !== undefined) onFailure({ name, cause });
      return sign * (isFsError ? error.errno : Errno.EIO);
    }
  };
  return guarded as SyscallFunction;
}

/**
 * The one place where an error becomes a number: wraps calls so that they never throw into wasm. An `FsError` becomes its
 * errno; anything else becomes `EIO`. `onFailure` gets what is not an `FsError`, and the cause of one that has a cause.
 *
 * @param table - calls that throw
 * @param sign - how the errno is returned
 * @param onFailure - must not throw
 */
export function guardSyscalls<Table extends SyscallTable>(
  table: Table,
  sign: ErrnoSign,
  onFailure: (failure: SyscallFailure) => void,
): Table {
  const guarded = Object.entries(table).map(([name, call]) => [name, guard(name, call, sign, onFailure)]);
  return Object.fromEntries(guarded) as Table;
}
