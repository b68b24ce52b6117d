import { describe, expect, it } from "vitest";
import { createFs, type FileSystem, PATH_MAX, SYMLINK_MAX } from "../../../src/fs/index.js";
import { errorCode } from "../../support/fs/error-code.js";

function furnished(): FileSystem {
  const fs = createFs();
  fs.mkdirTree("/d/e");
  fs.writeFile("/d/file", "x");
  fs.symlink("e", "/d/link");
  fs.symlink("nowhere", "/d/dangling");
  return fs;
}

describe("looking paths up", () => {
  it("starts relative paths at the current directory, also after it moved", () => {
    const fs = furnished();
    fs.chdir("/d/e");
    expect(fs.cwd()).toBe("/d/e");
    expect(fs.readTextFile("../file")).toBe("x");
    fs.rename("/d", "/moved");
    expect(fs.cwd()).toBe("/moved/e");
    expect(fs.lookupPath(".").path).toBe("/moved/e");
  });

  it("refuses to change into what is no directory, missing or closed", () => {
    const fs = furnished();
    fs.chmod("/d/e", 0o600);
    fs.setIdentity({ uid: 5 });
    const codes = ["/d/file", "/d/none", "/d/e", "/d/link"].map((path) => errorCode(() => fs.chdir(path)));
    expect(codes).toEqual(["ENOTDIR", "ENOENT", "EACCES", "EACCES"]);
    expect(fs.cwd()).toBe("/");
  });

  it("makes nothing in a current directory that was removed", () => {
    const fs = furnished();
    fs.chdir("/d/e");
    fs.rmdir("/d/e");
    expect(errorCode(() => fs.cwd())).toBe("ENOENT");
    expect(errorCode(() => fs.create("a"))).toBe("ENOENT");
    expect(errorCode(() => fs.stat("a"))).toBe("ENOENT");
    expect(fs.stat("..").ino).toBe(fs.stat("/d").ino);
  });

  it("stops at the parent, at a link or below a mount when asked to", () => {
    const fs = furnished();
    fs.mount({ name: "other" }, undefined, "/d/e");
    expect(fs.lookupPath("/d/link/../none", { parent: true }).path).toBe("/d");
    expect(fs.lookupPath("/d/none", { parent: true }).node).toBe(fs.lookupPath("/d").node);
    expect(fs.lookupPath("/d/link", { follow: false }).path).toBe("/d/link");
    expect(fs.lookupPath("/d/link").path).toBe("/d/e");
    expect(fs.lookupPath("/d/e", { followMount: false }).node.mounted).toBe(fs.getMounts().at(-1));
    expect(fs.lookupPath("/d/e").node).toBe(fs.getMounts().at(-1)!.root);
  });

  it("follows 40 links and not one more", () => {
    const fs = createFs();
    fs.create("/link0");
    for (let count = 1; count <= SYMLINK_MAX + 1; count++) fs.symlink(`link${count - 1}`, `/link${count}`);
    expect(errorCode(() => fs.stat(`/link${SYMLINK_MAX}`))).toBe("none");
    expect(errorCode(() => fs.stat(`/link${SYMLINK_MAX + 1}`))).toBe("ELOOP");
  });

  it("counts the bytes of names and paths, not their characters", () => {
    const fs = createFs();
    expect(errorCode(() => fs.create(`/${"ä".repeat(127)}a`))).toBe("none");
    expect(errorCode(() => fs.create(`/${"ä".repeat(128)}`))).toBe("ENAMETOOLONG");
    expect(errorCode(() => fs.stat("/".repeat(PATH_MAX - 1)))).toBe("none");
    expect(errorCode(() => fs.stat("/".repeat(PATH_MAX)))).toBe("ENAMETOOLONG");
    expect(errorCode(() => fs.symlink("ä".repeat(PATH_MAX / 2), "/link"))).toBe("ENAMETOOLONG");
  });

  it("refuses names that no C string can hold", () => {
    const fs = createFs();
    expect(errorCode(() => fs.create("/a\0b"))).toBe("EINVAL");
    expect(errorCode(() => fs.symlink("a\0b", "/link"))).toBe("EINVAL");
  });

  it("finds a name in a directory", () => {
    const fs = furnished();
    const directory = fs.lookupPath("/d").node;
    const file = fs.lookup(directory, "file");
    expect(fs.pathOf(file)).toBe("/d/file");
    expect(errorCode(() => fs.lookup(directory, "none"))).toBe("ENOENT");
    expect(errorCode(() => fs.lookup(file, "none"))).toBe("ENOTDIR");
    expect(errorCode(() => fs.lookup(directory, "n".repeat(256)))).toBe("ENAMETOOLONG");
    fs.chmod("/d", 0o600);
    fs.setIdentity({ uid: 5 });
    expect(errorCode(() => fs.lookup(directory, "file"))).toBe("EACCES");
  });
});

describe("analyzePath", () => {
  it.each([
    ["/", { isRoot: true, exists: true, name: "/", path: "/", parentExists: true, parentPath: "/" }],
    ["/d/file", { isRoot: false, exists: true, name: "file", path: "/d/file", parentPath: "/d" }],
    ["/d/link", { exists: true, name: "link", path: "/d/e", parentPath: "/d" }],
    [
      "/d/dangling",
      { exists: false, name: "dangling", path: undefined, parentExists: true, parentPath: "/d" },
    ],
    ["/d/none", { exists: false, name: "none", path: undefined, parentExists: true, parentPath: "/d" }],
    ["/none/x", { exists: false, name: undefined, parentExists: false, parentPath: undefined }],
    ["/d/file/x", { exists: false, name: undefined, parentExists: false }],
  ])("tells what there is of %s", (path, expected) => {
    expect(furnished().analyzePath(path)).toMatchObject(expected);
  });

  it("tells why there is nothing", () => {
    const fs = furnished();
    expect(fs.analyzePath("/d/none").error?.code).toBe("ENOENT");
    expect(fs.analyzePath("/d/file/x").error?.code).toBe("ENOTDIR");
    expect(fs.analyzePath("/d/file").error).toBeUndefined();
    expect(fs.analyzePath("/d/dangling", false)).toMatchObject({ exists: true, path: "/d/dangling" });
  });
});
