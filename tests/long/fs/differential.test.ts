import { afterAll, describe, it } from "vitest";
import { arbitraryCommand } from "../../support/fs/arbitrary-command.js";
import type { Command, CommandName } from "../../support/fs/command.js";
import { Coverage, difference, expectSameForSequences } from "../../support/fs/compare.js";
import { memoryAt } from "../../support/fs/memory-at.js";
import { memoryPosix } from "../../support/fs/memory-posix.js";
import { nodePosix } from "../../support/fs/node-posix.js";
import { runCommands, type Watch } from "../../support/fs/run-commands.js";
import { Scratch } from "../../support/fs/scratch.js";

const ERRORS = [
  "EBADF",
  "EBUSY",
  "EEXIST",
  "EINVAL",
  "EISDIR",
  "ELOOP",
  "ENAMETOOLONG",
  "ENOENT",
  "ENOTDIR",
  "ENOTEMPTY",
];

describe("fs beside Node's real filesystem", () => {
  const umask = process.umask(0);
  const scratch = new Scratch();
  const owners = { uids: [-1, process.getuid!(), 1000, 65_534], gids: [-1, process.getgid!(), 1000, 65_534] };
  const refuses = scratch.refusesDirectoryCreation();
  // realpath is the C library's, and does without some permissions that a look-up in the kernel needs.
  const excluded: CommandName[] = process.getuid!() === 0 ? [] : ["realpath"];
  afterAll(() => {
    scratch.remove();
    process.umask(umask);
  });

  function compare(commands: readonly Command[], coverage: Coverage, watch: Watch): string {
    const place = scratch.place();
    const real = runCommands(nodePosix(), commands, place, watch);
    scratch.clear(place);
    const ours = runCommands(memoryPosix(memoryAt(place)), commands, place, { times: watch.times });
    coverage.add(commands, real);
    return difference(commands, real, ours);
  }

  it("does the same in 2,000 sequences of 50 operations", { timeout: 120_000 }, async () => {
    const coverage = new Coverage();
    await expectSameForSequences({
      command: arbitraryCommand(owners, refuses, excluded),
      length: 50,
      count: 2_000,
      compare: (commands) => compare(commands, coverage, { times: false }),
    });
    coverage.expectCommandsAndErrors(ERRORS, excluded);
  });

  it("moves the same times in 80 sequences of 12 operations", { timeout: 120_000 }, async () => {
    const step = scratch.clockStep();
    const cell = new Int32Array(new SharedArrayBuffer(4));
    const tick = (): void => void Atomics.wait(cell, 0, 0, step);
    await expectSameForSequences({
      // Taking back what Node's recursive mkdir leaves when it fails moves the real ctime.
      command: arbitraryCommand(owners, refuses, ["mkdirTree", ...excluded]),
      length: 12,
      count: 80,
      compare: (commands) => compare(commands, new Coverage(), { times: true, tick }),
    });
  });
});
