/**
 * Shares one asynchronous start among all who ask: calls during and after it get the same promise. A start that fails
 * is forgotten, so the next call tries again.
 *
 * @param start - begins the work, for example `() => createRuntime(options)`
 */
export function once<Result>(start: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  return () => {
    if (running === undefined) {
      const attempt = start();
      running = attempt;
      attempt.catch(() => {
        if (running === attempt) running = undefined;
      });
    }
    return running;
  };
}
