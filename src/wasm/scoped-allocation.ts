/** What {@link ScopedAllocation.push} gives and {@link ScopedAllocation.pop} takes. */
export type AllocationScope = (() => void)[];

/**
 * Allocations that are freed together when their scope ends. Scopes nest; what is allocated belongs to the innermost.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export class ScopedAllocation {
  readonly #scopes: AllocationScope[] = [];

  /** How many scopes are open. */
  get level(): number {
    return this.#scopes.length;
  }

  /** Opens a scope. */
  push(): AllocationScope {
    const scope: AllocationScope = [];
    this.#scopes.push(scope);
    return scope;
  }

  /**
   * Ends a scope: what belongs to it is freed, the latest first.
   *
   * @param scope - what {@link push} gave; default the innermost. Scopes opened inside it stay open.
   * @throws Error when no such scope is open
   */
  pop(scope: unknown = this.#scopes.at(-1)): void {
    const index = this.#scopes.lastIndexOf(scope as AllocationScope);
    if (index < 0) throw new Error("no such allocation scope is open");
    const [closed] = this.#scopes.splice(index, 1);
    while (closed !== undefined && closed.length > 0) closed.pop()?.();
  }

  /**
   * Leaves something to the innermost scope.
   *
   * @param release - called when the scope ends
   * @throws Error when no scope is open
   */
  add(release: () => void): void {
    this.require().push(release);
  }

  /** The innermost scope. @throws Error when none is open */
  require(): AllocationScope {
    const scope = this.#scopes.at(-1);
    if (scope === undefined) throw new Error("no allocation scope is open: call scopedAllocPush() first");
    return scope;
  }

  /** Runs `body` in a scope of its own, which ends when `body` returns or throws. */
  call<Result>(body: () => Result): Result {
    const scope = this.push();
    try {
      return body();
    } finally {
      this.pop(scope);
    }
  }
}
