import { describe, expect, it } from "vitest";
import { environment } from "web-sqlite-v2";

describe("environment() in a page without headers", () => {
  it("says what that costs", async () => {
    const { storages, losses } = await environment();
    expect(storages.map(({ storage, available }) => [storage, available])).toEqual([
      ["opfs-sahpool", true],
      ["opfs", false],
      ["memory", true],
    ]);
    expect(losses.find((sentence) => sentence.includes("cross-origin isolation"))).toMatch(
      /COOP and COEP headers.*"opfs".*small calls take two to three times as long/,
    );
    for (const sentence of losses) expect(sentence).toMatch(/^Without .*\.$/);
  });
});
