import type { Capability, EnvironmentReport } from "web-sqlite-v2";
import { createElement, findElement } from "../find-element.js";

/** What the browser may offer, as people call it, and what its lack costs. */
const CAPABILITIES: Readonly<
  Record<Exclude<keyof EnvironmentReport, "context">, { readonly name: string; readonly cost: string }>
> = {
  opfs: { name: "Origin Private File System", cost: "Databases are gone with the page." },
  syncAccessHandles: { name: "Synchronous file access", cost: "Databases are gone with the page." },
  crossOriginIsolated: {
    name: "Cross-origin isolation",
    cost: "No storage “opfs”, which several tabs share; a running statement stops less quickly.",
  },
  sharedArrayBuffer: {
    name: "Shared memory",
    cost: "No storage “opfs”; a running statement stops less quickly.",
  },
  atomicsWait: { name: "Waiting on shared memory", cost: "No storage “opfs”." },
  atomicsWaitAsync: { name: "Promises for shared memory", cost: "No storage “opfs”." },
  jspi: {
    name: "Wasm that awaits promises (JSPI)",
    cost: "Only without isolation: a statement stops between two rows or at its time limit only.",
  },
  webLocks: { name: "Web Locks", cost: "No storage “opfs”; errors do not say who has a database." },
  broadcastChannel: { name: "BroadcastChannel", cost: "No storage “opfs”." },
};

function item(name: string, cost: string, capability: Capability): HTMLLIElement {
  const mark = createElement("span", "capability-mark", capability.available ? "✓" : "✗");
  mark.setAttribute("aria-hidden", "true");
  const state = createElement("span", "visually-hidden", capability.available ? ": there" : ": missing");
  const title = createElement("span", "", name, state);
  if (capability.available) return createElement("li", "", mark, title);
  const reason = createElement("p", "hint", `${capability.reason}. ${cost}`);
  return createElement("li", "missing", mark, title, reason);
}

/** Lists what the worker found its browser to offer, and what each missing thing costs. */
export function showEnvironment(report: EnvironmentReport): void {
  const keys = Object.keys(CAPABILITIES) as (keyof typeof CAPABILITIES)[];
  const missing = keys.filter((key) => !report[key].available).length;
  findElement("environment-count", HTMLSpanElement).textContent =
    missing === 0 ? "all there" : `${missing} missing`;
  findElement("environment", HTMLUListElement).replaceChildren(
    ...keys.map((key) => item(CAPABILITIES[key].name, CAPABILITIES[key].cost, report[key])),
  );
}
