import fc from "fast-check";
import * as flags from "../../../src/fs/open-flags.js";
import { BASE, type Command, type CommandName } from "./command.js";

/** Owners and groups that chown chooses from. */
export interface Owners {
  readonly uids: readonly number[];
  readonly gids: readonly number[];
}

const NAME_255 = "n".repeat(255);
const NAME_256 = "n".repeat(256);
const SLOTS = 3;

const weighted = <Value>(...entries: [weight: number, value: Value][]): fc.Arbitrary<Value> =>
  fc.oneof(...entries.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

const name = weighted(
  [16, "a"],
  [12, "b"],
  [8, "c"],
  [4, "d"],
  [3, "."],
  [3, ".."],
  [1, NAME_255],
  [1, NAME_256],
);
const separator = weighted([9, "/"], [1, "//"]);
const path = fc
  .tuple(fc.array(fc.tuple(name, separator), { maxLength: 2 }), name, weighted([9, ""], [1, "/"], [1, "//"]))
  .map(([above, last, trailing]) => above.flat().join("") + last + trailing);
/** A path, now and then an empty, a long or a too long one. Never an absolute one: it would leave the workplace. */
const anyPath = fc.oneof(
  { weight: 60, arbitrary: path },
  { weight: 1, arbitrary: fc.constantFrom("", `${"a/".repeat(2047)}a`, "a/".repeat(2048)) },
);
const target = fc.oneof(
  { weight: 8, arbitrary: path },
  { weight: 1, arbitrary: fc.constant("") },
  { weight: 1, arbitrary: path.map((text) => `${BASE}${text}`) },
);

const mode = weighted(
  [4, 0o755],
  [4, 0o777],
  [3, 0o644],
  [2, 0o700],
  [2, 0o600],
  [2, 0],
  [1, 0o111],
  [1, 0o222],
  [1, 0o444],
  [2, 0o1775],
  [2, 0o2775],
  [1, 0o2664],
  [2, 0o4755],
  [1, 0o6777],
);
const length = weighted([2, 0], [4, 5], [3, 100], [2, 4096], [2, 5000], [1, 12_288]);
/** Node does not reach the system for a read of nothing. */
const readLength = length.filter((bytes) => bytes > 0);
const position = weighted<number | null>([6, null], [2, 0], [2, 3], [2, 4096], [1, 4090], [1, 20_000]);
const time = weighted([3, 0], [3, 1000.5], [2, 86_400], [1, 999_999_999.25]);
const slot = fc.nat(SLOTS - 1);

function openFlags(refusesDirectoryCreation: boolean): fc.Arbitrary<number> {
  const accessMode = weighted(
    [4, flags.O_RDONLY],
    [3, flags.O_WRONLY],
    [6, flags.O_RDWR],
    [1, flags.O_ACCMODE],
  );
  const optional = (weight: number, flag: number): fc.Arbitrary<number> =>
    weighted([10 - weight, 0], [weight, flag]);
  return fc
    .tuple(
      accessMode,
      optional(6, flags.O_CREAT),
      optional(2, flags.O_EXCL),
      optional(2, flags.O_TRUNC),
      optional(2, flags.O_APPEND),
      optional(1, flags.O_DIRECTORY),
      optional(1, flags.O_NOFOLLOW),
      optional(1, flags.O_NONBLOCK),
      optional(1, flags.O_PATH),
    )
    .map((parts) => parts.reduce((all, part) => all | part, 0))
    .map((all) => (refusesDirectoryCreation || !(all & flags.O_DIRECTORY) ? all : all & ~flags.O_CREAT));
}

/**
 * Commands over few names, so that they meet: files, directories, links to anything, loops, `.` and `..`, repeated and
 * trailing slashes, names at and over the limit.
 *
 * @param refusesDirectoryCreation - the kernel knows O_CREAT with O_DIRECTORY for a mistake, as Linux does since 6.4
 * @param without - commands to leave out
 */
export function arbitraryCommand(
  owners: Owners,
  refusesDirectoryCreation: boolean,
  without: readonly CommandName[] = [],
): fc.Arbitrary<Command> {
  const uid = fc.constantFrom(...owners.uids);
  const gid = fc.constantFrom(...owners.gids);
  const command = <Name extends CommandName>(
    weight: number,
    names: Name | readonly Name[],
    fields: Record<string, fc.Arbitrary<unknown>>,
  ) => ({
    weight,
    arbitrary: fc.record({
      do: fc.constantFrom(...[names].flat()),
      ...fields,
    }) as unknown as fc.Arbitrary<Command>,
  });
  const commands = fc.oneof(
    // The first one is what failing sequences shrink to.
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant<Command>({ do: "nothing" }) },
    command(14, "open", { slot, path: anyPath, flags: openFlags(refusesDirectoryCreation), mode }),
    command(8, "read", { slot, length: readLength, position }),
    command(10, "write", { slot, length, position }),
    command(5, ["close", "fstat", "fsync"], { slot }),
    command(2, "fchmod", { slot, mode }),
    command(3, "fchown", { slot, uid, gid }),
    command(3, "ftruncate", { slot, length }),
    command(2, "futimes", { slot, atime: time, mtime: time }),
    command(12, "mkdir", { path: anyPath, mode }),
    command(4, "mkdirTree", { path: path.filter((text) => !text.includes("..")), mode }),
    command(3, "chmod", { path: anyPath, mode }),
    command(2, "access", { path: anyPath, mode: fc.nat(7) }),
    command(12, "symlink", { target, path: anyPath }),
    command(16, "rename", { path: anyPath, newPath: anyPath }),
    command(6, "rmdir", { path: anyPath }),
    command(6, "unlink", { path: anyPath }),
    command(12, ["readdir", "stat", "lstat", "readFile"], { path: anyPath }),
    command(5, "readlink", { path: anyPath }),
    command(2, "realpath", { path }),
    command(4, ["chown", "lchown"], { path: anyPath, uid, gid }),
    command(3, "truncate", { path: anyPath, length }),
    command(4, ["utimes", "lutimes"], { path: anyPath, atime: time, mtime: time }),
    command(8, ["writeFile", "appendFile"], { path: anyPath, length, mode }),
  );
  return without.length === 0 ? commands : commands.filter((command) => !without.includes(command.do));
}
