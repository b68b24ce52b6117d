import { describe, expect, it } from "vitest";
import { Errno, FsError } from "../../../src/base/index.js";
import {
  createFs,
  type FileSystem,
  MEMFS,
  type Mount,
  type MountType,
  O_RDONLY,
  O_RDWR,
} from "../../../src/fs/index.js";
import { errorCode } from "../../support/fs/error-code.js";

/** A filesystem with a second one on /m, which holds /m/f. */
function mounted(type: MountType = MEMFS): { fs: FileSystem; mount: Mount } {
  const fs = createFs();
  fs.mkdir("/m");
  return { fs, mount: fs.mount(type, { some: "options" }, "/m") };
}

describe("mounting", () => {
  it("puts another tree in the place of an empty directory and gives it back", () => {
    const { fs, mount } = mounted();
    fs.writeFile("/m/f", "x");
    fs.mkdir("/m/d");
    expect(fs.getMounts()).toContain(mount);
    expect(mount).toMatchObject({ type: MEMFS, options: { some: "options" }, readOnly: false });
    expect(fs.stat("/m/f").dev).toBe(mount.id);
    expect(fs.stat("/m/f").dev).not.toBe(fs.stat("/").dev);
    expect(fs.readdir("/m")).toEqual([".", "..", "f", "d"]);
    expect(fs.lookupPath("/m/d/../..").path).toBe("/");
    expect(fs.lookupPath("/m/d").path).toBe("/m/d");
    fs.unmount("/m");
    expect(fs.getMounts()).not.toContain(mount);
    expect(fs.readdir("/m")).toEqual([".", ".."]);
    expect(errorCode(() => fs.stat("/m/f"))).toBe("ENOENT");
  });

  it.each([
    ["/f", "ENOTDIR"],
    ["/none", "ENOENT"],
    ["/", "EBUSY"],
    ["/m", "EBUSY"],
    ["/full", "EBUSY"],
    ["/link", "none"],
  ])("on %s says %s", (path, code) => {
    const { fs } = mounted();
    fs.create("/f");
    fs.mkdirTree("/full/of");
    fs.mkdir("/target");
    fs.symlink("target", "/link");
    expect(errorCode(() => fs.mount(MEMFS, undefined, path))).toBe(code);
  });

  it("keeps its point from being renamed, replaced or removed, and links and moves within itself", () => {
    const { fs } = mounted();
    fs.mkdir("/d");
    fs.create("/f");
    expect(errorCode(() => fs.rmdir("/m"))).toBe("EBUSY");
    expect(errorCode(() => fs.rename("/m", "/n"))).toBe("EBUSY");
    expect(errorCode(() => fs.rename("/d", "/m"))).toBe("EBUSY");
    expect(errorCode(() => fs.rename("/f", "/m/f"))).toBe("EXDEV");
    expect(errorCode(() => fs.link("/f", "/m/f"))).toBe("EXDEV");
    expect(errorCode(() => fs.link("/f", "/g"))).toBe("EPERM");
    expect(errorCode(() => fs.link("/f", "/d"))).toBe("EEXIST");
    expect(errorCode(() => fs.link("/none", "/g"))).toBe("ENOENT");
  });

  it("nests, and follows when the directory above it moves", () => {
    const { fs } = mounted();
    fs.mkdirTree("/m/inner");
    fs.mount(MEMFS, undefined, "/m/inner");
    fs.writeFile("/m/inner/f", "x");
    fs.mkdirTree("/top/point");
    fs.mount(MEMFS, undefined, "/top/point");
    fs.create("/top/point/g");
    fs.rename("/top", "/moved");
    expect(fs.lookupPath("/moved/point/g").path).toBe("/moved/point/g");
    expect(errorCode(() => fs.unmount("/m"))).toBe("EBUSY");
    fs.unmount("/m/inner");
    fs.unmount("/m");
  });

  it("is not undone while it is used, nor where nothing is mounted", () => {
    const { fs } = mounted();
    fs.writeFile("/m/f", "x");
    fs.mkdir("/m/d");
    const stream = fs.open("/m/f", O_RDONLY);
    expect(errorCode(() => fs.unmount("/m"))).toBe("EBUSY");
    fs.close(stream);
    fs.chdir("/m/d");
    expect(errorCode(() => fs.unmount("/m"))).toBe("EBUSY");
    fs.chdir("/");
    expect(errorCode(() => fs.unmount("/m/d"))).toBe("EINVAL");
    expect(errorCode(() => fs.unmount("/tmp"))).toBe("EINVAL");
    expect(errorCode(() => fs.unmount("/none"))).toBe("ENOENT");
    expect(errorCode(() => fs.unmount("/"))).toBe("EBUSY");
    fs.unmount("/m");
  });

  it("lets a type fill it, undoes it when that fails, and tells the type at its end", () => {
    const events: string[] = [];
    const type: MountType = {
      name: "custom",
      mounted: (mount) => {
        if (mount.options === "broken") throw new RangeError("broken");
        events.push("mounted");
      },
      unmounted: () => events.push("unmounted"),
    };
    const fs = createFs();
    fs.mkdir("/m");
    const before = fs.getMounts();
    expect(() => fs.mount(type, "broken", "/m")).toThrow(RangeError);
    expect(fs.getMounts()).toEqual(before);
    fs.mount(type, undefined, "/m");
    fs.unmount("/m");
    expect(events).toEqual(["mounted", "unmounted"]);
  });

  it("that is read-only refuses every change", () => {
    const { fs } = mounted({ name: "read-only", readOnly: true });
    const now = "now";
    const changes = [
      () => fs.create("/m/a"),
      () => fs.mkdir("/m/a"),
      () => fs.symlink("a", "/m/a"),
      () => fs.chmod("/m", 0o700),
      () => fs.chown("/m", 1, 1),
      () => fs.utime("/m", now, now),
      () => fs.access("/m", 2),
    ];
    expect(changes.map(errorCode)).toEqual(changes.map(() => "EROFS"));
  });
});

describe("types of mount", () => {
  it("may bring contents of their own, and a write that fails leaves no trace", () => {
    const small: MountType = {
      name: "small",
      createContent: () => {
        let bytes = new Uint8Array(0);
        return {
          readOnly: false,
          get size() {
            return bytes.length;
          },
          get storedBytes() {
            return bytes.length;
          },
          read: (target, offset, length, position) => {
            const part = bytes.subarray(position, position + length);
            target.set(part, offset);
            return part.length;
          },
          write: (source, offset, length, position) => {
            if (position + length > 4) throw new FsError(Errno.ENOSPC, "full");
            const grown = new Uint8Array(Math.max(bytes.length, position + length));
            grown.set(bytes);
            grown.set(source.subarray(offset, offset + length), position);
            bytes = grown;
          },
          truncate: (size) => {
            const cut = new Uint8Array(size);
            cut.set(bytes.subarray(0, size));
            bytes = cut;
          },
        };
      },
    };
    const { fs } = mounted(small);
    fs.writeFile("/m/f", "abcd");
    fs.writeFile("/m/f", "xy");
    expect(fs.readTextFile("/m/f")).toBe("xy");
    const before = [fs.stat("/m"), fs.stat("/m/f")];
    expect(errorCode(() => fs.writeFile("/m/f", "too long"))).toBe("ENOSPC");
    expect(errorCode(() => fs.writeFile("/m/g", "too long"))).toBe("ENOSPC");
    expect(errorCode(() => fs.createDataFile("/m", "g", "too long"))).toBe("ENOSPC");
    const stream = fs.open("/m/f", O_RDWR);
    expect(errorCode(() => fs.write(stream, new Uint8Array(5), 0, 5))).toBe("ENOSPC");
    expect(stream.position).toBe(0);
    expect([fs.stat("/m"), fs.stat("/m/f")]).toEqual(before);
    expect(fs.readTextFile("/m/f")).toBe("xy");
    expect(fs.readdir("/m")).toEqual([".", "..", "f"]);
  });
});

describe("syncfs", () => {
  it("waits for every mount and reports the first error once", async () => {
    const finished: string[] = [];
    const finish = new Map<string, () => void>();
    const type = (name: string, error?: Error): MountType => ({
      name,
      synchronise: async (_mount, populate) => {
        await new Promise<void>((resolve) => finish.set(name, resolve));
        finished.push(`${name} ${populate}`);
        if (error !== undefined) throw error;
      },
    });
    const first = new Error("first");
    const fs = createFs();
    for (const each of [type("slow"), type("second", new Error("second")), type("first", first), MEMFS]) {
      fs.mkdir(`/${each.name}`);
      fs.mount(each, undefined, `/${each.name}`);
    }
    const outcome = expect(fs.syncfs(true).finally(() => finished.push("syncfs"))).rejects.toBe(first);
    for (const name of ["first", "second", "slow"]) {
      finish.get(name)!();
      await new Promise(setImmediate);
    }
    await outcome;
    expect(finished).toEqual(["first true", "second true", "slow true", "syncfs"]);
  });

  it("reports what a type throws before it waits, and succeeds where nobody has a store", async () => {
    const { fs } = mounted({
      name: "throwing",
      synchronise: () => {
        throw new RangeError("at once");
      },
    });
    await expect(fs.syncfs(false)).rejects.toThrow(RangeError);
    fs.unmount("/m");
    await expect(fs.syncfs(false)).resolves.toBeUndefined();
  });
});
