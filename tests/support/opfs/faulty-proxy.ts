import type { Fault } from "./faulty-proxy.worker.js";

export type { Fault } from "./faulty-proxy.worker.js";

/** Address of a storage proxy that fails from the start, or when it is told to on a channel. */
export function faultyProxyUrl(parameters: { readonly fault?: Fault; readonly channel?: string }): string {
  const url = new URL("./faulty-proxy.worker.ts", import.meta.url);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Makes the proxies that listen to a channel fail. Fulfils when one has heard it. */
export async function causeFault(channelName: string, fault: Fault): Promise<void> {
  const channel = new BroadcastChannel(channelName);
  const heard = new Promise((resolve) => channel.addEventListener("message", resolve, { once: true }));
  channel.postMessage(fault);
  await heard;
  channel.close();
  // What a dying worker holds is taken back a moment later.
  await new Promise((resolve) => setTimeout(resolve, 100));
}
