import fc from "fast-check";
import { expect } from "vitest";
import type { Command, CommandName } from "./command.js";
import type { Trace } from "./run-commands.js";

/**
 * Tells where two traces part.
 *
 * @returns a readable account of the commands up to there and of both outcomes, or `""` where they agree
 */
export function difference(commands: readonly Command[], real: Trace, ours: Trace): string {
  const at = commands.findIndex((_, index) => !same(real.steps[index], ours.steps[index]));
  if (at >= 0) {
    const account = commands
      .slice(0, at + 1)
      .map((command, index) => line(command, real.steps[index]!.outcome));
    return [
      ...account.filter((text) => text !== ""),
      `  real: ${JSON.stringify(real.steps[at], undefined, 1)}`,
      `  ours: ${JSON.stringify(ours.steps[at], undefined, 1)}`,
    ].join("\n");
  }
  if (same(real.tree, ours.tree)) return "";
  const lines = commands.map((command, index) => line(command, real.steps[index]!.outcome));
  return [
    ...lines.filter((text) => text !== ""),
    "  only in the real tree:",
    ...real.tree.filter((entry) => !ours.tree.includes(entry)),
    "  only in ours:",
    ...ours.tree.filter((entry) => !real.tree.includes(entry)),
  ].join("\n");
}

/** How a property over sequences is run. */
export interface SequenceRun {
  readonly command: fc.Arbitrary<Command>;
  /** Commands in a sequence. */
  readonly length: number;
  /** Sequences to run. */
  readonly count: number;
  /** Runs one sequence on both systems. @returns what {@link difference} says of it */
  compare(commands: Command[]): string | Promise<string>;
}

/**
 * Runs random sequences and fails with the shortest one found that differs, as a trace with its seed. `FS_SEED` in the
 * environment repeats a run.
 */
export async function expectSameForSequences({
  command,
  length,
  count,
  compare,
}: SequenceRun): Promise<void> {
  let account = "";
  const sequence = fc.array(command, { minLength: length, maxLength: length });
  const property = fc.asyncProperty(sequence, async (commands) => {
    const found = await compare(commands);
    if (found !== "") account = found;
    return found === "";
  });
  const seed = process.env.FS_SEED;
  const result = await fc.check(property, { numRuns: count, ...(seed && { seed: Number(seed) }) });
  const cause = result.failed ? String(result.errorInstance ?? "") : "";
  if (result.failed) expect.fail(`FS_SEED=${result.seed} repeats this.\n${account}${cause}`);
}

/** Counts which commands ran, which succeeded, and which errors came. */
export class Coverage {
  readonly #succeeded = new Map<string, number>();
  readonly #errors = new Map<string, number>();

  add(commands: readonly Command[], trace: Trace): void {
    for (const [index, command] of commands.entries()) {
      const { outcome } = trace.steps[index]!;
      if (/^E[A-Z]+$/.test(outcome)) count(this.#errors, outcome);
      else count(this.#succeeded, command.do);
    }
  }

  /**
   * Expects that every command succeeded at least ten times and every one of these errors came as often.
   *
   * @param excluded - commands that the sequences do without
   */
  expectCommandsAndErrors(errors: readonly string[], excluded: readonly CommandName[] = []): void {
    expect(seldom(this.#succeeded, COMMANDS)).toEqual(excluded);
    expect(seldom(this.#errors, errors)).toEqual([]);
  }
}

const OFTEN = 10;

/** Every command's name, checked by the compiler to be complete. */
const COMMANDS = Object.keys({
  nothing: 0,
  open: 0,
  close: 0,
  fstat: 0,
  fsync: 0,
  read: 0,
  write: 0,
  fchmod: 0,
  fchown: 0,
  ftruncate: 0,
  futimes: 0,
  mkdir: 0,
  mkdirTree: 0,
  chmod: 0,
  access: 0,
  symlink: 0,
  rename: 0,
  rmdir: 0,
  unlink: 0,
  readdir: 0,
  readlink: 0,
  realpath: 0,
  stat: 0,
  lstat: 0,
  readFile: 0,
  chown: 0,
  lchown: 0,
  truncate: 0,
  utimes: 0,
  lutimes: 0,
  writeFile: 0,
  appendFile: 0,
} satisfies Record<Command["do"], 0>);

function seldom(counts: ReadonlyMap<string, number>, names: readonly string[]): string[] {
  return names.filter((name) => (counts.get(name) ?? 0) < OFTEN);
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function same(first: unknown, second: unknown): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

function line({ do: name, ...fields }: Command, outcome: string): string {
  if (name === "nothing") return "";
  const shown = Object.entries(fields).map(([key, value]) => `${key}=${shorten(key, value)}`);
  return `${name} ${shown.join(" ")}: ${outcome}`;
}

function shorten(key: string, value: unknown): string {
  if (typeof value === "number" && (key === "mode" || key === "flags")) return `0o${value.toString(8)}`;
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…(${text.length})` : text;
}
