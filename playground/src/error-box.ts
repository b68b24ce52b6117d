import { SqliteError } from "web-sqlite-v2";
import { createElement, findElement } from "./find-element.js";

/** Shows an error below the editor. */
export class ErrorBox {
  readonly #box = findElement("error", HTMLDivElement);

  /**
   * @param error - what went wrong
   * @param place - where in the text, for example `"line 2, column 8"`; `undefined` where that is unknown
   */
  show(error: unknown, place: string | undefined): void {
    const name = error instanceof SqliteError ? error.code : error instanceof Error ? error.name : "Error";
    const message = error instanceof Error ? error.message : String(error);
    this.#box.replaceChildren(createElement("code", "", name), createElement("span", "error-text", message));
    if (place !== undefined) this.#box.append(createElement("span", "hint", place));
    this.#box.hidden = false;
  }

  clear(): void {
    this.#box.hidden = true;
    this.#box.replaceChildren();
  }
}
