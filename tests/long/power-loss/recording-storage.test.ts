import { expect, it } from "vitest";
import { describeOperation } from "../../support/power-loss/operation.js";
import { RecordingStorage } from "../../support/power-loss/recording-storage.js";
import { ACCESS_HANDLE_CASES } from "../../support/vfs/access-handle-cases.js";

it.each(ACCESS_HANDLE_CASES)("while it records as in a browser, $name", async ({ run }) => {
  await run(new RecordingStorage().root);
});

it("records every change and flush of every file, in order", async () => {
  const { root, operations } = new RecordingStorage();
  const folder = await root.getDirectoryHandle("folder", { create: true });
  const handles = [];
  for (const name of ["a", "b"]) {
    const file = await folder.getFileHandle(name, { create: true });
    handles.push(await file.createSyncAccessHandle());
  }
  const [a, b] = handles;
  const bytes = Uint8Array.of(1, 2, 3);
  a?.write(bytes, { at: 5 });
  b?.truncate(7);
  bytes.fill(0);
  b?.flush();
  a?.close();
  await folder.getFileHandle("a", { create: true });
  await folder.removeEntry("a");
  await folder.getFileHandle("a", { create: true });
  expect(operations.map(describeOperation)).toEqual([
    "create file 0, /folder/a",
    "create file 1, /folder/b",
    "write file 0 at 5, 3 bytes",
    "truncate file 1 to 7",
    "flush file 1",
    "remove file 0",
    "create file 2, /folder/a",
  ]);
  expect(operations[2]).toMatchObject({ bytes: Uint8Array.of(1, 2, 3) });
});
