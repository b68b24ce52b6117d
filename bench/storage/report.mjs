// @ts-check
import { median } from "../median.mjs";
import { markdownTable } from "../table.mjs";
import { formatLimit } from "../targets.mjs";
import { summarizeContention } from "./figures.mjs";

/** @typedef {import("./run.mjs").Results} Results */
/** @typedef {import("./run.mjs").Entry} Entry */
/** @typedef {import("./measurements.js").WorkloadResult} WorkloadResult */

const MEBIBYTE = 1024 * 1024;

/**
 * @param {Results} results
 * @param {readonly import("../targets.mjs").Judgement[]} judgements
 * @returns {string} Markdown, ready for docs/performance.md
 */
export function formatStorage({ versions, rounds, entries }, judgements) {
  const sections = [
    `${versions}. Medians of ${rounds} ${rounds === 1 ? "round" : "rounds"}, milliseconds unless said otherwise.`,
    formatWorks(entries),
    formatScripts(entries),
    formatContention(entries),
    formatLarge(entries),
    formatJudgements(judgements),
    entries
      .flatMap(({ contestant, failures }) => failures.map((text) => `${contestant.name}, ${text}`))
      .join("\n"),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

/** @param {readonly Entry[]} entries */
function formatWorks(entries) {
  const divided = entries.filter(({ contestant }) => contestant.pointDivisor !== undefined);
  const notes = divided.map(({ contestant: { name, pointDivisor } }) => `${name} one in ${pointDivisor}`);
  const note = `Of the point SELECTs these run a part, and their time is multiplied: ${notes.join(", ")}.`;
  const table = formatTimes(entries, ({ works }) => works);
  return table === "" || notes.length === 0 ? table : `${table}\n\n${note}`;
}

/** @param {readonly Entry[]} entries */
function formatScripts(entries) {
  return formatTimes(entries, ({ scripts }) => scripts);
}

/**
 * A row per work, a column per contestant that did any.
 *
 * @param {readonly Entry[]} entries
 * @param {(result: WorkloadResult) => import("./measurements.js").Times} pick
 */
function formatTimes(entries, pick) {
  const columns = entries
    .map(({ contestant, workload }) => ({ name: contestant.name, rounds: workload.map(pick) }))
    .filter(({ rounds }) => rounds.some((times) => Object.keys(times).length > 0));
  const works = [...new Set(columns.flatMap(({ rounds }) => rounds.flatMap((times) => Object.keys(times))))];
  if (works.length === 0) return "";
  const rows = works.map((work) => [
    work,
    ...columns.map(({ rounds }) => {
      const times = rounds.flatMap((round) => round[work] ?? []);
      return times.length === 0 ? "-" : format(median(times));
    }),
  ]);
  return markdownTable(["work", ...columns.map(({ name }) => name)], rows);
}

/** @param {readonly Entry[]} entries */
function formatContention(entries) {
  const rows = entries
    .filter(({ contention }) => contention.length > 0)
    .map(({ contestant, contention }) => {
      const rounds = contention.map(summarizeContention);
      const middle = (/** @type {keyof (typeof rounds)[number]} */ key) =>
        median(rounds.map((round) => round[key]));
      return [
        contestant.name,
        format(middle("perSecond")),
        middle("slowestShare").toFixed(2),
        format(middle("longest")),
        String(Math.round(middle("refusals"))),
        String(Math.max(...rounds.map(({ lost }) => lost))),
      ];
    });
  const head = [
    "four workers, one file, 15 s",
    "transactions per second",
    "slowest worker's part of a fair share",
    "longest transaction",
    "refused and repeated",
    "acknowledged writes missing",
  ];
  return rows.length === 0 ? "" : markdownTable(head, rows);
}

/** @param {readonly Entry[]} entries */
function formatLarge(entries) {
  const rows = entries.flatMap(({ contestant, large }) => {
    if (large === undefined) return [];
    const { firstRow, firstRowBytes, scan, wasmBytes, jsHeapBytes } = large;
    return [
      [
        contestant.name,
        format(firstRow),
        firstRowBytes === undefined ? "-" : format(firstRowBytes / 1024),
        format(scan),
        format(wasmBytes / MEBIBYTE),
        jsHeapBytes === undefined ? "-" : format(jsHeapBytes / MEBIBYTE),
      ],
    ];
  });
  const head = [
    "database of 1 GB",
    "open and first row",
    "KiB read for that",
    "all rows",
    "wasm memory, MiB",
    "JS heap, MiB",
  ];
  return rows.length === 0 ? "" : markdownTable(head, rows);
}

/** @param {readonly import("../targets.mjs").Judgement[]} judgements */
function formatJudgements(judgements) {
  const rows = judgements.map(({ target, figure, verdict }) => [
    target.work,
    target.to === undefined ? target.of : `${target.of} to ${target.to}`,
    figure === undefined ? "-" : figure.toFixed(2),
    formatLimit(target),
    verdict,
  ]);
  return markdownTable(["target", "of", "figure", "limit", "verdict"], rows);
}

/** @param {number} value */
function format(value) {
  return value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}
