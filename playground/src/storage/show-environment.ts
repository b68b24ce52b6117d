import { type EnvironmentReport, environment } from "web-sqlite-v2";
import { describeError } from "../describe-error.js";
import { createElement, findElement } from "../find-element.js";

/** What browsers may offer, as people call it. */
const NAMES: Readonly<Record<Exclude<keyof EnvironmentReport, "context">, string>> = {
  opfs: "Origin Private File System",
  syncAccessHandles: "Synchronous file access",
  crossOriginIsolated: "Cross-origin isolation",
  sharedArrayBuffer: "Shared memory",
  atomicsWait: "Waiting on shared memory",
  atomicsWaitAsync: "Promises for shared memory",
  jspi: "Wasm that awaits promises (JSPI)",
  webLocks: "Web Locks",
  broadcastChannel: "BroadcastChannel",
};

function item(name: string, isAvailable: boolean): HTMLLIElement {
  const mark = createElement("span", "capability-mark", isAvailable ? "✓" : "✗");
  mark.setAttribute("aria-hidden", "true");
  const state = createElement("span", "visually-hidden", isAvailable ? ": there" : ": missing");
  return createElement("li", isAvailable ? "" : "missing", mark, name, state);
}

/** Lists what the worker of the database found its browser to offer. */
export function showEnvironment(report: EnvironmentReport): void {
  const keys = Object.keys(NAMES) as (keyof typeof NAMES)[];
  const missing = keys.filter((key) => !report[key].available).length;
  findElement("environment-count", HTMLSpanElement).textContent =
    missing === 0 ? "all there" : `${missing} missing`;
  findElement("environment", HTMLUListElement).replaceChildren(
    ...keys.map((key) => item(NAMES[key], report[key].available)),
  );
}

/** Says what each missing thing costs, when the list is unfolded: finding out takes a worker. */
export function explainLosses(): void {
  const fold = findElement("environment-fold", HTMLDetailsElement);
  const list = findElement("losses", HTMLUListElement);
  const say = (sentences: readonly string[]) =>
    list.replaceChildren(...sentences.map((sentence) => createElement("li", "", sentence)));
  const explain = async () => {
    try {
      const { losses } = await environment();
      say(
        losses.length > 0
          ? losses
          : ["Nothing is lost: all storages can be had, and statements stop at once."],
      );
    } catch (error) {
      say([describeError(error)]);
    }
  };
  fold.addEventListener("toggle", () => {
    if (fold.open && list.children.length === 0) void explain();
  });
}
