import type { FileSystem } from "../fs/index.js";
import type { SyscallTable } from "./call-table.js";
import { createDirectoryCalls } from "./directory-calls.js";
import { createEnvironCalls } from "./environ-calls.js";
import { createFcntlCalls } from "./fcntl-calls.js";
import { createFileCalls } from "./file-calls.js";
import { guardSyscalls, type SyscallFailure } from "./guard.js";
import { GuestMemory } from "./guest-memory.js";
import type { SyscallContext, SyscallHost, SyscallImports } from "./host.js";
import { createIoctlCalls } from "./ioctl-calls.js";
import { createMetadataCalls } from "./metadata-calls.js";
import { createMmapCalls } from "./mmap-calls.js";
import { PathReader } from "./paths.js";
import { createStatCalls } from "./stat-calls.js";
import { type Clock, createTimeCalls, createWasiClockCalls, hostClock } from "./time-calls.js";
import { TimeZone } from "./time-zone.js";
import { type SyscallTraceSink, traceSyscalls } from "./trace.js";
import { createWasiFdCalls } from "./wasi-fd-calls.js";

/** What {@link createSyscalls} takes. */
export interface SyscallOptions {
  /**
   * Where files are opened. Only one instance at a time may use its databases: record locks are always granted, and
   * mapped files are copies.
   */
  readonly fs: FileSystem;
  /**
   * Environment variables; default none. SQLite looks for its temporary directory in `SQLITE_TMPDIR` and `TMPDIR`; `TZ`, an
   * IANA zone name such as `"Europe/Berlin"`, sets the local time zone, which is otherwise the host's.
   */
  readonly environ?: Readonly<Record<string, string>>;
  /** Default: the host's clocks. */
  readonly clock?: Clock;
  /** Is told of every call. */
  readonly trace?: SyscallTraceSink;
}

/** System calls over a filesystem. */
export interface Syscalls extends SyscallHost {
  /** The last call that failed because something threw: a device's function, the loading of a file, a bug. */
  readonly lastFailure: SyscallFailure | undefined;
}

function checkEnviron(environ: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(environ)) {
    if (name === "" || name.includes("=") || `${name}${value}`.includes("\0")) {
      throw new TypeError(`Not an environment variable: ${JSON.stringify(`${name}=${value}`)}.`);
    }
  }
}

/** The zone that TZ names: a leading colon means nothing here, and an empty TZ is UTC, as POSIX and musl have it. */
function zoneOf(variable: string | undefined): TimeZone {
  return new TimeZone(variable === undefined ? undefined : variable.replace(/^:/, "") || "UTC");
}

/** All calls, in the two groups that report errors differently. */
function createTables(options: SyscallOptions, context: SyscallContext, zone: TimeZone) {
  const { fs, environ = {}, clock = hostClock } = options;
  const memory = new GuestMemory(context.heap);
  const paths = new PathReader(fs, memory);
  return {
    env: {
      ...createStatCalls(fs, memory, paths),
      ...createMetadataCalls(fs, memory, paths),
      ...createFileCalls(fs, memory, paths),
      ...createDirectoryCalls(fs, memory, paths),
      ...createFcntlCalls(fs, memory),
      ...createIoctlCalls(fs, memory),
      ...createMmapCalls(fs, memory, context),
      ...createTimeCalls(memory, clock, zone),
    },
    wasi: {
      ...createWasiFdCalls(fs, memory),
      ...createWasiClockCalls(memory, clock),
      ...createEnvironCalls(memory, environ),
    },
  };
}

/**
 * Makes the system calls of one wasm instance: all functions that `sqlite3.wasm` imports, except for those that concern
 * memory itself.
 *
 * @throws TypeError where `environ` holds what cannot be an environment variable
 * @throws RangeError where the host does not know the time zone in `environ.TZ`
 */
export function createSyscalls(options: SyscallOptions): Syscalls {
  checkEnviron(options.environ ?? {});
  const zone = zoneOf(options.environ?.TZ);
  const { trace } = options;
  const withTrace = <Table extends SyscallTable>(table: Table): Table =>
    trace === undefined ? table : traceSyscalls(table, trace);
  let lastFailure: SyscallFailure | undefined;
  const remember = (failure: SyscallFailure) => {
    lastFailure = failure;
  };
  return {
    bind(context): SyscallImports {
      const { env, wasi } = createTables(options, context, zone);
      return {
        env: withTrace(guardSyscalls(env, -1, remember)),
        wasi_snapshot_preview1: withTrace(guardSyscalls(wasi, 1, remember)),
      };
    },
    get lastFailure() {
      return lastFailure;
    },
  };
}
