import type { StorageReport } from "web-sqlite-v2";
import { createElement, findElement } from "./find-element.js";

function entry(term: string, text: string): Node[] {
  return [createElement("dt", "", term), createElement("dd", "", text)];
}

/** Says where the data is, in short in the page's head and in full in the side bar. */
export function showStorage(storage: StorageReport): void {
  const badge = findElement("storage-badge", HTMLParagraphElement);
  badge.hidden = false;
  badge.dataset.persistent = String(storage.persistent);
  badge.textContent = storage.persistent ? "Kept in this browser" : "Gone when this page closes";
  findElement("storage", HTMLDListElement).replaceChildren(
    ...entry("Kind", storage.kind),
    ...entry("Persistent", storage.persistent ? "yes" : "no"),
    ...entry("Path", storage.path),
    ...entry("Reason", storage.reason),
  );
}
