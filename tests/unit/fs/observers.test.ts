import { describe, expect, it } from "vitest";
import {
  createFs,
  type FileSystem,
  type FsOptions,
  O_CREAT,
  O_RDWR,
  O_TRUNC,
} from "../../../src/fs/index.js";

function observed(path?: string, options?: FsOptions): { fs: FileSystem; events: string[]; end: () => void } {
  const events: string[] = [];
  const fs = createFs(options);
  fs.mkdirTree("/a/b");
  const end = fs.observe({
    ...(path !== undefined && { path }),
    onOpen: (opened, flags) => events.push(`open ${opened} ${flags}`),
    onWrite: (written, position, length) => events.push(`write ${written} ${position}+${length}`),
    onTruncate: (truncated, size) => events.push(`truncate ${truncated} ${size}`),
    onMove: (from, to) => events.push(`move ${from} ${to}`),
    onDelete: (deleted) => events.push(`delete ${deleted}`),
  });
  return { fs, events, end };
}

describe("observers", () => {
  it("hear of opening, writing, truncating, moving and deleting by path, after it happened", () => {
    const { fs, events } = observed();
    fs.chdir("/a");
    const stream = fs.open("f", O_CREAT | O_RDWR);
    fs.write(stream, new Uint8Array(3), 0, 3);
    fs.write(stream, new Uint8Array(2), 0, 2, 10);
    fs.ftruncate(stream.fd, 5);
    fs.open("f", O_RDWR | O_TRUNC);
    fs.rename("f", "b/g");
    fs.write(stream, new Uint8Array(1), 0, 1, 0);
    fs.create("h");
    fs.rename("b/g", "h");
    fs.unlink("h");
    fs.rmdir("b");
    expect(events).toEqual([
      `open /a/f ${O_CREAT | O_RDWR}`,
      "write /a/f 0+3",
      "write /a/f 10+2",
      "truncate /a/f 5",
      "truncate /a/f 0",
      `open /a/f ${O_RDWR | O_TRUNC}`,
      "move /a/f /a/b/g",
      "write /a/b/g 0+1",
      "delete /a/h",
      "move /a/b/g /a/h",
      "delete /a/h",
      "delete /a/b",
    ]);
  });

  it("hear nothing of what failed or moved nothing", () => {
    const { fs, events } = observed();
    fs.create("/f");
    for (const call of [
      () => fs.unlink("/none"),
      () => fs.rename("/a", "/a/b/c"),
      () => fs.open("/none", O_RDWR),
      () => fs.mkdirTree(`/a/x/${"n".repeat(256)}`),
    ]) {
      expect(call).toThrow();
    }
    fs.rename("/f", "/f");
    fs.truncate("/f", 0);
    expect(events).toEqual([]);
  });

  it("may watch one path and what is below it", () => {
    const { fs, events } = observed("/a/b");
    for (const path of ["/a/b/f", "/a/bc", "/a/f"]) fs.writeFile(path, "x");
    fs.rename("/a/f", "/a/b/in");
    fs.rename("/a/b/in", "/a/out");
    fs.unlink("/a/out");
    expect(events.map((event) => event.split(" ").slice(0, 3).join(" "))).toEqual([
      expect.stringMatching("open /a/b/f"),
      "write /a/b/f 0+1",
      "move /a/f /a/b/in",
      "move /a/b/in /a/out",
    ]);
  });

  it("stop hearing when they ended it", () => {
    const { fs, events, end } = observed();
    end();
    fs.unlink("/dev/null");
    expect(events).toEqual([]);
  });

  it("that throw harm neither the action nor each other", () => {
    const errors: unknown[] = [];
    const { fs, events } = observed(undefined, { onObserverError: (error) => errors.push(error) });
    const error = new Error("from an observer");
    fs.observe({
      onDelete: () => {
        throw error;
      },
    });
    const second: string[] = [];
    fs.observe({ onDelete: (path) => second.push(path) });
    fs.unlink("/dev/null");
    expect([events, second, errors]).toEqual([["delete /dev/null"], ["/dev/null"], [error]]);
    expect(fs.analyzePath("/dev/null").exists).toBe(false);
  });
});
