import { afterAll, beforeAll, describe, it } from "vitest";
import { O_RDONLY, O_RDWR } from "../../../src/fs/index.js";
import { arbitraryCommand } from "../../support/fs/arbitrary-command.js";
import { type Command, Session } from "../../support/fs/command.js";
import { Coverage, difference, expectSameForSequences } from "../../support/fs/compare.js";
import { memoryAt, processIdentity } from "../../support/fs/memory-at.js";
import { memoryPosix } from "../../support/fs/memory-posix.js";
import { nodePosix } from "../../support/fs/node-posix.js";
import { OracleProcess } from "../../support/fs/oracle-process.js";
import { runCommands } from "../../support/fs/run-commands.js";
import { Scratch } from "../../support/fs/scratch.js";

const USER = 65_534;
const GROUP = 65_533;
const OTHER_GROUP = 4_242;
const STRANGER = 1_000;
const NOBODY = { uid: USER, gid: GROUP, groups: [OTHER_GROUP] };

/** A name, who owns it, and its permissions; made in this order by the superuser. */
const FURNITURE: [path: string, uid: number, gid: number, mode: number][] = [
  ["./", USER, GROUP, 0o755],
  // The user's own.
  ["a/", USER, GROUP, 0o755],
  ["a/a/", USER, OTHER_GROUP, 0o755],
  ["a/d", USER, GROUP, 0o640],
  ["a/c", 0, 0, 0o644],
  // Sticky and writable by one of the user's groups. Not by all: Linux may forbid opening others' files there.
  ["b/", 0, OTHER_GROUP, 0o1775],
  ["b/a", 0, 0, 0o666],
  ["b/d", USER, GROUP, 0o444],
  ["b/c/", STRANGER, OTHER_GROUP, 0o2770],
  // A directory that hands its group down, of one whose group the user is not in.
  ["c/", USER, 0, 0o2755],
  ["c/a", USER, GROUP, 0o4755],
  ["c/b", 0, 0, 0o600],
  ["c/c/", 0, GROUP, 0o711],
  // The superuser's.
  ["d/", 0, 0, 0o755],
  ["d/a", 0, 0, 0o644],
  ["d/b", STRANGER, GROUP, 0o462],
  ["d/c/", USER, GROUP, 0o755],
  ["d/d", STRANGER, OTHER_GROUP, 0o6775],
];

/** What every sequence has open, so that operations on descriptors find something. */
const OPENINGS: Command[] = [
  { do: "open", slot: 0, path: "a/d", flags: O_RDWR, mode: 0 },
  { do: "open", slot: 1, path: "c/a", flags: O_RDWR, mode: 0 },
  { do: "open", slot: 2, path: "b/c", flags: O_RDONLY, mode: 0 },
];

/** Links and their targets. */
const LINKS = [
  ["a/b", "../c"],
  ["b/b", "../a"],
] as const;

/** realpath is the C library's, and does without some permissions that a look-up in the kernel needs. */
const EXCLUDED = ["realpath"] as const;

describe("fs beside Node's real filesystem, without a superuser's rights", () => {
  const scratch = new Scratch();
  const umask = process.umask(0);
  const privileged = process.getuid!() === 0;
  const identity = privileged ? NOBODY : processIdentity();
  let oracle: OracleProcess;
  beforeAll(async () => {
    oracle = await OracleProcess.start(scratch.path, NOBODY);
  });
  afterAll(async () => {
    await oracle.stop();
    scratch.remove();
    process.umask(umask);
  });

  /** Without a superuser, everything is the user's. */
  function furnish(session: Session): void {
    for (const [path, uid, gid, mode] of FURNITURE) {
      if (path.endsWith("/")) session.run({ do: "mkdirTree", path, mode });
      else session.run({ do: "writeFile", path, length: 10, mode });
      if (privileged) session.run({ do: "chown", path, uid, gid });
      session.run({ do: "chmod", path, mode });
    }
    for (const [path, target] of LINKS) session.run({ do: "symlink", target, path });
  }

  it("does the same in 600 sequences of 50 operations", { timeout: 120_000 }, async () => {
    const coverage = new Coverage();
    const owners = { uids: [-1, -1, 0, identity.uid, STRANGER], gids: [-1, identity.gid, OTHER_GROUP, 0] };
    await expectSameForSequences({
      command: arbitraryCommand(owners, scratch.refusesDirectoryCreation(), EXCLUDED),
      length: 50,
      count: 600,
      async compare(random) {
        const commands = [...OPENINGS, ...random];
        const place = scratch.place();
        furnish(new Session(nodePosix(), place.base));
        const real = await oracle.run({ place, commands });
        scratch.clear(place);
        const fs = memoryAt(place);
        furnish(new Session(memoryPosix(fs), place.base));
        fs.setIdentity(identity);
        const ours = runCommands(memoryPosix(fs), commands, place);
        coverage.add(commands, real);
        return difference(commands, real, ours);
      },
    });
    const errors = ["EEXIST", "EISDIR", "ENOENT", "ENOTDIR", "ENOTEMPTY", "EACCES", "EPERM"];
    coverage.expectCommandsAndErrors(errors, EXCLUDED);
  });
});
