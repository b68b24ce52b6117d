/** Work on the engine that may have to wait for something: it yields the promise, and gets back what it fulfils with. */
export type Steps<Result> = Generator<Promise<unknown>, Result, unknown>;

/**
 * Does the work; without a promise unless it has to wait.
 *
 * @throws what the work throws
 */
export function finish<Result>(steps: Steps<Result>): Result | Promise<Result> {
  const step = steps.next();
  return step.done === true ? step.value : finishLater(steps, step.value);
}

async function finishLater<Result>(steps: Steps<Result>, first: Promise<unknown>): Promise<Result> {
  let awaited = first;
  for (;;) {
    let step: IteratorResult<Promise<unknown>, Result>;
    try {
      step = steps.next(await awaited);
    } catch (error) {
      // Work that has ended by this very error throws it again.
      step = steps.throw(error);
    }
    if (step.done === true) return step.value;
    awaited = step.value;
  }
}
