/** What the worker beside this does to the file of a database that nobody has open. */
export type PoolEdit =
  | { readonly folder: string; readonly bytes: Uint8Array }
  | { readonly folder: string; readonly keepFraction: number };

/**
 * Replaces the bytes of a database, or cuts its file off.
 *
 * @param edit - `folder`: the database's folder below `web-sqlite-v2`; `keepFraction`: how much of the file stays
 * @returns bytes that the file has then
 */
export function editPool(edit: PoolEdit): Promise<number> {
  const worker = new Worker(new URL("./pool-bytes.worker.ts", import.meta.url), { type: "module" });
  return new Promise<number>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<number>) => resolve(data));
    worker.addEventListener("error", (event) => reject(new Error(event.message)));
    worker.postMessage(edit);
  }).finally(() => worker.terminate());
}
