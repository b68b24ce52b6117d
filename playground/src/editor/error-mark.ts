import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { TextRange } from "../sql/error-range.js";

const setErrorRange = StateEffect.define<TextRange | undefined>();

const underline = Decoration.mark({ class: "sql-error", attributes: { "aria-invalid": "true" } });

function decorate(range: TextRange | undefined): DecorationSet {
  if (range === undefined || range.from >= range.to) return Decoration.none;
  return Decoration.set(underline.range(range.from, range.to));
}

/** Underlines the part of the text that an error points at, until the text changes. */
export const errorMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(setErrorRange));
    if (effect !== undefined) return decorate(effect.value);
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * Underlines a range and scrolls it into view.
 *
 * @param range - `undefined` takes the underline away
 */
export function markError(view: EditorView, range: TextRange | undefined): void {
  const effects: StateEffect<unknown>[] = [setErrorRange.of(range)];
  if (range !== undefined) effects.push(EditorView.scrollIntoView(range.from));
  view.dispatch({ effects });
}
