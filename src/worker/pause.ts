let waiting: (() => void)[] = [];
let ports: MessageChannel | undefined;

/** Lets messages in that are already here; in a fraction of the four milliseconds that a timer takes. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (ports === undefined) {
      ports = new MessageChannel();
      ports.port1.onmessage = () => {
        const resolved = waiting;
        waiting = [];
        for (const each of resolved) each();
      };
    }
    ports.port2.postMessage(null);
  });
}
