import type { HasPointer } from "./struct-member.js";

/**
 * What is cleaned up together with a struct: functions are called, struct objects disposed of, addresses freed; strings
 * are notes to the reader.
 */
export type Disposable = (() => void) | { dispose(): void } | number | string;

/** What cleaning up needs of its surroundings. */
export interface DisposalParts {
  dealloc(address: number): void;
  /** Takes what a callback threw: cleaning up goes on. */
  warn(...details: unknown[]): void;
}

/** Cleans up what was left to a struct, in order. */
export function disposeOf(parts: DisposalParts, owner: HasPointer, what: unknown): void {
  for (const each of Array.isArray(what) ? what : [what]) {
    try {
      if (typeof each === "function") each.call(owner);
      else if (typeof each === "number") parts.dealloc(each);
      else if (isDisposable(each)) each.dispose();
    } catch (error) {
      parts.warn(`ondispose of the struct at ${owner.pointer} threw:`, error);
    }
  }
}

function isDisposable(value: unknown): value is { dispose(): void } {
  return typeof (value as { dispose?: unknown } | null)?.dispose === "function";
}
