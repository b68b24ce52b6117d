import { EXAMPLES, type Example } from "./examples.js";
import { createElement, findElement } from "./find-element.js";

/**
 * Makes a button for each example.
 *
 * @param choose - called with the example whose button was pressed
 * @returns the first example, for the editor to start with
 */
export function showExamples(choose: (example: Example) => void): Example | undefined {
  const buttons = EXAMPLES.map((example) => {
    const button = createElement("button", "", example.title);
    button.type = "button";
    button.addEventListener("click", () => choose(example));
    return button;
  });
  findElement("examples", HTMLFieldSetElement).append(...buttons);
  return EXAMPLES[0];
}
