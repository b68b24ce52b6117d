/** Where the counting proxy is asked, and answers. */
export const COUNTS_CHANNEL = "bytes read by the proxy";

/** Has the page start a proxy that counts. Returns the port that leads to it. */
export function startCountingProxy(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const proxyUrl = new URL("/bench/storage/adapters/counting-proxy.ts", location.href).href;
  (globalThis as unknown as Worker).postMessage({ proxyUrl, port: port1 }, [port1]);
  return port2;
}

/** Asks the counting proxy, the only one there is, how many bytes it has read. */
export async function askCountingProxy(): Promise<number> {
  const channel = new BroadcastChannel(COUNTS_CHANNEL);
  const answer = new Promise<number>((resolve) => {
    channel.addEventListener("message", ({ data }: MessageEvent<number>) => resolve(data), { once: true });
  });
  channel.postMessage(null);
  const bytes = await answer;
  channel.close();
  return bytes;
}
