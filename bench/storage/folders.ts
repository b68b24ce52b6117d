/** Milliseconds that files may still be held after their worker has ended. */
const PATIENCE = 15_000;

/** Makes a folder at the root of OPFS. */
export async function makeFolder(name: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle(name, { create: true });
}

/** Removes everything that a contestant left in OPFS, in its folder and beside it, once it is no longer held. */
export async function clearStorage(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const end = performance.now() + PATIENCE;
  for await (const name of root.keys()) {
    for (;;) {
      try {
        await root.removeEntry(name, { recursive: true });
        break;
      } catch (error) {
        if (performance.now() > end) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }
}
