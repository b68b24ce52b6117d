import { decodeUtf8 } from "../../../src/base/index.js";
import type { FlushContext, FlushFault } from "./recording-storage.js";
import type { FailureKind } from "./recovery.js";

/** A broken storage that the simulation must find out. */
export interface Fault {
  readonly name: string;
  readonly configuration: string;
  readonly ignoresFlush: FlushFault;
  /** What it must be seen to do. */
  readonly leadsTo: FailureKind;
}

/** Where the data of a pool file begins; a header is written before it. */
const DATA_OFFSET = 4096;

/** Storages that each leave one kind of flush out. */
export const FAULTS: readonly Fault[] = [
  {
    name: "no flush does anything",
    configuration: "delete full 4096",
    ignoresFlush: () => true,
    leadsTo: "corrupt",
  },
  {
    name: "rollback journals are not flushed",
    configuration: "truncate full 512",
    ignoresFlush: (context) => pathOf(context).endsWith("-journal") && changedData(context),
    leadsTo: "corrupt",
  },
  {
    name: "write-ahead logs are not flushed",
    configuration: "wal full exclusive 4096",
    ignoresFlush: (context) => pathOf(context).endsWith("-wal"),
    leadsTo: "lost commit",
  },
  {
    name: "databases are not flushed",
    configuration: "persist full 8192",
    ignoresFlush: (context) => pathOf(context).endsWith(".db"),
    leadsTo: "corrupt",
  },
  {
    name: "databases are not flushed at a checkpoint",
    configuration: "as the worker, durability relaxed",
    ignoresFlush: (context) => pathOf(context).endsWith(".db") && changedData(context),
    leadsTo: "corrupt",
  },
  {
    name: "a header that is cleared is not flushed",
    configuration: "delete full 4096",
    ignoresFlush: (context) => pathOf(context) === "",
    leadsTo: "lost commit",
  },
  {
    name: "a journal that is deleted comes back over newer commits",
    configuration: "delete full 4096",
    ignoresFlush: (context) => pathOf(context) === "" && context.previous?.kind === "truncate",
    leadsTo: "corrupt",
  },
  {
    name: "plain rollback journals are not flushed",
    configuration: "opfs truncate full 512",
    ignoresFlush: ({ path, bytes }) => path.endsWith("-journal") && bytes.length > 0,
    leadsTo: "corrupt",
  },
  {
    name: "plain databases are not flushed",
    configuration: "opfs as the worker",
    ignoresFlush: ({ path }) => path.endsWith(".db"),
    leadsTo: "corrupt",
  },
  {
    name: "a plain journal that is cut to nothing is not flushed",
    configuration: "opfs delete full 4096",
    ignoresFlush: ({ path, bytes }) => path.endsWith("-journal") && bytes.length === 0,
    leadsTo: "lost commit",
  },
  {
    name: "a super-journal that is deleted comes back",
    configuration: "opfs delete full 4096",
    ignoresFlush: ({ path, bytes }) => path.includes("-mj") && bytes.length === 0,
    leadsTo: "corrupt",
  },
  {
    name: "the next owner does not flush what it finds",
    configuration: "as the worker, durability relaxed",
    ignoresFlush: ({ previous }) => previous === undefined,
    leadsTo: "lost commit",
  },
];

/** The path in a pool file's header. */
function pathOf({ bytes }: FlushContext): string {
  return decodeUtf8(bytes.subarray(0, Math.max(0, bytes.indexOf(0))));
}

function changedData({ previous }: FlushContext): boolean {
  return previous?.kind === "truncate" || (previous?.kind === "write" && previous.at >= DATA_OFFSET);
}
