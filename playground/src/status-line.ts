import { findElement } from "./find-element.js";

/**
 * What the page is doing; style sheets and tests read it from `<body data-state>`:
 * - `opening`: the database is being opened, for the first time or after a query was stopped
 * - `importing`: the data set is being loaded
 * - `ready`: SQL can be run
 * - `running`: SQL runs
 * - `failed`: there is no database
 */
export type PageState = "opening" | "importing" | "ready" | "running" | "failed";

/** The line that says what happened last, the progress bar, and the buttons that need a database at rest. */
export class StatusLine {
  readonly #text = findElement("status", HTMLParagraphElement);
  readonly #progress = findElement("progress", HTMLProgressElement);
  readonly #stop = findElement("stop", HTMLButtonElement);
  readonly #buttons = [findElement("run", HTMLButtonElement), findElement("reset", HTMLButtonElement)];

  /** Whether this is the state that was shown last. */
  is(state: PageState): boolean {
    return document.body.dataset.state === state;
  }

  /** @param text - a sentence, also read out by screen readers */
  show(state: PageState, text: string): void {
    document.body.dataset.state = state;
    this.#text.textContent = text;
    this.#progress.hidden = state !== "importing";
    this.#stop.hidden = state !== "running";
    for (const button of this.#buttons) button.disabled = state !== "ready";
  }

  /** Moves the progress bar, without words: reading out every step would drown everything else. */
  showProgress(done: number, total: number): void {
    this.#progress.max = total;
    this.#progress.value = done;
  }
}
