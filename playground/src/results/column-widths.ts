import type { SqlValue } from "web-sqlite-v2";
import { cellText } from "./describe-value.js";
import type { ResultRow } from "./result-rows.js";

/** Pixels: around a cell's text, and around a heading, which has the sort arrow beside it. */
const CELL_PADDING = 26;
const HEADING_PADDING = 52;
const MINIMUM = 72;
const MAXIMUM = 340;

/** Pixels of a character of the font that blobs are drawn in. */
const BLOB_CHARACTER = 7.5;

/** @returns how many pixels a text is wide */
export type MeasureText = (text: string) => number;

/** @returns measures with the fonts that the grid is drawn in: `heading` in bold */
export function measuresFor(host: HTMLElement): { cell: MeasureText; heading: MeasureText } {
  const { fontFamily, fontSize } = getComputedStyle(host);
  const measureWith = (font: string): MeasureText => {
    const context = document.createElement("canvas").getContext("2d");
    if (context === null) return (text) => text.length * 8;
    context.font = font;
    return (text) => context.measureText(text).width;
  };
  return {
    cell: measureWith(`${fontSize} ${fontFamily}`),
    heading: measureWith(`600 ${fontSize} ${fontFamily}`),
  };
}

/**
 * Chooses widths from headings and some rows, so that the grid need not lay out cells to find them.
 *
 * @returns pixels, one number per column
 */
export function columnWidths(
  columns: readonly string[],
  sample: readonly ResultRow[],
  { cell, heading }: { cell: MeasureText; heading: MeasureText },
): number[] {
  const widthOf = (value: SqlValue) => {
    const text = cellText(value);
    return value instanceof Uint8Array ? text.length * BLOB_CHARACTER : cell(text);
  };
  return columns.map((name, index) => {
    const widest = Math.max(0, ...sample.map((row) => widthOf(row[index] ?? null)));
    const width = Math.max(widest + CELL_PADDING, heading(name) + HEADING_PADDING, MINIMUM);
    return Math.ceil(Math.min(width, MAXIMUM));
  });
}
