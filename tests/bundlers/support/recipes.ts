import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const RECIPES = fileURLToPath(new URL("../../../docs/recipes.md", import.meta.url));

/** The line that a block of docs/recipes.md begins with when it is a file. */
const NAMED_BLOCK = /^```\w+\n(?:\/\/|<!--) ([\w.-]+)(?: -->)?\n(.*?)^```$/gms;

/** The files of docs/recipes.md: what the page shows is what is tested. */
const FILES: ReadonlyMap<string, string> = new Map(
  [...readFileSync(RECIPES, "utf8").matchAll(NAMED_BLOCK)].map(([, name = "", text = ""]) => [name, text]),
);

/** @returns the contents of a file of docs/recipes.md. @throws Error when the page has none of that name */
export function recipe(name: string): string {
  const text = FILES.get(name);
  if (text === undefined) throw new Error(`docs/recipes.md has no file ${name}`);
  return text;
}
