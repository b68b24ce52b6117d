import { type StorageReport, storageEstimate } from "web-sqlite-v2";
import { createElement, findElement } from "../find-element.js";
import { formatBytes } from "../format-number.js";
import type { StorageChoice } from "./storage-choice.js";

function entry(term: string, text: string): Node[] {
  return [createElement("dt", "", term), createElement("dd", "", text)];
}

/** @returns the sentence with its first letter capital and a full stop */
function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** Says where the data is, in short in the page's head and in full in the side bar, and why not elsewhere. */
export function showStorage(storage: StorageReport, choice: StorageChoice): void {
  const badge = findElement("storage-badge", HTMLParagraphElement);
  badge.hidden = false;
  badge.dataset.persistent = String(storage.persistent);
  badge.textContent = storage.persistent ? "Kept in this browser" : "Gone when this page closes";
  findElement("storage-choice", HTMLSelectElement).value = choice;
  findElement("storage", HTMLDListElement).replaceChildren(
    ...entry("Kind", storage.kind),
    ...entry("Persistent", storage.persistent ? "yes" : "no"),
    ...entry("Path", storage.path),
    ...entry("Reason", sentence(storage.reason)),
  );
  findElement("alternatives", HTMLDListElement).replaceChildren(
    ...storage.alternatives.flatMap(({ kind, reason }) => entry(kind, sentence(reason))),
  );
}

/** Says how much this origin stores, and how much it may. */
export async function showRoom(): Promise<void> {
  const text = findElement("room", HTMLParagraphElement);
  try {
    const { usage, quota, persisted } = await storageEstimate();
    const risk = persisted
      ? "The browser promises to keep it."
      : "The browser may delete it all when the disk gets full.";
    text.textContent = `${formatBytes(usage)} of ${formatBytes(quota)} used by this site. ${risk}`;
  } catch {
    text.textContent = "This browser does not tell how much may be stored.";
  }
}
