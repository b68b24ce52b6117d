/**
 * The worker, in which every access handle is closed when the page asks for it: as browsers do that
 * take storage away from a page.
 */
import type { SyncAccessHandle } from "../../../src/vfs/index.js";
import "../../../src/worker/index.js";

const handles: SyncAccessHandle[] = [];
const create = FileSystemFileHandle.prototype.createSyncAccessHandle;
FileSystemFileHandle.prototype.createSyncAccessHandle = async function () {
  const handle = await create.call(this);
  handles.push(handle);
  return handle;
};

const channel = new BroadcastChannel("close-handles");
channel.addEventListener("message", () => {
  for (const handle of handles.splice(0)) handle.close();
  channel.postMessage(null);
});
