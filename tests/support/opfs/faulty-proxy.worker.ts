/**
 * The storage proxy, which can be made to fail from outside: by a parameter of its URL from the start, or by a message on a
 * broadcast channel. Everything else about it is as it ships.
 */
import "../../../src/vfs/opfs/async-proxy/index.js";

/** What can be made to fail. */
export type Fault =
  /** The worker ends without a word. */
  | "die"
  /** An error that nobody catches. */
  | "throw"
  /** Every open handle is closed, as browsers do that take storage away from a page. */
  | "close-handles"
  /** Every handle is closed as soon as it is opened. */
  | "closed-handles"
  /** The last byte of every write is stored as another one. */
  | "wrong-bytes"
  /** Nothing is ever cut off. */
  | "no-truncate";

/** TypeScript's libraries have the type only. */
declare const FileSystemSyncAccessHandle: { readonly prototype: FileSystemSyncAccessHandle };

const handles: FileSystemSyncAccessHandle[] = [];
const { createSyncAccessHandle } = FileSystemFileHandle.prototype;
const { write } = FileSystemSyncAccessHandle.prototype;
let opensClosed = false;
FileSystemFileHandle.prototype.createSyncAccessHandle = async function (options) {
  const handle = await createSyncAccessHandle.call(this, options);
  if (opensClosed) handle.close();
  handles.push(handle);
  return handle;
};

const FAULTS: Readonly<Record<Fault, () => void>> = {
  die: () => self.close(),
  throw() {
    setTimeout(() => {
      throw new Error("nobody catches this");
    });
  },
  "close-handles"() {
    for (const handle of handles.splice(0)) handle.close();
  },
  "closed-handles"() {
    opensClosed = true;
  },
  "wrong-bytes"() {
    FileSystemSyncAccessHandle.prototype.write = function (bytes, options) {
      const wrong = new Uint8Array(bytes as Uint8Array);
      wrong[wrong.length - 1] = ~(wrong.at(-1) ?? 0);
      return write.call(this, wrong, options);
    };
  },
  "no-truncate"() {
    FileSystemSyncAccessHandle.prototype.truncate = () => {};
  },
};

const { searchParams } = new URL(self.location.href);
const first = searchParams.get("fault");
if (first !== null) FAULTS[first as Fault]();
const channel = new BroadcastChannel(searchParams.get("channel") ?? "faulty-proxy");
channel.addEventListener("message", ({ data }: MessageEvent<Fault>) => {
  channel.postMessage(null);
  FAULTS[data]();
});
