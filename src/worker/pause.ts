let waiting: (() => void)[] = [];
let ports: MessageChannel | undefined;

/** Fulfils when messages that are already here have been delivered; in a fraction of the four milliseconds of a timer. */
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
