/** Stores a byte in the page's OPFS through a worker of its own, flushed and closed. */
export function storeByte(value: number): Promise<number> {
  const worker = new Worker(new URL("./store-byte.worker.ts", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<number>) => resolve(data));
    worker.addEventListener("error", (event) => reject(new Error(event.message)));
    worker.postMessage(value);
  }).finally(() => worker.terminate()) as Promise<number>;
}

/** Reads the byte back; -1 where nothing is stored. */
export async function storedByte(): Promise<number> {
  const root = await navigator.storage.getDirectory();
  try {
    const file = await (await root.getFileHandle("byte")).getFile();
    return new Uint8Array(await file.arrayBuffer())[0] ?? -1;
  } catch {
    return -1;
  }
}
