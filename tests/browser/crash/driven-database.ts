import { expect } from "vitest";
import type { OpenOptions, StorageReport } from "web-sqlite-v2";
import type { TestPage } from "../harness/driver.js";
import type { Failure, Outcome } from "./steps.js";

const STEPS = "/tests/browser/crash/steps.ts";

/** A database that a page has open, driven from Node. Every call ends within a bounded time. */
export class DrivenDatabase {
  readonly page: TestPage;
  readonly #name: string;

  constructor(page: TestPage, name: string) {
    this.page = page;
    this.#name = name;
  }

  /** Calls a function of `steps.ts`. */
  step<Result>(name: string, ...args: readonly unknown[]): Promise<Result> {
    return this.page.call<Result>(STEPS, name, ...args);
  }

  open(options: OpenOptions): Promise<Outcome<StorageReport>> {
    return this.step("openDatabase", this.#name, options);
  }

  /** Runs a script. @returns `undefined` where all is well */
  async failureOf(sql: string): Promise<Failure | undefined> {
    const outcome = await this.step<Outcome<void>>("exec", sql);
    return "error" in outcome ? outcome.error : undefined;
  }

  /** Fulfils when a script has been run without an error. */
  async exec(sql: string): Promise<void> {
    expect(await this.failureOf(sql), sql).toBeUndefined();
  }

  /** The value of the first column of the only row. */
  async value(sql: string): Promise<unknown> {
    const outcome = await this.step<Outcome<Record<string, unknown>[]>>("query", sql);
    if ("error" in outcome) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
    return Object.values(outcome.value[0] ?? {})[0];
  }

  close(): Promise<Outcome<void>> {
    return this.step("closeDatabase");
  }
}
