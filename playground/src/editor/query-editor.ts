import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from "@codemirror/autocomplete";
import { SQLite, type SQLNamespace, sql } from "@codemirror/lang-sql";
import { bracketMatching } from "@codemirror/language";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { minimalSetup } from "codemirror";
import type { SchemaTable } from "../schema/read-schema.js";
import type { TextRange } from "../sql/error-range.js";
import { editorTheme } from "./editor-theme.js";
import { errorMark, markError } from "./error-mark.js";

/** A piece of the editor's text. */
export interface EditorText {
  readonly text: string;
  /** Where it starts in the editor. */
  readonly start: number;
}

function sqlLanguage(schema: SQLNamespace) {
  return sql({ dialect: SQLite, schema, upperCaseKeywords: true });
}

/** The field that SQL is typed into. */
export class QueryEditor {
  readonly #view: EditorView;
  readonly #language = new Compartment();

  /**
   * @param parent - the element to put the editor into
   * @param run - called on Ctrl-Enter, and Cmd-Enter on a Mac
   */
  constructor(parent: HTMLElement, run: () => void) {
    const runKey = {
      key: "Mod-Enter",
      run: (view: EditorView) => {
        closeCompletion(view);
        run();
        return true;
      },
    };
    const extensions = [
      Prec.highest(keymap.of([runKey])),
      keymap.of([...closeBracketsKeymap, ...completionKeymap]),
      lineNumbers(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ icons: false }),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": "SQL", "aria-describedby": "run-keys" }),
      this.#language.of(sqlLanguage({})),
      errorMark,
      editorTheme,
      minimalSetup,
    ];
    this.#view = new EditorView({ parent, state: EditorState.create({ extensions }) });
  }

  /** The whole text. Setting it moves the cursor to its end. */
  get text(): string {
    return this.#view.state.doc.toString();
  }

  set text(text: string) {
    const { length } = this.#view.state.doc;
    this.#view.dispatch({
      changes: { from: 0, to: length, insert: text },
      selection: { anchor: text.length },
    });
  }

  /** What Run runs: the selected text, or all of it where nothing is selected. */
  get textToRun(): EditorText {
    const { from, to, empty } = this.#view.state.selection.main;
    return empty ? { text: this.text, start: 0 } : { text: this.#view.state.sliceDoc(from, to), start: from };
  }

  /** Offers these tables and columns while typing. */
  completeFrom(tables: readonly SchemaTable[]): void {
    const schema = Object.fromEntries(
      tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]),
    );
    this.#view.dispatch({ effects: this.#language.reconfigure(sqlLanguage(schema)) });
  }

  /** Underlines an error; `undefined` takes the underline away. */
  markError(range: TextRange | undefined): void {
    markError(this.#view, range);
  }

  /** @returns line and column of a place in the text, both counted from 1 */
  positionOf(offset: number): { line: number; column: number } {
    const line = this.#view.state.doc.lineAt(offset);
    return { line: line.number, column: offset - line.from + 1 };
  }

  focus(): void {
    this.#view.focus();
  }
}
