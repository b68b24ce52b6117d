import type { SqlValue } from "web-sqlite-v2";
import { findElement } from "../find-element.js";
import { valueDetails } from "./describe-value.js";

/** Opens the dialog that shows one value at full length. */
export function showValueDialog(column: string, value: SqlValue): void {
  const { about, text } = valueDetails(value);
  findElement("value-title", HTMLHeadingElement).textContent = column;
  findElement("value-about", HTMLParagraphElement).textContent = about;
  findElement("value-text", HTMLTextAreaElement).value = text;
  findElement("value-dialog", HTMLDialogElement).showModal();
}
