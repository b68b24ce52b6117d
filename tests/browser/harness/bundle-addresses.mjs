// @ts-check
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { ROOT } from "./root.mjs";

/** Folder of addresses below which any module of the work tree is served as one script. */
export const BUNDLES = "/bundle/";

/** Folder of addresses below which the official package is served as it ships; its files find each other by their URLs. */
export const OFFICIAL = "/official-package/";

/** The folder of what runs the tests in a page. */
export const PAGE = "tests/browser/harness/page/";

/** The one runner of a page or worker: it collects the tests that `vitest` is told of. */
const RUNNER = `${PAGE}runner.ts`;

/** What test files get when they import `vitest`. */
export const VITEST = `${BUNDLES}${PAGE}vitest.ts`;

/** What is tested as it ships, by its name in imports. */
export const SHIPPED = {
  "web-sqlite-v2": "dist/client/index.js",
  "web-sqlite-v2/sqlite3": "dist/sqlite3/index.js",
};

/**
 * Addresses of what no bundle contains: it is tested as it ships, or there must be one of it.
 *
 * @type {Readonly<Record<string, string>>}
 */
const EXTERNAL = {
  ...Object.fromEntries(Object.entries(SHIPPED).map(([name, path]) => [name, `/${path}`])),
  "@sqlite.org/sqlite-wasm": `${OFFICIAL}index.mjs`,
  vitest: VITEST,
  "@vitest/runner": BUNDLES + RUNNER,
  "@vitest/runner/utils": BUNDLES + RUNNER,
};

/** The names of {@link EXTERNAL}, and nothing that only begins like one. */
const NAMES = new RegExp(`^(${Object.keys(EXTERNAL).join("|").replaceAll(".", String.raw`\.`)})$`);

/**
 * Gives each bundled module the address that it would have alone, below {@link BUNDLES}: what it finds by its
 * `import.meta.url`, such as a worker, is found, and is a bundle itself.
 *
 * @type {import("esbuild").Plugin}
 */
export const addresses = {
  name: "addresses",
  setup(build) {
    const isRunner = build.initialOptions.entryPoints?.toString() === RUNNER;
    build.onResolve({ filter: NAMES }, ({ path }) =>
      isRunner ? undefined : { path: EXTERNAL[path], external: true },
    );
    build.onLoad({ filter: /[\\/](src|tests)[\\/].*\.ts$/ }, async ({ path }) => {
      const contents = await readFile(path, "utf8");
      if (!contents.includes("import.meta.url")) return undefined;
      const address = JSON.stringify(BUNDLES + relative(ROOT, path).replaceAll("\\", "/"));
      return { contents: contents.replaceAll("import.meta.url", `(self.origin + ${address})`), loader: "ts" };
    });
  },
};
