import { describe, expect, it } from "vitest";
import { type OpfsOptions, resolveOptions } from "../../../src/vfs/opfs/configuration.js";

const MEBIBYTE = 1_048_576;

it("everything has a default", () => {
  expect(resolveOptions({}, "")).toEqual({
    name: "opfs",
    disable: false,
    proxy: { url: undefined },
    log: expect.any(Function),
    sanityCheck: false,
    cacheSize: 4 * MEBIBYTE,
    ioSize: MEBIBYTE,
    lockTimeout: 500,
    idleTime: 150,
    timeout: 20_000,
  });
});

it("every option is taken from code", () => {
  const options = {
    name: "mine",
    disable: true,
    proxyUrl: new URL("https://example.org/proxy.js"),
    log: () => {},
    sanityCheck: true,
    cacheSize: 0,
    ioSize: 65_536,
    lockTimeout: 1,
    idleTime: 2,
    timeout: 3,
  } satisfies OpfsOptions;
  const { proxyUrl: url, ...others } = options;
  expect(resolveOptions(options, "?other=1")).toEqual({ ...others, proxy: { url } });
  const { port1: proxyPort } = new MessageChannel();
  expect(resolveOptions({ ...options, proxyPort }, "").proxy).toEqual({ port: proxyPort });
  proxyPort.close();
});

describe("a URL parameter", () => {
  it.each([
    ["", false, false],
    ["", true, true],
    ["opfs-disable", false, true],
    ["opfs-disable=1", false, true],
    ["opfs-disable=true", false, true],
    ["opfs-disable=0", true, false],
    ["opfs-disable=false", true, false],
  ])('"%s" goes before disable: %s', (search, disable, expected) => {
    expect(resolveOptions({ disable }, search).disable).toBe(expected);
  });

  it.each([
    ["", false, false],
    ["", true, true],
    ["opfs-sanity-check", false, true],
    ["opfs-sanity-check=0", true, false],
  ])('"%s" goes before sanityCheck: %s', (search, sanityCheck, expected) => {
    expect(resolveOptions({ sanityCheck }, search).sanityCheck).toBe(expected);
  });

  it("opfs-proxy-uri goes before proxyUrl", () => {
    const search = `?opfs-proxy-uri=${encodeURIComponent("/my proxy.js?a=1")}`;
    expect(resolveOptions({ proxyUrl: "/other.js" }, search).proxy).toEqual({ url: "/my proxy.js?a=1" });
  });

  it.each([
    ["", ["said"]],
    ["opfs-verbose=1", ["said"]],
    ["opfs-verbose=0", []],
  ])('"%s" decides on messages', (search, expected) => {
    const messages: string[] = [];
    resolveOptions({ log: (message) => messages.push(message) }, search).log("said");
    expect(messages).toEqual(expected);
    expect(() => resolveOptions({}, search).log("said")).not.toThrow();
  });
});

it.each(["cacheSize", "ioSize", "lockTimeout", "idleTime", "timeout"] as const)(
  "%s that is no number, negative or endless is refused",
  (name) => {
    for (const value of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      expect(() => resolveOptions({ [name]: value }, "")).toThrow(
        expect.objectContaining({ name: "RangeError", message: expect.stringContaining(name) }),
      );
    }
  },
);

it("fewer than 65,536 bytes for reads and writes are refused", () => {
  expect(() => resolveOptions({ ioSize: 65_535 }, "")).toThrow(
    "ioSize must be a number, 65536 or more: 65535",
  );
});
