self.addEventListener("message", async ({ data }: MessageEvent<number>) => {
  const root = await navigator.storage.getDirectory();
  const handle = await (await root.getFileHandle("byte", { create: true })).createSyncAccessHandle();
  handle.write(Uint8Array.of(data), { at: 0 });
  handle.flush();
  handle.close();
  self.postMessage(data);
});
