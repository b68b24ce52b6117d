import { createElement, findElement } from "../find-element.js";
import type { StatementResult } from "../sql/run-statements.js";
import { describeStatement } from "./describe-statement.js";

/** Results that are kept; of a longer script the last ones. */
const TABS = 50;

/** Characters of a statement that its tab shows. */
const TITLE = 40;

interface Tab {
  readonly result: StatementResult;
  readonly button: HTMLButtonElement;
  readonly outcome: HTMLSpanElement;
}

/**
 * A tab for each statement of a script; hidden where there is only one. It follows the statements until people choose
 * one: the last that gave rows, or failed.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export class ResultTabs {
  readonly #strip = findElement("result-tabs", HTMLDivElement);
  readonly #panel = findElement("result-panel", HTMLDivElement);
  readonly #onChoose: (result: StatementResult) => void;
  #tabs: Tab[] = [];
  #chosen: Tab | undefined;
  #isFollowing = true;
  #count = 0;

  /** @param onChoose - called when another result is to be shown */
  constructor(onChoose: (result: StatementResult) => void) {
    this.#onChoose = onChoose;
    this.#strip.addEventListener("keydown", (event) => this.#onKeydown(event));
  }

  /** The result that is to be shown. */
  get chosen(): StatementResult | undefined {
    return this.#chosen?.result;
  }

  clear(): void {
    this.#tabs = [];
    this.#chosen = undefined;
    this.#isFollowing = true;
    this.#count = 0;
    this.#strip.hidden = true;
    this.#strip.replaceChildren();
  }

  /** Adds a result, or shows what has become of it. */
  change(result: StatementResult): void {
    const tab = this.#tabs.findLast((candidate) => candidate.result === result) ?? this.#add(result);
    tab.outcome.textContent = describeStatement(result);
    tab.button.dataset.state = result.state;
    if (!this.#isFollowing || this.#chosen === tab) return;
    const isWorthShowing = result.rows !== undefined || result.state === "failed";
    if (this.#chosen === undefined || isWorthShowing || this.#chosen.result.rows === undefined) {
      this.#choose(tab);
    }
  }

  #add(result: StatementResult): Tab {
    const title = result.statement.sql.slice(0, TITLE * 2).replaceAll(/\s+/g, " ");
    const outcome = createElement("span", "tab-outcome");
    const number = String(++this.#count);
    const button = createElement(
      "button",
      "tab",
      createElement("span", "tab-sql", createElement("span", "tab-number", number), title.slice(0, TITLE)),
      outcome,
    );
    button.type = "button";
    button.id = `result-tab-${number}`;
    button.title = result.statement.sql.slice(0, 1_000);
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", "result-panel");
    button.setAttribute("aria-selected", "false");
    button.tabIndex = -1;
    const tab = { result, button, outcome };
    button.addEventListener("click", () => this.#chooseByHand(tab));
    this.#tabs.push(tab);
    this.#strip.append(button);
    if (this.#tabs.length > TABS && this.#chosen !== this.#tabs[0]) this.#tabs.shift()?.button.remove();
    this.#strip.hidden = this.#tabs.length < 2;
    return tab;
  }

  #choose(tab: Tab): void {
    if (this.#chosen !== undefined) {
      this.#chosen.button.setAttribute("aria-selected", "false");
      this.#chosen.button.tabIndex = -1;
    }
    this.#chosen = tab;
    tab.button.setAttribute("aria-selected", "true");
    tab.button.tabIndex = 0;
    tab.button.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#panel.setAttribute("aria-labelledby", tab.button.id);
    this.#onChoose(tab.result);
  }

  #chooseByHand(tab: Tab): void {
    this.#isFollowing = false;
    this.#choose(tab);
  }

  #onKeydown(event: KeyboardEvent): void {
    const at = this.#chosen === undefined ? -1 : this.#tabs.indexOf(this.#chosen);
    const last = this.#tabs.length - 1;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    const tab = to === undefined ? undefined : this.#tabs[Math.min(Math.max(to, 0), last)];
    if (tab === undefined) return;
    event.preventDefault();
    this.#chooseByHand(tab);
    tab.button.focus();
  }
}
