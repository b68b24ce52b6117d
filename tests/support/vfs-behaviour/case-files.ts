import { Database } from "../../../src/oo1/index.js";
import { FileCaller } from "./file-caller.js";
import type { StartedVfs } from "./fixture.js";

let caseNumber = 0;

/** The files that one case of the suite works on, under names of their own. */
export class CaseFiles {
  readonly #started: StartedVfs;
  readonly #number = ++caseNumber;
  readonly #paths = new Set<string>();

  constructor(started: StartedVfs) {
    this.#started = started;
  }

  /** The path that a name has in this case. */
  path(name = "main"): string {
    const path = `/${name}-${this.#number}.db`;
    this.#paths.add(path);
    return path;
  }

  /** One more C program that calls the VFS. */
  caller(): FileCaller {
    return new FileCaller(this.#started.engine, this.#started.vfs);
  }

  /** Opens a database through SQLite. */
  database(name?: string, flags: "c" | "w" | "r" = "c"): Database {
    const { engine, vfs } = this.#started;
    return new Database(engine.capi, { filename: this.path(name), flags, vfs });
  }

  /** Opens a database by a `file:` URI with parameters, for example `"mode=ro"`, in this VFS. */
  byUri(parameters: string, name?: string): Database {
    const { engine, vfs } = this.#started;
    return new Database(engine.capi, { filename: `file:${this.path(name)}?vfs=${vfs}&${parameters}` });
  }

  /** Deletes what is left. */
  clean(): void {
    const c = this.caller();
    for (const path of this.#paths) {
      for (const suffix of ["", "-journal", "-wal"]) c.delete(path + suffix);
    }
  }
}
