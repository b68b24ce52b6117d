import type { Database } from "../../../src/oo1/index.js";
import type { Configuration } from "./configuration.js";
import type { CrashLab } from "./crash-lab.js";
import { findDamage, readState, type State } from "./database-state.js";
import type { MountedStorage } from "./mounted-storage.js";
import type { RecordingStorage } from "./recording-storage.js";

/** @see https://www.sqlite.org/fileformat2.html#the_rollback_journal */
const JOURNAL_MAGIC = Buffer.from("d9d505f920a163d7", "hex");

/** What may be wrong after a crash. */
export type FailureKind =
  /** SQLite fails, the integrity check does, or the content is that of no commit: somebody's data is destroyed. */
  | "corrupt"
  /** A commit that was acknowledged, or read by somebody, is gone. */
  | "lost commit"
  /** The pool set files aside. */
  | "damaged pool";

/** Thrown by {@link recover}. */
export class RecoveryFailure extends Error {
  override readonly name = "RecoveryFailure";
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, options?: ErrorOptions) {
    super(`${kind}: ${message}`, options);
    this.kind = kind;
  }
}

/** What a recovery may find. */
export interface Expectation {
  readonly allowed: readonly State[];
  /** Every state there ever was, for telling a lost commit from a corrupt file. */
  readonly known: readonly State[];
}

/** What a recovery left. */
export interface Recovered {
  readonly state: State;
  /** Operations of the storage before somebody had seen that state. */
  readonly seenAt: number;
  /** The state after one more commit, where there is one, and the operations before it was acknowledged. */
  readonly next?: { readonly state: State; readonly position: number };
}

/**
 * Does what the next worker does after a crash: mounts the storage, opens the databases, lets SQLite recover, and reads all.
 *
 * @param goesOn - commits once more
 * @throws RecoveryFailure when that is not what may be found
 */
export async function recover(
  lab: CrashLab,
  storage: RecordingStorage,
  configuration: Configuration,
  expectation: Expectation,
  goesOn: boolean,
): Promise<Recovered> {
  const mounted = await lab.mount(storage, configuration, 1).catch((error) => fail(lab, error));
  if (mounted.damage !== "") throw new RecoveryFailure("damaged pool", mounted.damage);
  const db = attempt(lab, () => lab.connect(configuration));
  try {
    const state = attempt(lab, () => inspect(db));
    requireAllowed(state, expectation, configuration.isJoint);
    const seenAt = storage.operations.length;
    if (!goesOn || Object.values(state).includes("empty") || keepsStaleJournal(mounted))
      return { state, seenAt };
    return { state, seenAt, next: attempt(lab, () => commitOnce(db, storage)) };
  } finally {
    db.close();
  }
}

function inspect(db: Database): State {
  const damage = findDamage(db);
  if (damage !== undefined) throw new Error(`integrity_check says ${damage}`);
  return readState(db);
}

/**
 * Whether a journal is left that only its missing super-journal makes void. SQLite (3.54) keeps such a journal where it
 * does not delete journals, and writes the next one over it without voiding it first: torn then, it is valid again and
 * takes the database back to before its own transaction. No VFS can prevent that, so nobody commits on top of one here.
 */
function keepsStaleJournal({ journals }: MountedStorage): boolean {
  return journals.some((bytes) => isMagic(bytes, 0) && isMagic(bytes, -8));
}

/** Whether a journal's magic number stands there: at the start, and after the name of a super-journal at the end. */
function isMagic(bytes: Uint8Array<ArrayBuffer>, at: number): boolean {
  return Buffer.from(bytes.slice(at)).subarray(0, 8).equals(JOURNAL_MAGIC);
}

function commitOnce(db: Database, storage: RecordingStorage): { state: State; position: number } {
  db.exec("BEGIN; UPDATE progress SET number = 1000; UPDATE other.progress SET number = 1000; COMMIT");
  const position = storage.operations.length;
  return { state: readState(db), position };
}

function attempt<Result>(lab: CrashLab, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    return fail(lab, error);
  }
}

function fail(lab: CrashLab, cause: unknown): never {
  const { extendedResultCode = "" } = Object(cause) as { extendedResultCode?: number };
  const reason = lab.takeLastError() ?? "nothing else";
  const message = `${cause} ${extendedResultCode}, caused by ${reason}`;
  throw new RecoveryFailure("corrupt", message, { cause });
}

function requireAllowed(found: State, { allowed, known }: Expectation, isJoint: boolean): void {
  if (isAmong(found, allowed, isJoint)) return;
  const expected = allowed.slice(-2).map(describe).join(" or ");
  const message = `found ${describe(found)}, expected ${expected}`;
  throw new RecoveryFailure(isAmong(found, known, isJoint) ? "lost commit" : "corrupt", message);
}

function isAmong({ main, other }: State, states: readonly State[], isJoint: boolean): boolean {
  if (isJoint) return states.some((state) => state.main === main && state.other === other);
  return states.some((state) => state.main === main) && states.some((state) => state.other === other);
}

function describe({ main, other }: State): string {
  return `(main ${main}; other ${other})`;
}
