import type { SqlValue } from "web-sqlite-v2";
import { countOf } from "../format-number.js";

/** The type that SQLite stores a value as. */
export type StorageClass = "null" | "integer" | "real" | "text" | "blob";

/** Characters of a text and bytes of a blob that a cell shows; its column is not wider anyway. */
const CELL_CHARACTERS = 200;
const CELL_BYTES = 16;

/** What the value dialog shows at most; browsers lay out longer texts slowly. */
const DIALOG_CHARACTERS = 200_000;
const DIALOG_BYTES = 16_384;
const BYTES_PER_LINE = 16;

/**
 * @see https://www.sqlite.org/datatype3.html
 * @returns the storage class; a REAL without a fraction arrives as the same number as an INTEGER and is called so
 */
export function storageClass(value: SqlValue): StorageClass {
  if (value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value === "bigint") return "integer";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "real";
  return "blob";
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @returns the value on one line, cut where no cell could show more */
export function cellText(value: SqlValue): string {
  if (value === null) return "NULL";
  if (typeof value === "string") {
    const start = value.length > CELL_CHARACTERS ? `${value.slice(0, CELL_CHARACTERS)}…` : value;
    return start.replaceAll(/\r\n|[\r\n]/g, "⏎").replaceAll("\0", "␀");
  }
  if (typeof value !== "object") return String(value);
  const cut = value.length > CELL_BYTES ? "…" : "";
  return `x'${hexOf(value.subarray(0, CELL_BYTES))}${cut}' ${countOf(value.length, "byte")}`;
}

/** @returns the value as it is copied: texts as they are, blobs as SQL writes them, nothing for NULL */
export function copyText(value: SqlValue): string {
  if (value === null) return "";
  return typeof value === "object" ? `x'${hexOf(value)}'` : String(value);
}

/** Sixteen bytes a line: where the line starts, the bytes in hexadecimal, the bytes as ASCII. */
function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += BYTES_PER_LINE) {
    const line = bytes.subarray(at, at + BYTES_PER_LINE);
    const pairs = (hexOf(line).match(/../g) ?? []).join(" ").padEnd(BYTES_PER_LINE * 3 - 1);
    const ascii = Array.from(line, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."));
    lines.push(`${at.toString(16).padStart(6, "0")}  ${pairs}  ${ascii.join("")}`);
  }
  return lines.join("\n");
}

/** A value at full length. */
export interface ValueDetails {
  /** For example `"text, 1,204 characters"`. */
  readonly about: string;
  readonly text: string;
}

/** @returns the value as the dialog shows it: texts with their line breaks, blobs as a hex dump */
export function valueDetails(value: SqlValue): ValueDetails {
  const about = storageClass(value);
  if (typeof value === "string") {
    const cut = value.length > DIALOG_CHARACTERS ? `, the first ${DIALOG_CHARACTERS} shown` : "";
    return {
      about: `${about}, ${countOf(value.length, "character")}${cut}`,
      text: value.slice(0, DIALOG_CHARACTERS),
    };
  }
  if (value === null || typeof value !== "object") return { about, text: cellText(value) };
  const cut = value.length > DIALOG_BYTES ? `, the first ${DIALOG_BYTES} shown` : "";
  return {
    about: `${about}, ${countOf(value.length, "byte")}${cut}`,
    text: hexDump(value.subarray(0, DIALOG_BYTES)),
  };
}
