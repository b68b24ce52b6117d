import { findElement } from "./find-element.js";

/**
 * What the page is doing; style sheets and tests read it from `<body data-state>`:
 * - `opening`: a database is being opened
 * - `loading`: the data set is being loaded
 * - `copying`: a database file is being imported or exported
 * - `ready`: SQL can be run
 * - `running`: SQL runs
 * - `failed`: there is no database
 */
export type PageState = "opening" | "loading" | "copying" | "ready" | "running" | "failed";

/** The line that says what happened last, the progress bar, the Stop button, and what needs a database at rest. */
export class StatusLine {
  readonly #text = findElement("status", HTMLParagraphElement);
  readonly #progress = findElement("progress", HTMLProgressElement);
  readonly #progressText = findElement("progress-text", HTMLSpanElement);
  readonly #stop = findElement("stop", HTMLButtonElement);
  #activity: AbortController | undefined;

  constructor() {
    this.#stop.addEventListener("click", () => this.stop());
    // CodeMirror and dialogs take Escape for themselves first.
    addEventListener("keydown", ({ key, defaultPrevented }) => {
      if (key === "Escape" && !defaultPrevented) this.stop();
    });
  }

  /** Whether this is the state that was shown last. */
  is(state: PageState): boolean {
    return document.body.dataset.state === state;
  }

  /** @param text - a sentence, also read out by screen readers */
  show(state: PageState, text: string): void {
    this.#activity = undefined;
    document.body.dataset.state = state;
    this.#text.textContent = text;
    this.#progress.hidden = state !== "loading" && state !== "copying";
    this.#progress.value = 0;
    this.#progressText.textContent = "";
    this.#stop.hidden = true;
    for (const control of document.querySelectorAll<HTMLButtonElement | HTMLSelectElement>(
      "[data-at-rest]",
    )) {
      control.disabled = state !== "ready";
    }
  }

  /**
   * Shows something that people can stop.
   *
   * @returns aborted when they do
   */
  begin(state: "running" | "copying", text: string): AbortSignal {
    this.show(state, text);
    this.#stop.hidden = false;
    this.#stop.textContent = state === "running" ? "Stop" : "Cancel";
    this.#activity = new AbortController();
    return this.#activity.signal;
  }

  /** Stops what is going on, if it can be stopped. */
  stop(): void {
    this.#activity?.abort();
  }

  /**
   * Moves the progress bar.
   *
   * @param total - `null` where it is not known how far it goes
   * @param text - not read out: reading every step would drown everything else
   */
  showProgress(done: number, total: number | null, text = ""): void {
    if (total === null) this.#progress.removeAttribute("value");
    else {
      this.#progress.max = total;
      this.#progress.value = done;
    }
    this.#progressText.textContent = text;
  }
}
