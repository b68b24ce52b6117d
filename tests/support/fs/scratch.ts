import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Levels of directories above the base, so that no `..` of a sequence leaves the scratch directory. */
const DEPTH = "1/2/3/4/5/6/7/8/9";
const MEMORY_DIRECTORY = "/dev/shm";

/** Where one sequence works. */
export interface Workplace {
  /** The top of its own tree. */
  readonly top: string;
  /** The directory, deep below the top, that commands start in. */
  readonly base: string;
}

/** A directory of the real filesystem that tests may fill; in memory where the machine has such a place. */
export class Scratch {
  readonly path: string;
  #count = 0;

  constructor() {
    const parent = fs.existsSync(MEMORY_DIRECTORY) ? MEMORY_DIRECTORY : tmpdir();
    this.path = fs.realpathSync(fs.mkdtempSync(join(parent, "web-sqlite-fs-")));
    fs.chmodSync(this.path, 0o755);
  }

  /** A new, empty place. */
  place(): Workplace {
    const top = join(this.path, `s${this.#count++}`);
    const base = join(top, DEPTH);
    fs.mkdirSync(base, { recursive: true, mode: 0o777 });
    return { top, base };
  }

  /** Removes one place and everything in it. */
  clear({ top }: Workplace): void {
    try {
      fs.rmSync(top, { recursive: true });
    } catch {
      // A sequence may have taken its own permissions away.
      execFileSync("chmod", ["-R", "u+rwX", top]);
      fs.rmSync(top, { recursive: true });
    }
  }

  remove(): void {
    this.clear({ top: this.path, base: this.path });
  }

  /**
   * Milliseconds after which the filesystem's clock surely shows another time: files take the time of the last timer
   * interrupt.
   */
  clockStep(): number {
    const shown = new Set<bigint>();
    for (let round = 0; shown.size < 5; round++) {
      const file = join(this.path, `clock-${round}`);
      fs.writeFileSync(file, "");
      shown.add(fs.statSync(file, { bigint: true }).ctimeNs);
      fs.unlinkSync(file);
    }
    const times = [...shown].map((time) => Number(time - [...shown][0]!) / 1e6);
    return Math.ceil(Math.max(...times.slice(1).map((time, index) => time - times[index]!))) + 1;
  }

  /** Does the kernel refuse O_CREAT with O_DIRECTORY? (Linux since 6.4.) */
  refusesDirectoryCreation(): boolean {
    try {
      fs.openSync(join(this.path, "probe-directory"), fs.constants.O_CREAT | fs.constants.O_DIRECTORY);
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "EINVAL";
    }
  }
}
