import { StorageError } from "web-sqlite-v2";
import { findElement } from "./find-element.js";

interface NoticeText {
  readonly title: string;
  readonly advice: string;
}

function adviceFor(error: unknown): NoticeText {
  if (error instanceof StorageError && error.code === "locked") {
    return {
      title: "Another tab has this database open",
      advice: "One tab at a time can use it. Close the other tab, then try again.",
    };
  }
  return { title: "The database could not be opened", advice: "Nothing was changed. Trying again may help." };
}

/** @returns the error's class and code, then its message */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? ` (${error.code})` : "";
  return `${error.name}${code}: ${error.message}`;
}

/** Takes the place of the workspace while there is no database to work with. */
export class Notice {
  readonly #section = findElement("notice", HTMLElement);
  readonly #workspace = findElement("workspace", HTMLElement);
  readonly #retry = findElement("retry", HTMLButtonElement);

  /** Shows why there is no database and waits until people want to try again. */
  async waitForRetry(error: unknown): Promise<void> {
    const { title, advice } = adviceFor(error);
    findElement("notice-title", HTMLHeadingElement).textContent = title;
    findElement("notice-text", HTMLParagraphElement).textContent = advice;
    findElement("notice-code", HTMLParagraphElement).textContent = describe(error);
    this.#section.hidden = false;
    this.#workspace.hidden = true;
    this.#retry.focus();
    await new Promise<void>((resolve) => {
      this.#retry.addEventListener("click", () => resolve(), { once: true });
    });
    this.#section.hidden = true;
    this.#workspace.hidden = false;
  }
}
