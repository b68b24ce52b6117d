/** What has to be done when the page goes away and comes back. */
export interface PageWatcher {
  /**
   * Begins to give up what others may wait for.
   * @returns whether that is done by now; `undefined` where that cannot be told in the middle of an event
   */
  leave(): () => boolean | undefined;
  comeBack(): void;
}

/**
 * Milliseconds that a page which goes away is kept until its workers have done their part: browsers freeze workers with
 * their page, and what they hold then stays held. The second is for pages that cannot be told when it is done.
 */
const PATIENCE = 300;
const BLIND_PATIENCE = 100;

const watchers = new Set<PageWatcher>();

/**
 * Watches the page go away and come back: into the back/forward cache, or frozen in the background. One that goes away
 * for good takes its workers with it.
 *
 * @returns what ends that
 * @see https://html.spec.whatwg.org/multipage/nav-history-apis.html#event-pagehide
 * @see https://wicg.github.io/page-lifecycle/
 */
export function watchPage(watcher: PageWatcher): () => void {
  const { document } = globalThis;
  // Workers are told nothing; nor could they do anything, frozen as they are.
  if (document === undefined) return () => {};
  if (watchers.size === 0) listen(document, "addEventListener");
  watchers.add(watcher);
  return () => {
    if (watchers.delete(watcher) && watchers.size === 0) listen(document, "removeEventListener");
  };
}

function listen(document: Document, method: "addEventListener" | "removeEventListener"): void {
  globalThis[method]("pagehide", leaveIfCached);
  globalThis[method]("pageshow", comeBack);
  document[method]("freeze", leave);
  document[method]("resume", comeBack);
}

function leaveIfCached(event: Event): void {
  if ((event as PageTransitionEvent).persisted) leave();
}

function leave(): void {
  const begin = performance.now();
  const waiting = [...watchers].map((watcher) => watcher.leave());
  const states = () => waiting.map((isDone) => isDone());
  while (states().includes(false) && performance.now() - begin < PATIENCE);
  while (states().includes(undefined) && performance.now() - begin < BLIND_PATIENCE);
}

function comeBack(): void {
  for (const watcher of watchers) watcher.comeBack();
}
