import { type Command, describe, Session, textOf } from "./command.js";
import type { Facts, Posix } from "./posix.js";
import type { Workplace } from "./scratch.js";

/** What one command did, fit for JSON and for comparing. */
export interface Step {
  /** The code of the error, or what the command answered. */
  readonly outcome: string;
  /** What became of the places that the command could touch: facts, and which times moved. */
  readonly effects: readonly string[];
}

/** What a sequence of commands did, and the tree that it left. */
export interface Trace {
  readonly steps: readonly Step[];
  readonly tree: readonly string[];
}

/** How a run looks at times. */
export interface Watch {
  /** Report which times each command moved; otherwise they are not compared. */
  readonly times: boolean;
  /** Called before each command: waits until the system's clock shows another time. */
  tick?(): void;
}

/**
 * Runs commands on a system.
 */
export function runCommands(
  posix: Posix,
  commands: readonly Command[],
  { base, top }: Workplace,
  watch: Watch = { times: false },
): Trace {
  const session = new Session(posix, base);
  const steps = commands.map((command): Step => {
    const places = placesOf(session, command);
    const before = watch.times ? places.map((place) => look(place)) : [];
    watch.tick?.();
    const outcome = attempt(() => JSON.stringify(session.run(command)) ?? "done");
    const effects = places.map((place, index) => effectOf(before[index], look(place)));
    return { outcome, effects };
  });
  session.end();
  return { steps, tree: treeOf(posix, top, "") };
}

type Place = () => Facts;

/** The last component of a path with the slashes around it. */
const LAST_COMPONENT = /\/*[^/]*\/*$/;

function placesOf(session: Session, command: Command): Place[] {
  const { posix } = session;
  const places: Place[] = [];
  const addPath = (path: string): void => {
    const absolute = session.absolute(path);
    if (absolute === "") return;
    places.push(() => posix.lstat(absolute));
    places.push(() => posix.stat(absolute.replace(LAST_COMPONENT, "")));
  };
  if (command.do === "nothing") return places;
  if ("path" in command) addPath(command.path);
  if ("newPath" in command) addPath(command.newPath);
  if ("slot" in command && command.do !== "open" && command.do !== "close") {
    places.push(() => posix.fstat(session.handle(command.slot)));
  }
  return places;
}

function look(place: Place): Facts | string {
  try {
    return place();
  } catch (error) {
    return codeOf(error);
  }
}

function effectOf(before: Facts | string | undefined, after: Facts | string): string {
  if (typeof after === "string") return after;
  const facts = JSON.stringify(describe(after));
  if (typeof before !== "object" || before.identity !== after.identity) return facts;
  const moved = [before.mtime !== after.mtime && "mtime", before.ctime !== after.ctime && "ctime"];
  return `${facts} moved:${moved.filter(Boolean).join("+")}`;
}

function treeOf(posix: Posix, top: string, name: string): string[] {
  const path = top + name;
  const facts = look(() => posix.lstat(path));
  if (typeof facts === "string") return [`${name} ${facts}`];
  const line = `${name} ${JSON.stringify(describe(facts))}`;
  const kind = facts.mode & 0o170000;
  if (kind === 0o120000) return [`${line} -> ${attempt(() => posix.readlink(path)).replace(top, "")}`];
  if (kind === 0o100000) return [`${line} ${attempt(() => textOf(posix.readFile(path)))}`];
  const names = attemptNames(posix, path);
  return [line, ...names.flatMap((child) => treeOf(posix, top, `${name}/${child}`))];
}

function attemptNames(posix: Posix, path: string): string[] {
  try {
    return posix.readdir(path).sort();
  } catch {
    return [];
  }
}

function attempt(call: () => string): string {
  try {
    return call();
  } catch (error) {
    return codeOf(error);
  }
}

/** The POSIX code of an error; an error without one is a mistake of the test or the system, and goes on. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code !== "string" || !/^E[A-Z0-9]+$/.test(code)) throw error;
  return code;
}
