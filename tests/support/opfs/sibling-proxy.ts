/**
 * Proxy workers that the page starts, since Firefox (seen in 153) hangs now and then when a worker starts a worker: a
 * worker asks for one, and its page answers by starting one with the port that came along.
 */
interface ProxyRequest {
  readonly type: "proxy-wanted";
  readonly port: MessagePort;
  /** Script of the proxy; the one that ships where left out. */
  readonly url: string | undefined;
}

/**
 * In a worker: asks the page for a proxy.
 *
 * @param url - of its script; default the one that ships
 * @returns the port that leads to it
 */
export function askForProxy(url?: string): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const request: ProxyRequest = { type: "proxy-wanted", port: port1, url };
  (self as unknown as Worker).postMessage(request, [port1]);
  return port2;
}

/** Whether a message asks for a proxy. */
export function isProxyRequest(data: unknown): data is ProxyRequest {
  return (data as Partial<ProxyRequest> | null)?.type === "proxy-wanted";
}

/**
 * In the page: starts the proxies that a worker asks for.
 *
 * @returns those that have been started so far
 */
export function serveProxies(worker: Worker): readonly Worker[] {
  const proxies: Worker[] = [];
  worker.addEventListener("message", ({ data }) => {
    if (!isProxyRequest(data)) return;
    const url = data.url ?? "/bundle/src/vfs/opfs/async-proxy/index.ts";
    const proxy = new Worker(url, { type: "module" });
    proxy.postMessage({ port: data.port }, [data.port]);
    proxies.push(proxy);
  });
  return proxies;
}
