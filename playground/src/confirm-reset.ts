import { findElement } from "./find-element.js";

/** Asks whether all data may be dropped. */
export async function confirmReset(): Promise<boolean> {
  const dialog = findElement("reset-dialog", HTMLDialogElement);
  // The value of an earlier answer would otherwise stay when the dialog is closed with Escape.
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise<void>((resolve) => dialog.addEventListener("close", () => resolve(), { once: true }));
  return dialog.returnValue === "reset";
}
