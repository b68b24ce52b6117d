/** Whether a script is on another web origin than this page or worker. Browsers start no worker from there. */
export function isForeign({ protocol, origin }: URL): boolean {
  return /^https?:$/.test(protocol) && origin !== globalThis.origin;
}

/**
 * Finds a script of this package where the package itself was loaded from another origin, such as a CDN's.
 *
 * @param path - from the folder of the running script
 * @param folder - name of that folder in the published package
 * @returns `undefined` where the package is on the page's origin, or part of a bundle: the bundler knows the place then
 */
export function foreignScript(path: string, folder: string): URL | undefined {
  // `import.meta.url` outside of `new URL()` would put a path of the developer's machine into webpack's bundles.
  const { resolve } = import.meta;
  const here = resolve?.("./");
  if (!here?.endsWith(`/${folder}/`)) return undefined;
  const url = new URL(path, here);
  return isForeign(url) ? url : undefined;
}

/**
 * Starts a module worker from another origin, which must send `Access-Control-Allow-Origin`. As a worker's own script
 * browsers refuse it, but not as an import: the worker's own is a small module in a Blob.
 *
 * @throws Error where the browser throws for what a Content-Security-Policy forbids; others fail with an event
 * @see https://html.spec.whatwg.org/multipage/workers.html#dom-worker
 */
export function startForeignWorker(url: URL): Worker {
  watchPolicy();
  const source = new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" });
  // Never revoked: when a browser has read it is not to be seen, and it is a hundred bytes.
  return new Worker(URL.createObjectURL(source), { type: "module" });
}

/** The policy is the page's, so one listener serves all workers. */
let isWatching = false;
let isForbidden = false;

function watchPolicy(): void {
  if (isWatching) return;
  isWatching = true;
  globalThis.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    isForbidden ||= effectiveDirective === "worker-src" && blockedURI.startsWith("blob");
  });
}

/** Whether the page forbids workers from other origins. Known a moment after one has failed. */
export function wasWorkerForbidden(): boolean {
  return isForbidden;
}

/** What is to be said then: the second half of a sentence. */
export const FORBIDDEN_WORKER =
  "may not be started from another origin: the page's Content-Security-Policy does not allow worker-src blob:";
