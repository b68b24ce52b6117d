import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds between two looks. */
const INTERVAL = 50;

/** Watches what a process and those that it has started take. Linux only. */
export class PeakMemory {
  readonly #processId: number;
  /** Megabytes at the beginning. */
  readonly before: number;
  #peak: number;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(processId: number) {
    this.#processId = processId;
    this.before = megabytesOf(processId);
    this.#peak = this.before;
    this.#timer = setInterval(() => this.#look(), INTERVAL);
  }

  /** Ends the watching; megabytes at the beginning, and at most. */
  stop(): { before: number; peak: number } {
    this.#look();
    clearInterval(this.#timer);
    return { before: this.before, peak: this.#peak };
  }

  #look(): void {
    this.#peak = Math.max(this.#peak, megabytesOf(this.#processId));
  }
}

/** Anonymous memory: what files have left in the system's cache is not counted. */
function megabytesOf(processId: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(/^PPid:\s+(\d+)/m.exec(statusOf(Number(name)))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  let kilobytes = 0;
  const waiting = [processId];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    kilobytes += Number(/^RssAnon:\s+(\d+)/m.exec(statusOf(next))?.[1] ?? 0);
    kilobytes += Number(/^RssShmem:\s+(\d+)/m.exec(statusOf(next))?.[1] ?? 0);
    waiting.push(...(children.get(next) ?? []));
  }
  return kilobytes / 1000;
}

/** Empty for a process that has ended. */
function statusOf(processId: number): string {
  try {
    return readFileSync(`/proc/${processId}/status`, "utf8");
  } catch {
    return "";
  }
}
