// @ts-check
import { readPages } from "../../support/docs/pages.mjs";
import { runnableModule } from "../../support/docs/sample-module.mjs";

/** Folder of addresses below which the samples of the documentation are modules. */
const SAMPLES = "/sample/";

/** The list of all samples. */
const LIST = `${SAMPLES}list.ts`;

/**
 * Serves the samples of `docs/`, as they are when they are first asked for, as modules, and `/sample/list.ts`, which describes them.
 *
 * @returns {import("vite").Plugin}
 */
export function samplesPlugin() {
  /** @type {ReturnType<typeof readPages> | undefined} */
  let pages;
  return {
    name: "documentation-samples",
    resolveId: (id) => (id.startsWith(SAMPLES) ? id : undefined),
    load(id) {
      if (!id.startsWith(SAMPLES)) return undefined;
      pages ??= readPages();
      const all = [...pages.values()].flatMap(({ samples }) => samples);
      if (id === LIST) return `export const samples = ${JSON.stringify(all.map(describe))};`;
      const name = id.slice(SAMPLES.length);
      const sample = all.find((each) => each.name === name);
      if (sample !== undefined) return runnableModule(sample);
      const [page = "", file = ""] = name.split("/");
      return pages.get(page)?.files.get(file);
    },
  };
}

/** @param {import("../../support/docs/samples.mjs").Sample} sample */
function describe({ name, title, isolation, isRun }) {
  return { page: name.split("/")[0], url: SAMPLES + name, title, isolation, isRun };
}
