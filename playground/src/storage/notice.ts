import { LockedError, NotIsolatedError } from "web-sqlite-v2";
import { describeError } from "../describe-error.js";
import { findElement } from "../find-element.js";
import type { StorageChoice } from "./storage-choice.js";

interface NoticeText {
  readonly title: string;
  readonly advice: string;
}

function adviceFor(error: unknown): NoticeText {
  if (error instanceof LockedError) {
    return {
      title: "Another tab has this database open",
      advice:
        "One tab at a time can use it. This page waits, and goes on by itself once the other tab is closed. " +
        "The storage “opfs” has databases that several tabs may have open.",
    };
  }
  if (error instanceof NotIsolatedError) {
    return {
      title: "This page cannot use that storage",
      advice:
        "It needs cross-origin isolation: the server must send the headers COOP and COEP with this page.",
    };
  }
  return {
    title: "The database could not be opened",
    advice: "Nothing was changed. Trying again, or another storage, may help.",
  };
}

/** Takes the place of the workspace while there is no database to work with. */
export class Notice {
  readonly #section = findElement("notice", HTMLElement);
  readonly #workspace = findElement("workspace", HTMLElement);

  /**
   * Shows why there is no database, and waits until people want to try again.
   *
   * @param signal - takes the notice away; the promise then never settles
   * @returns the storage to try
   */
  async ask(error: unknown, choice: StorageChoice, signal: AbortSignal): Promise<StorageChoice> {
    const { title, advice } = adviceFor(error);
    findElement("notice-title", HTMLHeadingElement).textContent = title;
    findElement("notice-text", HTMLParagraphElement).textContent = advice;
    findElement("notice-code", HTMLParagraphElement).textContent = describeError(error);
    findElement("notice-waiting", HTMLParagraphElement).hidden = !(error instanceof LockedError);
    const buttons = new Map<HTMLButtonElement, StorageChoice>([
      [findElement("retry", HTMLButtonElement), choice],
      [findElement("use-opfs", HTMLButtonElement), "opfs"],
      [findElement("use-memory", HTMLButtonElement), "memory"],
    ]);
    for (const [button, storage] of buttons) {
      button.hidden = button.id !== "retry" && storage === choice;
    }
    this.#show(true);
    findElement("retry", HTMLButtonElement).focus();
    signal.addEventListener("abort", () => this.#show(false), { once: true });
    return new Promise((resolve) => {
      for (const [button, storage] of buttons) {
        button.addEventListener("click", () => resolve(storage), { signal });
      }
    });
  }

  #show(isShown: boolean): void {
    this.#section.hidden = !isShown;
    this.#workspace.hidden = isShown;
  }
}
