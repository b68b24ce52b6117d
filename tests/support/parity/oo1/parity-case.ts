import type { LooseApi, LooseDb } from "./loose-api.js";

/** What a case works with. */
export interface CaseContext {
  readonly api: LooseApi;
  /** A connection to an empty memory database. */
  readonly db: LooseDb;
}

/** Calls by title; each returns what is to be compared, or throws. */
export type ParityCases = Readonly<Record<string, (context: CaseContext) => unknown>>;

/** Makes one case per entry of a table. */
export function casesFor<Entry>(
  table: Readonly<Record<string, Entry>>,
  title: (name: string) => string,
  run: (context: CaseContext, entry: Entry) => unknown,
): ParityCases {
  return Object.fromEntries(
    Object.entries(table).map(([name, entry]) => [
      title(name),
      (context: CaseContext) => run(context, entry),
    ]),
  );
}

/** What a call throws, so that a case can go on afterwards. */
export function errorOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return "nothing thrown";
}

/** The message of what a call throws. */
export function messageOf(call: () => unknown): string {
  const error = errorOf(call);
  return error instanceof Error ? error.message : String(error);
}
