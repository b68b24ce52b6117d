import { describe, expect, it } from "vitest";
import { type Errno, errnoName } from "../../../src/base/index.js";
import {
  createFs,
  type FileSystem,
  type Identity,
  type Inode,
  mayCreate,
  mayDelete,
  mayLookup,
  mayOpen,
  O_DIRECTORY,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
} from "../../../src/fs/index.js";
import { errorCode } from "../../support/fs/error-code.js";

const OWNER: Identity = { uid: 10, gid: 20, groups: [], ignorePermissions: false };
const MEMBER: Identity = { uid: 11, gid: 21, groups: [20], ignorePermissions: false };
const OTHER: Identity = { uid: 12, gid: 22, groups: [], ignorePermissions: false };
const ROOT: Identity = { uid: 0, gid: 0, groups: [], ignorePermissions: false };
const IGNORING: Identity = { ...OTHER, ignorePermissions: true };

const name = (verdict: Errno | 0): string => (verdict === 0 ? "yes" : (errnoName(verdict) ?? "?"));

/** A directory and a file in it, both of OWNER, with these permissions. */
function nodes(directoryMode: number, fileMode = 0o644): { fs: FileSystem; directory: Inode; file: Inode } {
  const fs = createFs();
  const directory = fs.mkdir("/d");
  const file = fs.create("/d/f");
  fs.chmod("/d", directoryMode);
  fs.chmod("/d/f", fileMode);
  for (const path of ["/d", "/d/f"]) fs.chown(path, OWNER.uid, OWNER.gid);
  fs.chmod("/d", directoryMode);
  return { fs, directory, file };
}

describe("permission checks", () => {
  it.each<[mode: number, answers: string[]]>([
    [0o700, ["yes", "EACCES", "EACCES", "yes", "yes"]],
    [0o070, ["EACCES", "yes", "EACCES", "yes", "yes"]],
    [0o007, ["EACCES", "EACCES", "yes", "yes", "yes"]],
    [0o666, ["EACCES", "EACCES", "EACCES", "yes", "yes"]],
    [0o111, ["yes", "yes", "yes", "yes", "yes"]],
  ])(
    "mayLookup in a directory of mode 0o%o: owner, group, other, superuser, ignoring: %j",
    (mode, answers) => {
      const { directory } = nodes(mode);
      const identities = [OWNER, MEMBER, OTHER, ROOT, IGNORING];
      expect(identities.map((identity) => name(mayLookup(identity, directory)))).toEqual(answers);
    },
  );

  it("mayCreate wants to write and search, and a name and directory that can take it", () => {
    const { fs, directory, file } = nodes(0o755);
    expect(name(mayCreate(OWNER, directory))).toBe("yes");
    expect(name(mayCreate(OTHER, directory))).toBe("EACCES");
    expect(name(mayCreate(IGNORING, directory))).toBe("yes");
    expect(name(mayCreate(IGNORING, directory, file))).toBe("EEXIST");
    fs.chmod("/d", 0o200);
    expect(name(mayCreate(OWNER, directory))).toBe("EACCES");
    fs.unlink("/d/f");
    fs.rmdir("/d");
    expect(name(mayCreate(IGNORING, directory))).toBe("ENOENT");
  });

  it("mayDelete respects the sticky bit, and what is a directory and what is not", () => {
    const { fs, directory, file } = nodes(0o1777);
    expect(
      [OWNER, OTHER, ROOT, IGNORING].map((identity) => name(mayDelete(identity, directory, file, false))),
    ).toEqual(["yes", "EPERM", "yes", "yes"]);
    fs.chown("/d/f", OTHER.uid, -1);
    expect(
      [OWNER, OTHER, MEMBER].map((identity) => name(mayDelete(identity, directory, file, false))),
    ).toEqual(["yes", "yes", "EPERM"]);
    expect(name(mayDelete(IGNORING, directory, file, true))).toBe("ENOTDIR");
    expect(name(mayDelete(IGNORING, fs.lookupPath("/").node, directory, false))).toBe("EISDIR");
    fs.chmod("/d", 0o555);
    expect(name(mayDelete(OWNER, directory, file, false))).toBe("EACCES");
    expect(name(mayDelete(IGNORING, directory, file, false))).toBe("yes");
  });

  it.each<[mode: number, flags: number, answers: string[]]>([
    [0o640, O_RDONLY, ["yes", "yes", "EACCES", "yes", "yes"]],
    [0o640, O_WRONLY, ["yes", "EACCES", "EACCES", "yes", "yes"]],
    [0o420, O_RDWR, ["EACCES", "EACCES", "EACCES", "yes", "yes"]],
    [0o444, O_RDONLY | O_TRUNC, ["EACCES", "EACCES", "EACCES", "yes", "yes"]],
    [0o000, O_RDONLY, ["EACCES", "EACCES", "EACCES", "yes", "yes"]],
    [0o777, O_DIRECTORY, ["ENOTDIR", "ENOTDIR", "ENOTDIR", "ENOTDIR", "ENOTDIR"]],
  ])("mayOpen a file of mode 0o%o with 0o%o: %j", (mode, flags, answers) => {
    const { file } = nodes(0o777, mode);
    const identities = [OWNER, MEMBER, OTHER, ROOT, IGNORING];
    expect(identities.map((identity) => name(mayOpen(identity, file, flags)))).toEqual(answers);
  });

  it("mayOpen no directory for writing and no symbolic link at all", () => {
    const { fs, directory } = nodes(0o777);
    const link = fs.symlink("d", "/link");
    expect([O_RDONLY, O_RDWR, O_TRUNC].map((flags) => name(mayOpen(OTHER, directory, flags)))).toEqual([
      "yes",
      "EISDIR",
      "EISDIR",
    ]);
    expect(name(mayOpen(ROOT, link, O_RDONLY))).toBe("ELOOP");
  });
});

describe("permissions of actions", () => {
  it("are all passed by who ignores them, and by nobody else", () => {
    const { fs } = nodes(0o000, 0o000);
    const actions = [
      () => fs.readFile("/d/f"),
      () => fs.readdir("/d"),
      () => fs.chmod("/d", 0),
      () => fs.chown("/d", 10, 20),
      () => fs.utime("/d/f", { seconds: 1, nanoseconds: 0 }, "omit"),
      () => fs.access("/d/f", 7),
      () => fs.truncate("/d/f", 1),
      () => fs.mkdir("/d/e"),
      () => fs.rmdir("/d/e"),
    ];
    fs.setIdentity({ uid: 12, gid: 22 });
    const refused = actions.map(errorCode);
    expect(refused).toEqual([
      "EACCES",
      "EACCES",
      "EPERM",
      "EPERM",
      "EACCES",
      "EACCES",
      "EACCES",
      "EACCES",
      "EACCES",
    ]);
    fs.setIdentity({ ignorePermissions: true });
    expect(fs.identity).toEqual({ uid: 12, gid: 22, groups: [], ignorePermissions: true });
    expect(actions.map(errorCode)).toEqual(actions.map(() => "none"));
  });

  it("let truncate pass with the right to write alone", () => {
    const { fs } = nodes(0o777, 0o200);
    fs.setIdentity(OWNER);
    fs.truncate("/d/f", 7);
    expect(fs.stat("/d/f").size).toBe(7);
  });

  it("give new nodes to who makes them, in the inherited group where the directory says so", () => {
    const { fs } = nodes(0o2777);
    fs.setIdentity(OTHER);
    fs.mkdir("/d/e", 0o700);
    fs.create("/d/g", 0o2711);
    fs.create("/tmp/h", 0o2711);
    expect(fs.stat("/d/e")).toMatchObject({ uid: 12, gid: 20, mode: 0o042700 });
    expect(fs.stat("/d/g")).toMatchObject({ uid: 12, gid: 20, mode: 0o100711 });
    expect(fs.stat("/tmp/h")).toMatchObject({ uid: 12, gid: 22, mode: 0o102711 });
  });
});

describe("lchmod", () => {
  it("changes a link's own permissions and neither its target nor where it leads", () => {
    const { fs } = nodes(0o755, 0o644);
    fs.symlink("f", "/d/link");
    fs.lchmod("/d/link", 0o7000);
    expect(fs.lstat("/d/link").mode).toBe(0o127000);
    expect(fs.stat("/d/link").mode).toBe(0o100644);
    fs.setIdentity(OWNER);
    expect(fs.readTextFile("/d/link")).toBe("");
    expect(errorCode(() => fs.lchmod("/d/link", 0o777))).toBe("EPERM");
    expect(errorCode(() => fs.lchmod("/d/none", 0o777))).toBe("ENOENT");
  });

  it("is chmod for everything else", () => {
    const { fs } = nodes(0o755);
    fs.lchmod("/d/f", 0o170_7123);
    expect(fs.stat("/d/f").mode).toBe(0o107123);
  });
});

describe("utime", () => {
  it("sets, leaves or takes the present time, also before 1970", () => {
    let now = 5_000;
    const fs = createFs({ now: () => now });
    fs.create("/f");
    now = -1_500.25;
    fs.utime("/f", { seconds: -10, nanoseconds: 999_999_999 }, "omit");
    expect(fs.stat("/f")).toMatchObject({
      atime: { seconds: -10, nanoseconds: 999_999_999 },
      mtime: { seconds: 5, nanoseconds: 0 },
      ctime: { seconds: -2, nanoseconds: 499_750_000 },
    });
    fs.futime(fs.open("/f", O_RDWR).fd, "omit", "now");
    expect(fs.stat("/f")).toMatchObject({
      atime: { seconds: -10 },
      mtime: { seconds: -2, nanoseconds: 499_750_000 },
    });
  });

  it.each([-1, 1e9, Number.NaN])("refuses %d nanoseconds", (nanoseconds) => {
    const fs = createFs();
    expect(errorCode(() => fs.utime("/tmp", { seconds: 1, nanoseconds }, "now"))).toBe("EINVAL");
  });

  it("asks nothing, not even for the file, when both times stay", () => {
    const fs = createFs();
    fs.utime("/none", "omit", "omit");
    expect(errorCode(() => fs.utime("/none", "omit", "now"))).toBe("ENOENT");
  });

  it("lets who may write take the present time for both", () => {
    const { fs } = nodes(0o777, 0o642);
    fs.setIdentity(OTHER);
    expect(errorCode(() => fs.utime("/d/f", "now", "now"))).toBe("none");
    expect(errorCode(() => fs.utime("/d/f", "now", "omit"))).toBe("EPERM");
    fs.setIdentity(MEMBER);
    expect(errorCode(() => fs.utime("/d/f", "now", "now"))).toBe("EACCES");
  });
});
