import type { Configuration } from "./configuration.js";
import type { CrashLab } from "./crash-lab.js";
import { Disk } from "./disk.js";
import { chooseLoss, LOSS_KINDS, type Loss, survivors } from "./loss.js";
import { describeOperation, type Operation } from "./operation.js";
import { mixSeeds, Random } from "./random.js";
import { RecordingStorage } from "./recording-storage.js";
import { type Expectation, type FailureKind, RecoveryFailure, recover } from "./recovery.js";
import { type RecordedRun, recordRun, type Trouble } from "./workload.js";

/** Share of crashes after which the next worker's own work is interrupted too. */
const SECOND_CRASH_SHARE = 0.2;

/** Which crashes to try. */
export interface Exploration extends Trouble {
  readonly configuration: Configuration;
  /** Of the recorded run and all its crashes. */
  readonly seed: number;
  /** Numbers of the crash points; each is another moment and another loss. */
  readonly points: readonly number[];
}

/** A crash after which something was wrong. */
export interface Failure {
  readonly kind: FailureKind;
  readonly point: number;
  /** For people: what happened, and how to see it again. */
  readonly message: string;
}

/** What came out. */
export interface Findings {
  /** Crashes tried, second ones included. */
  readonly crashCount: number;
  readonly failures: readonly Failure[];
  /** Transactions of the run that found no room. */
  readonly refusals: number;
}

/** One crash while it is tried. */
interface Crash {
  readonly point: number;
  readonly position: number;
  readonly random: Random;
}

/** Records a run and tries crashes of it, from the first moment to the last. */
export async function explore(lab: CrashLab, exploration: Exploration): Promise<Findings> {
  const { configuration, seed } = exploration;
  const run = await recordRun(lab, configuration, seed, exploration);
  const crashes = exploration.points.map((point): Crash => {
    const random = new Random(mixSeeds(seed, point));
    return { point, position: random.below(run.operations.length + 1), random };
  });
  crashes.sort((one, other) => one.position - other.position);
  const disk = new Disk();
  const failures: Failure[] = [];
  let crashCount = 0;
  let position = 0;
  for (const crash of crashes) {
    while (position < crash.position) disk.apply(run.operations[position++] as Operation);
    const trial = new CrashTrial(lab, exploration, run, crash);
    try {
      await trial.run(disk);
    } catch (error) {
      if (!(error instanceof RecoveryFailure)) throw error;
      failures.push({ kind: error.kind, point: crash.point, message: trial.describe(error) });
    }
    crashCount += trial.crashCount;
  }
  return { crashCount, failures, refusals: run.refusals };
}

class CrashTrial {
  readonly #lab: CrashLab;
  readonly #exploration: Exploration;
  readonly #run: RecordedRun;
  readonly #crash: Crash;
  readonly #story: string[] = [];

  constructor(lab: CrashLab, exploration: Exploration, run: RecordedRun, crash: Crash) {
    this.#lab = lab;
    this.#exploration = exploration;
    this.#run = run;
    this.#crash = crash;
  }

  get crashCount(): number {
    return this.#story.length;
  }

  /** @throws RecoveryFailure */
  async run(disk: Disk): Promise<void> {
    const { random, position } = this.#crash;
    const losesPower = this.#exploration.configuration.promise !== "nothing certain";
    const loss = chooseLoss(random, losesPower ? LOSS_KINDS : ["nothing"]);
    this.#note(loss, this.#run.operations, position);
    const expectation = this.#expectation(loss);
    const crashesAgain = losesPower && random.chance(SECOND_CRASH_SHARE);
    const contents = survivors(disk, loss, random);
    // A worker that dies leaves unflushed changes behind, which a power loss may still take.
    const before = !crashesAgain || loss.kind !== "nothing" ? new Disk(contents) : disk.copy();
    const storage = RecordingStorage.over(contents, this.#exploration.ignoresFlush);
    const recovered = await this.#recover(storage, expectation, crashesAgain);
    if (!crashesAgain) return;

    const { operations } = storage;
    // Half of the time when somebody has seen what was recovered.
    const earliest = random.chance(0.5) ? recovered.seenAt : 0;
    const secondPosition = earliest + random.below(operations.length - earliest + 1);
    for (const operation of operations.slice(0, secondPosition)) before.apply(operation);
    const secondLoss = chooseLoss(random);
    this.#note(secondLoss, operations, secondPosition);
    const secondContents = survivors(before, secondLoss, random);
    const secondStorage = RecordingStorage.over(secondContents);
    const { state, seenAt, next } = recovered;
    const powerLoss = loss.kind === "nothing" ? secondLoss : loss;
    const seen = secondPosition < seenAt ? this.#expectation(powerLoss).allowed : [state];
    const known = next === undefined ? expectation.known : [...expectation.known, next.state];
    const isAcknowledged = next !== undefined && secondPosition >= next.position;
    const keepsIt = isAcknowledged && (this.#isDurable || secondLoss.kind === "nothing");
    const allowed = next === undefined ? seen : keepsIt ? [next.state] : [...seen, next.state];
    await this.#recover(secondStorage, { allowed, known }, false);
  }

  /** What went wrong, and the command that shows it again. */
  describe(failure: RecoveryFailure): string {
    const { configuration, seed } = this.#exploration;
    const replay = `node tests/crash/power-loss/run.mjs --configuration "${configuration.name}" --seed ${seed} --point ${this.#crash.point}${this.#exploration.runsOutOfRoom ? " --full" : ""}`;
    return [failure.message, ...this.#story, `see it again: ${replay}`].join("\n  ");
  }

  get #isDurable(): boolean {
    return this.#exploration.configuration.promise === "last commit";
  }

  #expectation(loss: Loss): Expectation {
    const { commits } = this.#run;
    const later = commits.findIndex((commit) => commit.position > this.#crash.position);
    const acknowledged = (later < 0 ? commits.length : later) - 1;
    const first = this.#isDurable || loss.kind === "nothing" ? acknowledged : 0;
    const allowed = commits.slice(first, acknowledged + 2).map((commit) => commit.state);
    return { allowed, known: commits.map((commit) => commit.state) };
  }

  #recover(storage: RecordingStorage, expectation: Expectation, goesOn: boolean) {
    return recover(this.#lab, storage, this.#exploration.configuration, expectation, goesOn);
  }

  #note({ kind, keep, gap }: Loss, operations: readonly Operation[], position: number): void {
    const what = this.#story.length === 0 ? "crash" : "second crash";
    const latest = operations[position - 1];
    const when = latest === undefined ? "before anything was done" : `after ${describeOperation(latest)}`;
    this.#story.push(
      `${what} at operation ${position} of ${operations.length}, ${when}; lost: ${kind} (keep ${keep}, gap ${gap})`,
    );
  }
}
