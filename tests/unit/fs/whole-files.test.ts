import { describe, expect, it } from "vitest";
import { createFs, O_APPEND, O_CREAT, O_DIRECTORY, O_RDWR, O_WRONLY } from "../../../src/fs/index.js";
import { errorCode } from "../../support/fs/error-code.js";
import { steppingClock } from "../../support/fs/memory-at.js";

describe("whole files", () => {
  it("are written and read as text and bytes, replaced or appended to", () => {
    const fs = createFs();
    fs.writeFile("/f", "grüße, 😀", { mode: 0o600 });
    expect(fs.readTextFile("/f")).toBe("grüße, 😀");
    expect(fs.stat("/f").mode & 0o777).toBe(0o600);
    fs.writeFile("/f", Uint8Array.of(1, 2));
    expect([...fs.readFile("/f")]).toEqual([1, 2]);
    fs.writeFile("/f", "x", { flags: O_WRONLY | O_APPEND });
    expect([...fs.readFile("/f")]).toEqual([1, 2, 120]);
    expect(fs.stat("/f").mode & 0o777).toBe(0o600);
    expect(fs.openStreams().length).toBe(3);
  });

  it("leave no descriptor open when they fail", () => {
    const fs = createFs();
    expect(errorCode(() => fs.readFile("/tmp"))).toBe("EISDIR");
    expect(errorCode(() => fs.writeFile("/tmp", "x"))).toBe("EISDIR");
    expect(errorCode(() => fs.writeFile("/none/f", "x"))).toBe("ENOENT");
    expect(errorCode(() => fs.writeFile("/dev/full", "x"))).toBe("ENOSPC");
    expect(fs.openStreams().length).toBe(3);
  });

  it("longer than one buffer come out of devices, too", () => {
    const fs = createFs();
    let left = 150_000;
    fs.createDevice("/dev", "long", () => (left-- > 0 ? 65 : null));
    expect(Buffer.compare(fs.readFile("/dev/long"), new Uint8Array(150_000).fill(65))).toBe(0);
  });

  it("are made with their contents, by default anybody's", () => {
    const fs = createFs();
    const node = fs.createDataFile("/tmp", "f", "text");
    expect(fs.pathOf(node)).toBe("/tmp/f");
    expect(fs.readTextFile("/tmp/f")).toBe("text");
    expect(fs.stat("/tmp/f").mode & 0o777).toBe(0o666);
    expect(fs.stat(`/tmp/${fs.createDataFile("/tmp", "g").name}`).size).toBe(0);
    expect(errorCode(() => fs.createDataFile("/tmp", "f", "other"))).toBe("EEXIST");
    expect(fs.readTextFile("/tmp/f")).toBe("text");
  });
});

describe("makers", () => {
  it("have the defaults 0o666 for files and 0o777 for directories, and mask what chmod may not set", () => {
    const fs = createFs();
    fs.create("/f");
    fs.create("/g", 0o40_7777);
    fs.mkdir("/d");
    expect(["/f", "/g", "/d"].map((path) => fs.stat(path).mode)).toEqual([0o100666, 0o107777, 0o040777]);
  });

  it("give unique inodes that are never used again", () => {
    const fs = createFs();
    const seen = new Set<number>();
    for (let round = 0; round < 100; round++) {
      seen.add(fs.create("/f").id);
      fs.unlink("/f");
    }
    expect(seen.size).toBe(100);
  });

  it("refuse a directory that open is to make", () => {
    expect(errorCode(() => createFs().open("/d", O_CREAT | O_DIRECTORY | O_RDWR))).toBe("EINVAL");
  });

  it("make paths below a parent", () => {
    const fs = createFs();
    expect(fs.createPath("/tmp", "a/b//c")).toBe("/tmp/a/b/c");
    expect(fs.createPath("/tmp/a", "../a/b")).toBe("/tmp/a/b");
    expect(fs.stat("/tmp/a/b/c").nlink).toBe(2);
    expect(fs.stat("/tmp/a").nlink).toBe(3);
  });
});

describe("mkdirTree", () => {
  it.each([
    ["/a/b/c", "none", ["/a", "/a/b", "/a/b/c"]],
    ["/tmp", "none", []],
    ["/", "none", []],
    ["/a/../b/", "none", ["/a", "/b"]],
    ["//a//b", "none", ["/a", "/a/b"]],
    ["/link/x", "none", ["/tmp/x"]],
    ["/f", "EEXIST", []],
    ["/f/x", "ENOTDIR", []],
    ["/a/b/../../f/x", "ENOTDIR", []],
    ["/dangling/x", "ENOENT", []],
    [`/a/b/${"n".repeat(256)}`, "ENAMETOOLONG", []],
    ["", "ENOENT", []],
  ])("of %s says %s and makes %j", (path, code, made) => {
    const fs = createFs({ now: steppingClock() });
    fs.create("/f");
    fs.symlink("tmp", "/link");
    fs.symlink("none", "/dangling");
    const before = fs.stat("/");
    expect(errorCode(() => fs.mkdirTree(path))).toBe(code);
    expect(["/a", "/a/b", "/a/b/c", "/b", "/tmp/x"].filter((each) => fs.analyzePath(each).exists)).toEqual(
      made,
    );
    if (code !== "none") expect(fs.stat("/")).toEqual(before);
  });
});

describe("lazy files", () => {
  it("load once, when their bytes or size are needed", () => {
    const fs = createFs();
    let loads = 0;
    fs.createLazyFile("/tmp", "lazy", () => {
      loads++;
      return new TextEncoder().encode("lazy bytes");
    });
    expect(fs.readdir("/tmp")).toContain("lazy");
    const stream = fs.open("/tmp/lazy", 0);
    expect(loads).toBe(0);
    const buffer = new Uint8Array(4);
    expect(fs.read(stream, buffer, 0, 4, 5)).toBe(4);
    expect(new TextDecoder().decode(buffer)).toBe("byte");
    expect(fs.read(stream, buffer, 0, 4, 50)).toBe(0);
    expect(fs.stat("/tmp/lazy")).toMatchObject({ size: 10, mode: 0o100444 });
    expect(fs.readTextFile("/tmp/lazy")).toBe("lazy bytes");
    expect(loads).toBe(1);
  });

  it("are read-only for everybody, and can be moved and removed", () => {
    const fs = createFs();
    fs.createLazyFile("/tmp", "lazy", () => new Uint8Array(3), 0o666);
    expect(errorCode(() => fs.open("/tmp/lazy", O_RDWR))).toBe("EPERM");
    expect(errorCode(() => fs.writeFile("/tmp/lazy", "x"))).toBe("EPERM");
    expect(errorCode(() => fs.truncate("/tmp/lazy", 0))).toBe("EPERM");
    expect(errorCode(() => fs.access("/tmp/lazy", 2))).toBe("EPERM");
    fs.rename("/tmp/lazy", "/moved");
    fs.unlink("/moved");
  });

  it("are EIO with the cause when loading fails, and try again", () => {
    const fs = createFs();
    const cause = new Error("offline");
    let online = false;
    fs.createLazyFile("/", "lazy", () => {
      if (!online) throw cause;
      return Uint8Array.of(7);
    });
    expect(() => fs.readFile("/lazy")).toThrow(expect.objectContaining({ code: "EIO", cause }));
    expect(fs.openStreams().length).toBe(3);
    online = true;
    expect([...fs.readFile("/lazy")]).toEqual([7]);
  });
});

describe("two filesystems", () => {
  it("share nothing", () => {
    const [first, second] = [createFs(), createFs()];
    first.writeFile("/f", "first");
    first.setIdentity({ uid: 7 });
    first.chdir("/tmp");
    first.mount({ name: "own" }, undefined, "/tmp/../tmp");
    first.registerDevice(4711, {});
    first.open("/f", 0);
    expect(second.analyzePath("/f").exists).toBe(false);
    expect(second.identity.uid).toBe(0);
    expect(second.cwd()).toBe("/");
    expect(second.getMounts().length).toBe(2);
    expect(second.getDevice(4711)).toBeUndefined();
    expect(second.openStreams().length).toBe(3);
  });
});
