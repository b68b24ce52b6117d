import type { OpenOptions } from "web-sqlite-v2";

/** Where people want the database: a storage, or `auto` for the best that is there. */
export type StorageChoice = NonNullable<OpenOptions["storage"]>;

const CHOICES: readonly string[] = ["auto", "opfs-sahpool", "opfs", "memory"];
const PARAMETER = "storage";

function isChoice(text: string | null): text is StorageChoice {
  return text !== null && CHOICES.includes(text);
}

/** @returns what the page's address says, so that a reload and a copied address keep the choice */
export function readStorageChoice(): StorageChoice {
  const text = new URL(location.href).searchParams.get(PARAMETER);
  return isChoice(text) ? text : "auto";
}

/** Writes a choice into the page's address. */
export function keepStorageChoice(choice: StorageChoice): void {
  const url = new URL(location.href);
  if (choice === "auto") url.searchParams.delete(PARAMETER);
  else url.searchParams.set(PARAMETER, choice);
  history.replaceState(null, "", url);
}

/** Has a `<select>` with the choices as its values tell when people choose. */
export function watchStorageChoice(select: HTMLSelectElement, choose: (choice: StorageChoice) => void): void {
  select.addEventListener("change", () => {
    if (isChoice(select.value)) choose(select.value);
  });
}
