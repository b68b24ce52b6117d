import { expect, it } from "vitest";
import {
  MEMBER_SIZE,
  SQLITE3_FILE_SIZE,
  SQLITE3_IO_METHODS,
  SQLITE3_VFS,
} from "../../../src/vfs/struct-layouts.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

it.each([
  ["sqlite3_vfs", SQLITE3_VFS],
  ["sqlite3_io_methods", SQLITE3_IO_METHODS],
])("%s is laid out as the wasm says", async (name, layout) => {
  const { capi } = await loadTestEngine();
  const members = Object.entries(layout).map(([member, signature], index) => [
    member,
    { offset: index * MEMBER_SIZE, sizeof: MEMBER_SIZE, signature },
  ]);
  expect(capi.enumJson().structs.get(name)).toEqual({
    name,
    sizeof: members.length * MEMBER_SIZE,
    members: Object.fromEntries(members),
  });
});

it("a sqlite3_file has the size that the wasm says", async () => {
  const { capi } = await loadTestEngine();
  expect(capi.enumJson().structs.get("sqlite3_file")?.sizeof).toBe(SQLITE3_FILE_SIZE);
});
