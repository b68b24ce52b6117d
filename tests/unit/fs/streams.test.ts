import { describe, expect, it } from "vitest";
import {
  createFs,
  type FileSystem,
  MAP_PRIVATE,
  MAP_SHARED,
  MAX_OPEN_FDS,
  O_APPEND,
  O_CLOEXEC,
  O_CREAT,
  O_DIRECTORY,
  O_NONBLOCK,
  O_PATH,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  PROT_READ,
  PROT_WRITE,
  SEEK_CUR,
  SEEK_END,
  SEEK_SET,
  type Stream,
  type Whence,
} from "../../../src/fs/index.js";
import { errorCode } from "../../support/fs/error-code.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A filesystem with a file of ten bytes, and that file open for reading and writing. */
function opened(flags = O_RDWR): { fs: FileSystem; stream: Stream } {
  const fs = createFs();
  fs.writeFile("/f", "0123456789");
  return { fs, stream: fs.open("/f", flags) };
}

function readText(fs: FileSystem, stream: Stream, length: number, position?: number): string {
  const buffer = new Uint8Array(length);
  return new TextDecoder().decode(buffer.subarray(0, fs.read(stream, buffer, 0, length, position)));
}

describe("descriptors", () => {
  it("start after the standard streams and take the lowest free number", () => {
    const fs = createFs();
    fs.create("/f");
    const streams = Array.from({ length: 100 }, () => fs.open("/f", O_RDONLY));
    expect(streams.map(({ fd }) => fd)).toEqual(Array.from({ length: 100 }, (_, index) => index + 3));
    for (const index of [70, 2, 40]) fs.close(streams[index]!);
    expect([5, 43, 73, 103]).toEqual([1, 2, 3, 4].map(() => fs.open("/f", O_RDONLY).fd));
    fs.close(fs.getStream(0));
    expect(fs.open("/f", O_RDONLY).fd).toBe(0);
  });

  it("run out at 4,096, before anything is made or cut", () => {
    const { fs, stream } = opened();
    for (let fd = 4; fd < MAX_OPEN_FDS; fd++) expect(fs.open("/f", O_RDONLY).fd).toBe(fd);
    expect(errorCode(() => fs.open("/f", O_RDWR | O_TRUNC))).toBe("EMFILE");
    expect(errorCode(() => fs.open("/new", O_CREAT | O_RDWR))).toBe("EMFILE");
    expect(errorCode(() => fs.dup(stream))).toBe("EMFILE");
    expect(fs.fstat(stream.fd).size).toBe(10);
    expect(fs.analyzePath("/new").exists).toBe(false);
    fs.close(fs.getStream(MAX_OPEN_FDS - 1));
    expect(fs.dup(stream).fd).toBe(MAX_OPEN_FDS - 1);
  });

  it("are EBADF once closed, and a second close is, too", () => {
    const { fs, stream } = opened();
    fs.close(stream);
    const buffer = new Uint8Array(1);
    const calls = [
      () => fs.close(stream),
      () => fs.read(stream, buffer, 0, 1),
      () => fs.write(stream, buffer, 0, 1),
      () => fs.llseek(stream, 0, SEEK_SET),
      () => fs.dup(stream),
      () => fs.fstat(stream.fd),
      () => fs.getStream(-1),
      () => fs.getStream(MAX_OPEN_FDS),
      () => fs.ftruncate(stream.fd, 0),
      () => fs.sync(stream),
    ];
    expect(calls.map(errorCode)).toEqual(calls.map(() => "EBADF"));
  });

  it("that are only a path answer stat and nothing else", () => {
    const { fs } = opened();
    const stream = fs.open("/f", O_PATH | O_RDWR | O_TRUNC);
    expect(fs.fstat(stream.fd).size).toBe(10);
    const calls = [
      () => fs.read(stream, new Uint8Array(1), 0, 1),
      () => fs.fchmod(stream.fd, 0o600),
      () => fs.ftruncate(stream.fd, 0),
      () => fs.llseek(stream, 0, SEEK_SET),
    ];
    expect(calls.map(errorCode)).toEqual(calls.map(() => "EBADF"));
  });

  it("keep what they opened readable and writable after it lost its name", () => {
    const { fs, stream } = opened();
    fs.unlink("/f");
    expect(fs.write(stream, bytes("ab"), 0, 2, 0)).toBe(2);
    expect(readText(fs, stream, 20, 0)).toBe("ab23456789");
    expect(fs.fstat(stream.fd)).toMatchObject({ nlink: 0, size: 10 });
    expect(fs.readlink(`/proc/self/fd/${stream.fd}`)).toBe("/f (deleted)");
  });
});

describe("duplicates", () => {
  it("share position and status flags, but not close-on-exec", () => {
    const { fs, stream } = opened(O_RDWR | O_CLOEXEC);
    const copy = fs.dup(stream);
    expect([stream.closeOnExec, copy.closeOnExec]).toEqual([true, false]);
    expect(readText(fs, stream, 4)).toBe("0123");
    expect(readText(fs, copy, 2)).toBe("45");
    copy.setStatusFlags(O_APPEND | O_NONBLOCK | O_TRUNC);
    expect(stream.flags).toBe(O_RDWR | O_APPEND | O_NONBLOCK);
    fs.close(stream);
    expect(fs.write(copy, bytes("x"), 0, 1)).toBe(1);
    expect(fs.readTextFile("/f")).toBe("0123456789x");
  });

  it("are made at or above a minimum", () => {
    const { fs, stream } = opened();
    expect(fs.dup(stream, 50).fd).toBe(50);
    expect(fs.dup(stream, 50).fd).toBe(51);
    expect(fs.dup(stream).fd).toBe(4);
    expect([-1, MAX_OPEN_FDS].map((minimum) => errorCode(() => fs.dup(stream, minimum)))).toEqual([
      "EINVAL",
      "EINVAL",
    ]);
  });

  it("replace what a descriptor was", () => {
    const { fs, stream } = opened();
    fs.writeFile("/other", "other");
    const other = fs.open("/other", O_RDONLY);
    expect(fs.dup2(stream, other.fd).fd).toBe(other.fd);
    expect(readText(fs, fs.getStream(other.fd), 3)).toBe("012");
    expect(errorCode(() => fs.close(other))).toBe("EBADF");
    expect(fs.dup2(stream, stream.fd)).toBe(stream);
    expect(fs.dup2(stream, 200).fd).toBe(200);
    expect([-1, MAX_OPEN_FDS, 1.5].map((fd) => errorCode(() => fs.dup2(stream, fd)))).toEqual([
      "EBADF",
      "EBADF",
      "EBADF",
    ]);
  });
});

describe("llseek", () => {
  it.each<[offset: number, whence: number, result: number | string]>([
    [3, SEEK_SET, 3],
    [-1, SEEK_SET, "EINVAL"],
    [3, SEEK_CUR, 7],
    [-4, SEEK_CUR, 0],
    [-5, SEEK_CUR, "EINVAL"],
    [0, SEEK_END, 10],
    [-10, SEEK_END, 0],
    [-11, SEEK_END, "EINVAL"],
    [100, SEEK_END, 110],
    [6 * 2 ** 30, SEEK_SET, 6 * 2 ** 30],
    [Number.MAX_SAFE_INTEGER, SEEK_CUR, "EOVERFLOW"],
    [0, 5, "EINVAL"],
    [0.5, SEEK_SET, "EINVAL"],
  ])("by %d from %d, standing at 4 of 10, gives %s", (offset, whence, expected) => {
    const { fs, stream } = opened();
    fs.llseek(stream, 4, SEEK_SET);
    let result: number | string = "none";
    const code = errorCode(() => {
      result = fs.llseek(stream, offset, whence as Whence);
    });
    expect(code === "none" ? result : code).toBe(expected);
    expect(stream.position).toBe(typeof expected === "number" ? expected : 4);
  });

  it("is refused by what has no position", () => {
    const fs = createFs();
    expect(errorCode(() => fs.llseek(fs.getStream(0), 0, SEEK_CUR))).toBe("ESPIPE");
    expect(fs.llseek(fs.open("/dev/null", O_RDONLY), 100, SEEK_SET)).toBe(0);
    expect(fs.llseek(fs.open("/tmp", O_RDONLY | O_DIRECTORY), 0, SEEK_SET)).toBe(0);
  });

  it("past the end makes no bytes until something is written", () => {
    const { fs, stream } = opened();
    fs.llseek(stream, 20, SEEK_SET);
    expect(readText(fs, stream, 5)).toBe("");
    expect(fs.fstat(stream.fd).size).toBe(10);
    fs.write(stream, bytes("x"), 0, 1);
    expect(fs.readTextFile("/f")).toBe(`0123456789${"\0".repeat(10)}x`);
  });
});

describe("reading and writing", () => {
  it("at a position leaves the stream where it stands", () => {
    const { fs, stream } = opened();
    expect(readText(fs, stream, 2)).toBe("01");
    expect(readText(fs, stream, 2, 7)).toBe("78");
    fs.write(stream, bytes("xy"), 0, 2, 5);
    expect(readText(fs, stream, 10)).toBe("234xy789");
  });

  it("takes a range of the buffer that must lie in it", () => {
    const { fs, stream } = opened();
    const buffer = new Uint8Array(6).fill(95);
    expect(fs.read(stream, buffer, 2, 3)).toBe(3);
    expect(new TextDecoder().decode(buffer)).toBe("__012_");
    for (const [offset, length] of [
      [-1, 1],
      [0, 7],
      [6, 1],
      [0, -1],
      [Number.NaN, 1],
    ] as const) {
      expect(() => fs.read(stream, buffer, offset, length)).toThrow(RangeError);
      expect(() => fs.write(stream, buffer, offset, length)).toThrow(RangeError);
    }
  });

  it("appends wherever it is told to write", () => {
    const { fs, stream } = opened(O_WRONLY | O_APPEND);
    fs.write(stream, bytes("a"), 0, 1, 0);
    expect(stream.position).toBe(0);
    fs.write(stream, bytes("b"), 0, 1);
    expect(stream.position).toBe(12);
    expect(fs.readTextFile("/f")).toBe("0123456789ab");
  });

  it.each<[flags: number, path: string, read: string, write: string]>([
    [O_RDONLY, "/f", "none", "EBADF"],
    [O_WRONLY, "/f", "EBADF", "none"],
    [O_RDONLY, "/tmp", "EISDIR", "EBADF"],
  ])("opened with %d on %s says %s to reads and %s to writes", (flags, path, read, write) => {
    const { fs } = opened();
    const stream = fs.open(path, flags);
    const buffer = new Uint8Array(1);
    expect(errorCode(() => fs.read(stream, buffer, 0, 1))).toBe(read);
    expect(errorCode(() => fs.write(stream, buffer, 0, 1))).toBe(write);
  });

  it("refuses positions that no file has", () => {
    const { fs, stream } = opened();
    const buffer = new Uint8Array(2);
    expect(errorCode(() => fs.read(stream, buffer, 0, 1, -1))).toBe("EINVAL");
    expect(errorCode(() => fs.write(stream, buffer, 0, 1, 1.5))).toBe("EINVAL");
    expect(errorCode(() => fs.write(stream, buffer, 0, 2, Number.MAX_SAFE_INTEGER - 1))).toBe("EFBIG");
    expect(fs.fstat(stream.fd).size).toBe(10);
  });
});

describe("truncate and allocate", () => {
  it("refuse sizes that no file has", () => {
    const { fs, stream } = opened();
    const sizes = [-1, 0.5, 2 ** 54];
    expect(sizes.map((size) => errorCode(() => fs.truncate("/f", size)))).toEqual([
      "EINVAL",
      "EINVAL",
      "EFBIG",
    ]);
    expect(sizes.map((size) => errorCode(() => fs.ftruncate(stream.fd, size)))).toEqual([
      "EINVAL",
      "EINVAL",
      "EFBIG",
    ]);
    expect(fs.stat("/f").size).toBe(10);
  });

  it("work on regular files only", () => {
    const { fs } = opened();
    expect(errorCode(() => fs.truncate("/tmp", 0))).toBe("EISDIR");
    expect(errorCode(() => fs.truncate("/dev/null", 0))).toBe("EINVAL");
    expect(errorCode(() => fs.ftruncate(fs.open("/f", O_RDONLY).fd, 0))).toBe("EINVAL");
    expect(errorCode(() => fs.allocate(fs.open("/dev/null", O_RDWR), 0, 1))).toBe("ENODEV");
    expect(errorCode(() => fs.allocate(fs.open("/f", O_RDONLY), 0, 1))).toBe("EBADF");
  });

  it.each<[offset: number, length: number, code: string, size: number]>([
    [0, 5, "none", 10],
    [5, 20, "none", 25],
    [-1, 5, "EINVAL", 10],
    [0, 0, "EINVAL", 10],
    [0, -1, "EINVAL", 10],
    [Number.MAX_SAFE_INTEGER, 1, "EFBIG", 10],
  ])("allocate(%d, %d) on ten bytes says %s and leaves %d", (offset, length, code, size) => {
    const { fs, stream } = opened();
    expect(errorCode(() => fs.allocate(stream, offset, length))).toBe(code);
    expect(fs.readTextFile("/f")).toBe(`0123456789${"\0".repeat(size - 10)}`);
  });
});

describe("mmap and msync", () => {
  it("copy a part of the file, zeros past its end, and write it back", () => {
    const { fs, stream } = opened();
    const mapped = fs.mmap(stream, 20, 0, PROT_READ | PROT_WRITE, MAP_SHARED);
    expect(new TextDecoder().decode(mapped)).toBe(`0123456789${"\0".repeat(10)}`);
    mapped.set(bytes("ab"), 8);
    mapped.set(bytes("cd"), 10);
    fs.msync(stream, mapped, 0, MAP_SHARED);
    expect(fs.readTextFile("/f")).toBe("01234567ab");
  });

  it("leave the file alone through a private mapping, and outlive the descriptor through a shared one", () => {
    const { fs, stream } = opened();
    const mapped = fs.mmap(stream, 10, 0, PROT_WRITE, MAP_PRIVATE).fill(120);
    fs.msync(stream, mapped, 0, MAP_PRIVATE);
    expect(fs.readTextFile("/f")).toBe("0123456789");
    fs.close(stream);
    fs.msync(stream, mapped, 0, MAP_SHARED);
    expect(fs.readTextFile("/f")).toBe("xxxxxxxxxx");
  });

  it.each<
    [flags: number, path: string, length: number, position: number, prot: number, kind: number, code: string]
  >([
    [O_RDONLY, "/f", 10, 0, PROT_READ, MAP_SHARED, "none"],
    [O_RDONLY, "/f", 10, 0, PROT_READ | PROT_WRITE, MAP_PRIVATE, "none"],
    [O_RDONLY, "/f", 10, 0, PROT_READ | PROT_WRITE, MAP_SHARED, "EACCES"],
    [O_WRONLY, "/f", 10, 0, PROT_WRITE, MAP_SHARED, "EACCES"],
    [O_RDWR, "/f", 0, 0, PROT_READ, MAP_SHARED, "EINVAL"],
    [O_RDWR, "/f", 10, 100, PROT_READ, MAP_SHARED, "EINVAL"],
    [O_RDWR, "/f", 10, -4096, PROT_READ, MAP_SHARED, "EINVAL"],
    [O_RDWR, "/f", 10, 0, PROT_READ, 0, "EINVAL"],
    [O_RDONLY, "/tmp", 10, 0, PROT_READ, MAP_SHARED, "ENODEV"],
    [O_RDWR, "/dev/null", 10, 0, PROT_READ, MAP_SHARED, "ENODEV"],
    [O_RDWR, "/f", 2 ** 52, 0, PROT_READ, MAP_SHARED, "ENOMEM"],
  ])(
    "with %d on %s, %d bytes at %d, protection %d, kind %d: %s",
    (flags, path, length, position, prot, kind, code) => {
      const { fs } = opened();
      const stream = fs.open(path, flags);
      expect(errorCode(() => fs.mmap(stream, length, position, prot, kind))).toBe(code);
    },
  );
});
