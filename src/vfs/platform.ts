/** Most bytes that one call of `crypto.getRandomValues` fills. */
const RANDOM_CHUNK = 65_536;

/** Fills bytes, any number of them, from the platform's random source. */
export function fillRandom(target: Uint8Array<ArrayBuffer>): void {
  for (let start = 0; start < target.length; start += RANDOM_CHUNK) {
    crypto.getRandomValues(target.subarray(start, start + RANDOM_CHUNK));
  }
}

/**
 * Makes a function that blocks the thread. It waits on memory that nobody notifies: shared wasm memory can be had
 * without cross-origin isolation. Where a thread must not wait (a window's), it counts the time instead.
 *
 * @returns takes microseconds and returns those that have passed
 */
export function createSleep(): (microseconds: number) => number {
  let cell: Int32Array | undefined;
  return (microseconds) => {
    const start = performance.now();
    const end = start + microseconds / 1000;
    try {
      cell ??= new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
      Atomics.wait(cell, 0, 0, microseconds / 1000);
    } catch {
      while (performance.now() < end);
    }
    return Math.round((performance.now() - start) * 1000);
  };
}
