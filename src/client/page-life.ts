/**
 * Watches the page go away and come back: hidden for good or into the back/forward cache, or frozen in the background.
 *
 * @param listener - told whether it is away
 * @returns what ends that
 * @see https://html.spec.whatwg.org/multipage/nav-history-apis.html#event-pagehide
 * @see https://wicg.github.io/page-lifecycle/
 */
export function watchPage(listener: (isAway: boolean) => void): () => void {
  const { document } = globalThis;
  // Workers are not told; a page does not hear it while it is frozen.
  if (document === undefined) return () => {};
  const leave = () => listener(true);
  const comeBack = () => listener(false);
  const events = [
    [globalThis, "pagehide", leave],
    [globalThis, "pageshow", comeBack],
    [document, "freeze", leave],
    [document, "resume", comeBack],
  ] as const;
  for (const [target, type, on] of events) target.addEventListener(type, on);
  return () => {
    for (const [target, type, on] of events) target.removeEventListener(type, on);
  };
}
