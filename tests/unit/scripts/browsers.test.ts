import { describe, expect, it } from "vitest";
import { decide } from "../../../scripts/ensure-browsers.mjs";
import { findBrowser, type Host } from "../../../scripts/find-browser.mjs";

/** A machine with the given files on it. */
function machine(files: readonly string[], host: Partial<Host> = {}): Host {
  return {
    platform: "linux",
    env: { PATH: "/usr/local/bin:/usr/bin" },
    isFile: (path) => files.includes(path),
    isRoot: false,
    ...host,
  };
}

const APT = "/usr/bin/apt-get";
const CHROMIUM = "/usr/bin/chromium";
const FIREFOX = "/usr/bin/firefox-esr";
const EMPTY_PATH = { env: { PATH: "" } };
const WINDOWS = { platform: "win32", env: { PATH: "", ProgramFiles: "C:\\Program Files" } } as const;

describe("finding a browser", () => {
  it.each([
    ["chromium", "in PATH", machine([CHROMIUM]), CHROMIUM],
    ["firefox", "in PATH", machine(["/usr/local/bin/firefox"]), "/usr/local/bin/firefox"],
    [
      "chromium",
      "outside PATH",
      machine(["/opt/google/chrome/chrome"], EMPTY_PATH),
      "/opt/google/chrome/chrome",
    ],
    [
      "firefox",
      "on macOS",
      machine(["/Applications/Firefox.app/Contents/MacOS/firefox"], { platform: "darwin" }),
      "/Applications/Firefox.app/Contents/MacOS/firefox",
    ],
    [
      "chromium",
      "on Windows",
      machine(["C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"], WINDOWS),
      "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    ],
    ["chromium", "by its variable first", machine([CHROMIUM, "/my"], { env: { CHROME_PATH: "/my" } }), "/my"],
    [
      "firefox",
      "not where its variable is wrong",
      machine([FIREFOX], { env: { FIREFOX_PATH: "/my" } }),
      undefined,
    ],
    ["firefox", "not where there is none", machine([CHROMIUM]), undefined],
    ["chromium", "not with an empty PATH", machine([CHROMIUM], EMPTY_PATH), undefined],
    ["chromium", "not on a platform nobody knows", machine([], { platform: "aix" }), undefined],
  ] as const)("%s is found %s", (name, _where, host, path) => {
    expect(findBrowser(name, host)).toBe(path);
  });
});

describe("deciding what to do about the browsers", () => {
  it("finds both where they are installed", () => {
    const paths = { chromium: CHROMIUM, firefox: FIREFOX };
    expect(decide(machine([CHROMIUM, FIREFOX]))).toEqual({ kind: "found", paths });
  });

  it.each([
    [[], ["chromium", "firefox-esr"]],
    [[CHROMIUM], ["firefox-esr"]],
    [[FIREFOX], ["chromium"]],
  ])("installs only what is missing, as root where apt-get is: %j", (installed, packages) => {
    expect(decide(machine([APT, ...installed], { isRoot: true }))).toEqual({ kind: "apt", packages });
  });

  it.each([
    [
      "who is not root",
      machine([APT]),
      [/Chrome or Chromium was not found/, /FIREFOX_PATH/, /sudo apt-get install .*chromium firefox-esr$/],
    ],
    [
      "without apt-get",
      machine([FIREFOX], { isRoot: true }),
      [/^Chrome or Chromium was not found: install it, or set CHROME_PATH/],
    ],
    [
      "with an empty PATH",
      machine([APT, CHROMIUM, FIREFOX], { ...EMPTY_PATH, isRoot: true }),
      [/Firefox was not found/],
    ],
    [
      "whose variable is wrong",
      machine([APT, CHROMIUM], { env: { PATH: "/usr/bin", FIREFOX_PATH: "/gone" }, isRoot: true }),
      [/^FIREFOX_PATH is \/gone, which is not a file\.$/],
    ],
  ])("tells people %s what to do", (_who, host, patterns) => {
    const decision = decide(host);
    expect(decision.kind).toBe("message");
    for (const pattern of patterns) expect(decision).toHaveProperty("text", expect.stringMatching(pattern));
  });
});
