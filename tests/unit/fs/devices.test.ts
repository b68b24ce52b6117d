import { describe, expect, it } from "vitest";
import {
  createFs,
  type Device,
  type FileSystem,
  isChrdev,
  major,
  makedev,
  minor,
  O_NONBLOCK,
  O_RDONLY,
  O_RDWR,
  O_WRONLY,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFSOCK,
  type TerminalAttributes,
  TerminalRequest,
} from "../../../src/fs/index.js";
import { errorCode } from "../../support/fs/error-code.js";

function input(text: string): () => number | null {
  const bytes = [...new TextEncoder().encode(text)];
  return () => bytes.shift() ?? null;
}

function readSome(fs: FileSystem, path: string, length: number): Uint8Array {
  const stream = fs.open(path, O_RDONLY);
  const buffer = new Uint8Array(length).fill(77);
  const count = fs.read(stream, buffer, 0, length);
  fs.close(stream);
  return buffer.subarray(0, count);
}

describe("device numbers", () => {
  it("have a major and a minor part", () => {
    for (const [first, second] of [
      [1, 3],
      [0, 0],
      [255, 255],
      [4095, 7],
    ] as const) {
      expect([major(makedev(first, second)), minor(makedev(first, second))]).toEqual([first, second]);
    }
  });
});

describe("the devices in /dev", () => {
  it("are character devices", () => {
    const fs = createFs();
    const names = ["null", "zero", "full", "random", "urandom", "tty", "tty1", "stdin", "stdout", "stderr"];
    expect(fs.readdir("/dev")).toEqual([".", "..", ...names]);
    for (const name of names) expect(isChrdev(fs.stat(`/dev/${name}`).mode)).toBe(true);
    expect(new Set(names.map((name) => fs.stat(`/dev/${name}`).rdev)).size).toBe(names.length);
  });

  it.each<[path: string, read: number[], written: number | string]>([
    ["/dev/null", [], 3],
    ["/dev/zero", [0, 0, 0, 0], 3],
    ["/dev/full", [0, 0, 0, 0], "ENOSPC"],
  ])("%s reads %j and answers %s to a write", (path, read, written) => {
    const fs = createFs();
    expect([...readSome(fs, path, 4)]).toEqual(read);
    const stream = fs.open(path, O_WRONLY);
    let count: number | string = "none";
    const code = errorCode(() => {
      count = fs.write(stream, new Uint8Array(3), 0, 3, 100);
    });
    expect(code === "none" ? count : code).toBe(written);
  });

  it.each(["/dev/random", "/dev/urandom"])("%s gives bytes that differ, also more than 64 KiB", (path) => {
    const bytes = readSome(createFs(), path, 200_000);
    expect(bytes.length).toBe(200_000);
    for (const part of [bytes.subarray(0, 1000), bytes.subarray(-1000)]) {
      expect(new Set(part).size).toBeGreaterThan(100);
    }
  });

  it("print lines through the host's functions and read from its input", () => {
    const lines: string[] = [];
    const fs = createFs({
      stdin: input("first\nsecond"),
      stdout: (line) => lines.push(`out ${line}`),
      stderr: (line) => lines.push(`err ${line}`),
    });
    const text = new TextEncoder().encode("grüße\nrest");
    fs.write(fs.getStream(1), text, 0, 3);
    fs.write(fs.getStream(1), text, 3, text.length - 3);
    fs.writeFile("/dev/tty", "!\n", { flags: O_WRONLY });
    fs.writeFile("/dev/tty1", "bad\n", { flags: O_WRONLY });
    fs.writeFile("/dev/stderr", "unfinished", { flags: O_WRONLY });
    expect(lines).toEqual(["out grüße", "out rest!", "err bad"]);
    fs.sync(fs.getStream(2));
    expect(lines.at(-1)).toBe("err unfinished");

    expect(new TextDecoder().decode(readSome(fs, "/dev/stdin", 100))).toBe("first\n");
    expect(new TextDecoder().decode(readSome(fs, "/dev/tty", 3))).toBe("sec");
    expect(fs.readTextFile("/dev/stdin")).toBe("ond");
  });

  it("have no input and drop their output where the host gives no functions", () => {
    const fs = createFs();
    expect(fs.read(fs.getStream(0), new Uint8Array(4), 0, 4)).toBe(0);
    expect(fs.write(fs.getStream(1), new Uint8Array(4), 0, 4)).toBe(4);
    expect(errorCode(() => fs.read(fs.getStream(0), new Uint8Array(4), 0, 4, 0))).toBe("ESPIPE");
    expect(errorCode(() => fs.sync(fs.open("/dev/null", O_RDONLY)))).toBe("EINVAL");
  });
});

describe("a terminal's controls", () => {
  const request = (name: keyof typeof TerminalRequest, argument?: unknown) => ({ name, argument });

  it("give and take attributes, which nobody else can change", () => {
    const fs = createFs();
    const terminal = fs.getStream(0);
    const before = fs.ioctl(terminal, TerminalRequest.TCGETS, undefined) as TerminalAttributes;
    expect(before.controlCharacters.length).toBe(32);
    before.controlCharacters[0] = 99;
    const changed = { ...before, localFlags: 0 };
    for (const name of ["TCSETS", "TCSETSW", "TCSETSF", "TCSETA", "TCSETAW", "TCSETAF"] as const) {
      expect(fs.ioctl(terminal, TerminalRequest[name], changed)).toBe(0);
    }
    changed.controlCharacters[0] = 100;
    const after = fs.ioctl(terminal, TerminalRequest.TCGETA, undefined) as TerminalAttributes;
    expect([after.localFlags, after.controlCharacters[0]]).toEqual([0, 99]);
    expect(fs.ioctl(fs.getStream(2), TerminalRequest.TCGETS, undefined)).not.toEqual(after);
  });

  it.each([
    [request("TIOCGWINSZ"), { rows: 24, columns: 80 }],
    [request("TIOCSPGRP", 7), 0],
    [request("TIOCGPGRP"), 1],
    [request("FIONREAD"), 0],
    [request("TCSBRK", 0), 0],
    [request("TCXONC", 0), 0],
    [request("TCFLSH", 0), 0],
  ])("answer %j with %j", ({ name, argument }, answer) => {
    const fs = createFs();
    expect(fs.ioctl(fs.getStream(1), TerminalRequest[name], argument)).toEqual(answer);
  });

  it("keep the window size, the process group and non-blocking mode", () => {
    const fs = createFs();
    const stream = fs.getStream(0);
    fs.ioctl(stream, TerminalRequest.TIOCSWINSZ, { rows: 50, columns: 132 });
    expect(fs.ioctl(stream, TerminalRequest.TIOCGWINSZ, undefined)).toEqual({ rows: 50, columns: 132 });
    fs.ioctl(stream, TerminalRequest.TIOCSPGRP, 7);
    expect(fs.ioctl(stream, TerminalRequest.TIOCGPGRP, undefined)).toBe(7);
    fs.ioctl(stream, TerminalRequest.FIONBIO, 1);
    expect(stream.flags & O_NONBLOCK).toBe(O_NONBLOCK);
    fs.ioctl(stream, TerminalRequest.FIONBIO, 0);
    expect(stream.flags & O_NONBLOCK).toBe(0);
  });

  it("are ENOTTY on anything else, and EINVAL when unknown", () => {
    const fs = createFs();
    fs.create("/f");
    for (const path of ["/f", "/tmp", "/dev/null"]) {
      const stream = fs.open(path, O_RDONLY);
      expect(errorCode(() => fs.ioctl(stream, TerminalRequest.TCGETS, undefined))).toBe("ENOTTY");
    }
    expect(errorCode(() => fs.ioctl(fs.getStream(0), 0x1234, undefined))).toBe("EINVAL");
  });
});

describe("devices of the host", () => {
  it("move bytes through its functions", () => {
    const fs = createFs();
    const written: number[] = [];
    fs.createDevice("/dev", "both", input("hello"), (byte) => written.push(byte));
    fs.createDevice("/dev", "reader", input("x"));
    fs.createDevice("/dev", "writer", undefined, () => {});
    expect(fs.readTextFile("/dev/both")).toBe("hello");
    fs.writeFile("/dev/both", Uint8Array.of(1, 2), { flags: O_WRONLY });
    expect(written).toEqual([1, 2]);
    expect(["both", "reader", "writer"].map((name) => fs.stat(`/dev/${name}`).mode & 0o777)).toEqual([
      0o666, 0o444, 0o222,
    ]);
    expect(errorCode(() => fs.readFile("/dev/writer"))).toBe("EINVAL");
    expect(errorCode(() => fs.write(fs.open("/dev/reader", O_RDWR), Uint8Array.of(1), 0, 1))).toBe("EINVAL");
  });

  it("are EAGAIN without input for now, and EIO with the cause when a function throws", () => {
    const fs = createFs();
    const cause = new Error("broken");
    const answers: (() => number | null | undefined)[] = [
      () => undefined,
      () => 65,
      () => undefined,
      () => {
        throw cause;
      },
    ];
    fs.createDevice("/dev", "slow", () => answers.shift()?.());
    expect(errorCode(() => readSome(fs, "/dev/slow", 4))).toBe("EAGAIN");
    expect([...readSome(fs, "/dev/slow", 4)]).toEqual([65]);
    expect(() => readSome(fs, "/dev/slow", 4)).toThrow(expect.objectContaining({ code: "EIO", cause }));
  });

  it("are found by number, opened, and closed with their last duplicate", () => {
    const fs = createFs();
    const events: string[] = [];
    const device: Device = { open: () => events.push("open"), close: () => events.push("close") };
    const dev = makedev(200, 1);
    expect(fs.getDevice(dev)).toBeUndefined();
    fs.mkdev("/dev/mine", 0o600, dev);
    expect(errorCode(() => fs.open("/dev/mine", O_RDONLY))).toBe("ENXIO");
    fs.registerDevice(dev, device);
    expect(fs.getDevice(dev)).toBe(device);
    const stream = fs.open("/dev/mine", O_RDONLY);
    fs.close(fs.dup(stream));
    expect(events).toEqual(["open"]);
    fs.close(stream);
    expect(events).toEqual(["open", "close"]);
  });

  it("that fail to open leave no descriptor behind", () => {
    const fs = createFs();
    fs.mkdev("/dev/mine", 0o600, makedev(200, 1));
    fs.registerDevice(makedev(200, 1), {
      open() {
        throw new Error("no");
      },
    });
    expect(errorCode(() => fs.open("/dev/mine", O_RDONLY))).toBe("EIO");
    expect(fs.openStreams().map(({ fd }) => fd)).toEqual([0, 1, 2]);
  });
});

describe("mknod", () => {
  it.each<[mode: number, uid: number, code: string]>([
    [0o600, 0, "none"],
    [S_IFCHR | 0o600, 0, "none"],
    [S_IFBLK | 0o600, 0, "none"],
    [S_IFIFO | 0o600, 5, "none"],
    [S_IFSOCK | 0o600, 5, "none"],
    [0o600, 5, "none"],
    [S_IFCHR | 0o600, 5, "EPERM"],
    [S_IFBLK | 0o600, 5, "EPERM"],
    [S_IFDIR | 0o600, 0, "EPERM"],
    [S_IFLNK | 0o600, 0, "EINVAL"],
  ])("of mode 0o%o by user %d says %s", (mode, uid, code) => {
    const fs = createFs({ identity: { uid } });
    expect(errorCode(() => fs.mknod("/tmp/node", mode, 5))).toBe(code);
    expect(fs.analyzePath("/tmp/node").exists).toBe(code === "none");
  });

  it("keeps type, permissions and, for devices alone, the number", () => {
    const fs = createFs();
    fs.mknod("/fifo", S_IFIFO | 0o640, 9);
    fs.mkdev("/block", S_IFBLK | 0o640, 9);
    expect(fs.stat("/fifo")).toMatchObject({ mode: S_IFIFO | 0o640, rdev: 0, size: 0 });
    expect(fs.stat("/block")).toMatchObject({ mode: S_IFBLK | 0o640, rdev: 9 });
    expect(["/fifo", "/block"].map((path) => errorCode(() => fs.open(path, O_RDONLY)))).toEqual([
      "ENXIO",
      "ENXIO",
    ]);
    expect(errorCode(() => fs.create("/fifo"))).toBe("EEXIST");
    expect(errorCode(() => fs.mknod("/none/", 0o600))).toBe("ENOENT");
  });
});

describe("/proc/self/fd", () => {
  it("lists the open descriptors as links to their files", () => {
    const fs = createFs();
    fs.writeFile("/f", "text");
    const { fd } = fs.open("/f", O_RDONLY);
    expect(fs.readdir("/proc/self/fd")).toEqual([".", "..", "0", "1", "2", String(fd)]);
    expect(fs.readlink(`/proc/self/fd/${fd}`)).toBe("/f");
    expect(fs.readTextFile(`/proc/self/fd/${fd}`)).toBe("text");
    fs.rename("/f", "/g");
    expect(fs.readlink(`/proc/self/fd/${fd}`)).toBe("/g");
    fs.close(fs.getStream(fd));
    for (const name of [fd, "x", "01", "-1"]) {
      expect(errorCode(() => fs.readlink(`/proc/self/fd/${name}`))).toBe("ENOENT");
    }
    expect(errorCode(() => fs.create("/proc/self/fd/7"))).toBe("EROFS");
  });
});
