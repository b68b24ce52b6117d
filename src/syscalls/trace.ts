import type { SyscallFunction, SyscallTable } from "./call-table.js";

/** One system call that returned. */
export interface SyscallTrace {
  /** Import name, such as `"__syscall_openat"`. */
  readonly name: string;
  /** Arguments as wasm passed them: numbers, bigint for i64. */
  readonly args: readonly (number | bigint)[];
  /** What wasm gets; `undefined` where the import has no result. */
  readonly result: number | undefined;
}

/** Is told of every system call after it returned. Must not throw. */
export type SyscallTraceSink = (trace: SyscallTrace) => void;

/**
 * Wraps calls so that `sink` sees each with its arguments and its result, in the manner of strace(1).
 *
 * @param table - calls that do not throw
 */
export function traceSyscalls<Table extends SyscallTable>(table: Table, sink: SyscallTraceSink): Table {
  const traced = Object.entries(table).map(([name, call]) => {
    const untraced = call as (...args: (number | bigint)[]) => number | void;
    const wrapper = (...args: (number | bigint)[]) => {
      const result = untraced(...args);
      sink({ name, args, result: result ?? undefined });
      return result;
    };
    return [name, wrapper as SyscallFunction];
  });
  return Object.fromEntries(traced) as Table;
}
