import { findElement } from "../find-element.js";

/**
 * Tells of files that people choose, or drop anywhere on the page.
 *
 * @param take - called with the file; with the first where there are several
 */
export function watchFiles(take: (file: File) => void): void {
  const input = findElement("import-file", HTMLInputElement);
  findElement("import", HTMLButtonElement).addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    // The same file may be chosen again.
    input.value = "";
    if (file !== undefined) take(file);
  });
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    document.body.dataset.drop = "";
  });
  addEventListener("dragleave", ({ relatedTarget }) => {
    // Without another element the pointer has left the page.
    if (relatedTarget === null) delete document.body.dataset.drop;
  });
  addEventListener("drop", (event) => {
    delete document.body.dataset.drop;
    if (!hasFiles(event)) return;
    // The browser would leave the page for the file.
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) take(file);
  });
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
