import type { Command } from "./command.js";
import { nodePosix } from "./node-posix.js";
import { runCommands } from "./run-commands.js";
import type { Workplace } from "./scratch.js";

/** What the parent sends first: who to become. */
export interface Become {
  readonly uid: number;
  readonly gid: number;
  readonly groups: number[];
}

/** What the parent sends then, and gets a trace for. */
export interface Assignment {
  readonly place: Workplace;
  readonly commands: Command[];
}

process.umask(0);
process.on("message", (message: Become | Assignment) => {
  if ("commands" in message) {
    process.send!(runCommands(nodePosix(), message.commands, message.place));
    return;
  }
  // A process that is no superuser stays who it is.
  if (process.getuid!() === 0) {
    process.setgroups!(message.groups);
    process.setgid!(message.gid);
    process.setuid!(message.uid);
  }
  process.send!("ready");
});
