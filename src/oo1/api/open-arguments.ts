import type { DatabasePointer } from "../../capi/index.js";
import type { Oo1Context } from "./context.js";
import type { DB } from "./db.js";
import { textAt } from "./sql-source.js";

/** Called when a connection is closed; what they throw is ignored. */
export interface CloseListeners {
  /** Called before anything is closed. */
  before?: ((db: DB) => unknown) | undefined;
  /** Called once the connection is closed, while its name is still known. */
  after?: ((db: DB) => unknown) | undefined;
}

/** How a connection is opened. */
export interface OpenOptions {
  /** Path in the VFS, a `file:` URI, `":memory:"` (default), or `""` for a temporary file. */
  filename?: string;
  /** Letters: `c` reads, writes and creates (default), `w` reads and writes, `r` only reads, `t` traces the SQL. */
  flags?: string;
  /** Name of the VFS; SQLite's default where left out. */
  vfs?: string | null;
  /** What {@link DB.onclose} begins with. */
  onclose?: CloseListeners;
}

/** An existing `sqlite3*` for a new object to stand for. */
export class WrappedConnection {
  readonly pointer: DatabasePointer;
  /** Whether closing the object closes the connection. */
  readonly isOwned: boolean;

  constructor(pointer: DatabasePointer, isOwned: boolean) {
    this.pointer = pointer;
    this.isOwned = isOwned;
  }
}

/** The arguments of a constructor, checked. */
export interface OpenPlan {
  readonly filename: string;
  readonly access: "c" | "w" | "r";
  readonly isTraced: boolean;
  readonly vfs: string | undefined;
  readonly onclose: CloseListeners | undefined;
}

/**
 * Checks what `new DB()` was given: options, or a name, flags and a VFS name. Names may be addresses of C strings.
 *
 * @throws SQLite3Error
 */
export function planOpening(context: Oo1Context, args: readonly unknown[]): OpenPlan {
  const [first] = args;
  const given = args.length === 1 && typeof first === "object" && first !== null ? first : optionsOf(args);
  const { filename = ":memory:", flags = "c", vfs = null, onclose } = given as Record<string, unknown>;
  const name = textOf(context, filename);
  const vfsName = vfs === null ? undefined : textOf(context, vfs);
  if (name === undefined || typeof flags !== "string" || (vfs !== null && vfsName === undefined)) {
    throw context.refusal(
      "a database is opened by a name, flags and the name of a VFS, all texts, or by an object",
    );
  }
  return {
    filename: name,
    access: flags.includes("c") ? "c" : flags.includes("w") ? "w" : "r",
    isTraced: flags.includes("t"),
    vfs: vfsName,
    onclose: onclose as CloseListeners | undefined,
  };
}

function optionsOf([filename, flags, vfs]: readonly unknown[]): Record<string, unknown> {
  return { filename, flags, vfs };
}

function textOf({ capi }: Oo1Context, value: unknown): string | undefined {
  if (typeof value === "number") return textAt(capi, value);
  return typeof value === "string" ? value : undefined;
}
