import type { ExportBegun } from "../protocol/index.js";
import type { Limits } from "./call-options.js";
import type { Channel } from "./channel.js";
import { checkChoice } from "./option-checks.js";
import { type CopyOptions, checkCopyOptions, orAborted } from "./copy-options.js";

/** Form of an export. */
export type ExportForm = "stream" | "blob" | "bytes";

/** How a database is exported. */
export interface ExportOptions extends CopyOptions {
  /**
   * - `"stream"` (default): a `ReadableStream` of `Uint8Array`s, for any size
   * - `"blob"`: a `Blob`, which the browser may keep on the disk
   * - `"bytes"`: a `Uint8Array`, all of it in memory
   */
  readonly as?: ExportForm;
}

/** What each {@link ExportForm} gives. */
export interface ExportForms {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly blob: Blob;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Media type of a database. @see https://www.iana.org/assignments/media-types/application/vnd.sqlite3 */
const MEDIA_TYPE = "application/vnd.sqlite3";

/**
 * Checks how a database is to be exported.
 *
 * @returns what exports it; its first request is sent at once
 * @throws TypeError for options that cannot be; the signal's reason where it is aborted
 */
export function prepareExport(
  channel: Channel,
  options: ExportOptions,
  callSite: Error,
  limits: Limits | undefined,
): () => Promise<ExportForms[ExportForm]> {
  checkCopyOptions(options);
  const { as = "stream", onProgress } = options;
  checkChoice("as", as, ["stream", "blob", "bytes"]);
  return async () => {
    const begun = await channel.request("exportBegin", null, callSite, {
      limits,
      onPart: (progress) => onProgress?.({ phase: "copy", ...progress }),
    });
    return readExport(channel, begun, options, callSite);
  };
}

/**
 * Reads the copy that an export has begun with.
 *
 * @param begun - the copy in the worker, which is given up in the end, however that comes
 */
async function readExport(
  channel: Channel,
  begun: ExportBegun,
  { as = "stream", signal, onProgress }: ExportOptions,
  callSite: Error,
): Promise<ExportForms[ExportForm]> {
  const { handle, size: total } = begun;
  let done = 0;
  const next = async () => {
    const bytes = await channel.request("exportNext", { handle }, callSite);
    done += bytes?.length ?? 0;
    if (bytes !== null) onProgress?.({ phase: "read", done, total });
    return bytes;
  };
  const end = async () => {
    // Where the worker has ended so has the copy.
    await channel.request("exportEnd", { handle }, callSite).catch(() => {});
  };
  if (signal?.aborted) {
    await end();
    throw signal.reason;
  }
  if (as === "stream") return streamOf(next, end, signal);
  try {
    const parts: Blob[] = [];
    const whole = as === "bytes" ? new Uint8Array(total) : undefined;
    for (;;) {
      const offset = done;
      const bytes = await orAborted(next(), signal);
      if (bytes === null) return whole ?? new Blob(parts, { type: MEDIA_TYPE });
      // Each becomes a blob at once, which need not lie in this process.
      if (whole === undefined) parts.push(new Blob([bytes]));
      else whole.set(bytes, offset);
    }
  } finally {
    await end();
  }
}

function streamOf(
  next: () => Promise<Uint8Array<ArrayBuffer> | null>,
  end: () => Promise<void>,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let stop = () => {};
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      const abort = () => {
        controller.error(signal?.reason);
        void end();
      };
      signal?.addEventListener("abort", abort, { once: true });
      stop = () => signal?.removeEventListener("abort", abort);
    },
    async pull(controller) {
      const bytes = await next();
      // It may have been aborted meanwhile.
      if (signal?.aborted) return;
      if (bytes !== null) {
        controller.enqueue(bytes);
        return;
      }
      stop();
      controller.close();
      await end();
    },
    async cancel() {
      stop();
      await end();
    },
  });
}
