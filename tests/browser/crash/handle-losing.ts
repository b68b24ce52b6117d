/**
 * Closes all access handles that this thread opens from now on when the page asks for it: as browsers do that take
 * storage away from a page.
 */
export function loseHandles(): void {
  const handles: FileSystemSyncAccessHandle[] = [];
  const create = FileSystemFileHandle.prototype.createSyncAccessHandle;
  FileSystemFileHandle.prototype.createSyncAccessHandle = async function (options) {
    const handle = await create.call(this, options);
    handles.push(handle);
    return handle;
  };
  const channel = new BroadcastChannel("close-handles");
  channel.addEventListener("message", () => {
    for (const handle of handles.splice(0)) handle.close();
    channel.postMessage(null);
  });
}
