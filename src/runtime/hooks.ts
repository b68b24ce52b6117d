import { EngineError } from "../base/index.js";
import { messageOf } from "./message-of.js";

/** A function of the caller that runs once at a fixed point of the start; a promise it returns is awaited. */
export type Hook<Argument> = (argument: Argument) => void | Promise<void>;

/**
 * Runs hooks one after another, each once.
 *
 * @param kind - which hooks these are, for messages
 * @throws EngineError `hook` when one throws or rejects; the later ones then do not run
 */
export async function runHooks<Argument>(
  kind: string,
  hooks: readonly Hook<Argument>[],
  argument: Argument,
): Promise<void> {
  for (const [index, hook] of hooks.entries()) {
    try {
      await hook(argument);
    } catch (cause) {
      throw hookError(hooks.length > 1 ? `${kind}[${index}]` : kind, cause);
    }
  }
}

/** The error that a throwing function of the caller becomes. */
export function hookError(name: string, cause: unknown): EngineError {
  return new EngineError("hook", `${name} threw: ${messageOf(cause)}`, { cause });
}
