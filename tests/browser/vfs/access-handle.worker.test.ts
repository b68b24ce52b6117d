import { it } from "vitest";
import type { StorageDirectory } from "../../../src/vfs/index.js";
import { ACCESS_HANDLE_CASES } from "../../support/vfs/access-handle-cases.js";

it.each(ACCESS_HANDLE_CASES)("in a browser as in memory, $name", async ({ run }) => {
  const root = (await navigator.storage.getDirectory()) as unknown as StorageDirectory;
  await run(await root.getDirectoryHandle(`case-${crypto.randomUUID()}`, { create: true }));
});
