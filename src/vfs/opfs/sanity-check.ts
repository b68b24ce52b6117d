import { StorageError } from "../../base/index.js";
import { type Argument, FileRole, Operation, type OperationId } from "./layout/index.js";
import type { OperationRunner } from "./operation-runner.js";

const BYTES = Uint8Array.of(0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x00, 0xff);
/** Leaves a gap before the bytes. */
const OFFSET = 100_000;
const CUT_SIZE = OFFSET + 3;
const ARGUMENTS: readonly Argument[] = ["/ä 🎈.db", 2 ** 53, -0.5, -(2n ** 63n), true, false, null];

/**
 * Does with a file of its own what SQLite does with files, through the same operations, and compares every answer. The
 * file is removed whatever happens.
 *
 * @throws StorageError `failed` that says which step differed, and how
 */
export function checkSanity(runner: OperationRunner): void {
  const file = new CheckedFile(runner);
  try {
    step("arguments", () => `${echo(runner)}`, `${ARGUMENTS}`);
    step("access to a missing file", () => file.exists(), false);
    step("open", () => file.open(), true);
    step("size of a new file", () => file.size(), 0);
    step("write", () => file.write(), BYTES.length);
    step("read", () => file.read(OFFSET), `${BYTES}`);
    step("read of a gap", () => file.read(OFFSET - BYTES.length), `${new Uint8Array(BYTES.length)}`);
    step("sync", () => file.run(Operation.FLUSH), true);
    step("size", () => file.size(), OFFSET + BYTES.length);
    step("truncate", () => file.run(Operation.TRUNCATE, CUT_SIZE), true);
    step("size after truncate", () => file.size(), CUT_SIZE);
    step("read at the end", () => file.read(OFFSET), `${BYTES.subarray(0, 3)}`);
    step("close", () => file.close(), true);
    step("access", () => file.exists(), true);
    step("delete", () => file.delete(), true);
    step("access after delete", () => file.exists(), false);
  } finally {
    file.remove();
  }
}

/** Takes one step of the check. */
function step(name: string, answer: () => unknown, expected: unknown): void {
  let found: unknown;
  try {
    found = answer();
  } catch (cause) {
    const { message } = cause as Error;
    throw new StorageError("failed", `the opfs storage does not pass its check at "${name}": ${message}`, {
      cause,
    });
  }
  if (found === expected) return;
  const difference = `${found} instead of ${expected}`;
  throw new StorageError("failed", `the opfs storage does not pass its check at "${name}": ${difference}`);
}

function echo(runner: OperationRunner): Argument[] {
  runner.call(Operation.ECHO, ...ARGUMENTS);
  return runner.takeArguments();
}

/** The file that the check works on. */
class CheckedFile {
  readonly #path = `/.opfs-sanity-check-${crypto.randomUUID()}`;
  readonly #runner: OperationRunner;
  #number = -1;
  #isOpen = false;
  #mayExist = false;

  constructor(runner: OperationRunner) {
    this.#runner = runner;
  }

  exists(): boolean {
    return this.#runner.call(Operation.EXISTS, this.#path);
  }

  open(): boolean {
    this.#mayExist = true;
    this.#isOpen = this.#runner.call(Operation.OPEN, this.#path, FileRole.OTHER, true);
    this.#number = this.#runner.numbers[0] as number;
    return this.#isOpen;
  }

  /** Runs an operation that answers nothing but whether it was done. */
  run(operation: OperationId, second = 0): boolean {
    return this.#runner.run(operation, this.#number, second);
  }

  size(): number | undefined {
    return this.run(Operation.SIZE) ? this.#runner.numbers[0] : undefined;
  }

  write(): number | undefined {
    this.#runner.io.set(BYTES);
    const isDone = this.#runner.run(Operation.WRITE, this.#number, OFFSET, BYTES.length);
    return isDone ? this.#runner.numbers[0] : undefined;
  }

  /** The bytes at `offset`, as text. */
  read(offset: number): string {
    this.#runner.run(Operation.READ, this.#number, offset, BYTES.length);
    return `${this.#runner.io.slice(0, this.#runner.numbers[0])}`;
  }

  close(): boolean {
    this.#isOpen = false;
    return this.run(Operation.CLOSE);
  }

  delete(): boolean {
    const isDeleted = this.#runner.call(Operation.DELETE, this.#path, true);
    this.#mayExist = false;
    return isDeleted;
  }

  /** Removes what a failure has left. What goes wrong here is not worth more than that failure. */
  remove(): void {
    try {
      if (this.#isOpen) this.close();
      // As it is: emptying it first needs a storage that works.
      if (this.#mayExist) this.#runner.call(Operation.DELETE, this.#path, false);
    } catch {}
  }
}
