import { findElement } from "./find-element.js";

/** What is asked before data is thrown away. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** On the button that does it. */
  readonly action: string;
}

/** @returns whether people want it done */
export async function confirm({ title, text, action }: Question): Promise<boolean> {
  const dialog = findElement("confirm-dialog", HTMLDialogElement);
  findElement("confirm-title", HTMLHeadingElement).textContent = title;
  findElement("confirm-text", HTMLParagraphElement).textContent = text;
  findElement("confirm-action", HTMLButtonElement).textContent = action;
  // The value of an earlier answer would otherwise stay when the dialog is closed with Escape.
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise<void>((resolve) => dialog.addEventListener("close", () => resolve(), { once: true }));
  return dialog.returnValue === "confirm";
}
