// @ts-check
import { execFileSync } from "node:child_process";

/**
 * Sends SIGKILL to a process and all that descend from it, the parents first so that none sees its child die.
 *
 * @param {number | undefined} root
 */
export function killWithDescendants(root) {
  if (root === undefined) return;
  const found = [root];
  if (process.platform !== "win32") {
    const pairs = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).map(Number));
    for (const parent of found) {
      for (const [pid = 0, ppid] of pairs) if (ppid === parent && !found.includes(pid)) found.push(pid);
    }
  }
  for (const pid of found) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself in the meantime.
    }
  }
}
