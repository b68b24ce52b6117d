import { describe, expect, it } from "vitest";
import { isNodeNewEnough, whyInstall } from "../../../scripts/ensure-dependencies.mjs";

const VITE = "node_modules/vite";
const OTHER_PLATFORM = "node_modules/@esbuild/aix-ppc64";
const WANTED = {
  "": { version: "0.1.0" },
  [VITE]: { version: "8.0.0" },
  [OTHER_PLATFORM]: { version: "1.0.0", optional: true },
};
const everythingIsThere = () => true;

describe("what npm ci is run for", () => {
  it.each([
    [
      "nothing, where all but another platform's package is there",
      { [VITE]: { version: "8.0.0" } },
      undefined,
    ],
    ["an empty clone", undefined, "node_modules is missing"],
    ["a missing package", {}, "node_modules/vite is missing"],
    [
      "an old version",
      { [VITE]: { version: "7.0.0" } },
      "node_modules/vite is 7.0.0, package-lock.json asks for 8.0.0",
    ],
    [
      "a package too many",
      { [VITE]: { version: "8.0.0" }, "node_modules/left": { version: "1.0.0" } },
      "node_modules/left is not in package-lock.json",
    ],
  ])("%s", (_case, installed, reason) => {
    expect(whyInstall(WANTED, installed, everythingIsThere)).toBe(reason);
  });

  it("a package whose folder was deleted", () => {
    const installed = { [VITE]: { version: "8.0.0" } };
    expect(whyInstall(WANTED, installed, (path) => path !== VITE)).toBe("node_modules/vite is missing");
  });
});

describe("the Node that runs the tools", () => {
  it.each([
    ["18.20.0", false],
    ["20.18.3", false],
    ["20.19.0", true],
    ["22.0.0", true],
    ["26.1.0", true],
  ])("%s: %s", (version, isEnough) => {
    expect(isNodeNewEnough(version)).toBe(isEnough);
  });
});
