import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSignatures, type Signature } from "../../../src/sqlite3/capi/signature.js";

const FOLDER = join(import.meta.dirname, "../../../src/sqlite3/capi");

/** Declared types of parameters, and the types of `wasm.xWrap` that take them. */
const TAKEN_BY: Readonly<Record<string, readonly string[]>> = {
  DatabaseArgument: ["sqlite3*"],
  StatementArgument: ["sqlite3_stmt*"],
  VfsArgument: ["sqlite3_vfs*"],
  ModuleArgument: ["sqlite3_module*"],
  IndexInfoArgument: ["sqlite3_index_info*"],
  TextArgument: ["string", "string:static", "string:flexible", "sqlite3_filename"],
  WasmPointer: ["*"],
  Destructor: ["sqlite3_destructor_type"],
  number: ["int", "double"],
  bigint: ["i64"],
  "bigint | number": ["i64"],
};

/** Declared types of results. */
const GIVEN_BY: Readonly<Record<string, readonly string[]>> = {
  number: ["int", "double"],
  bigint: ["i64"],
  WasmPointer: ["*"],
  string: ["string"],
  "string | null": ["string", "string:dealloc"],
  void: ["void"],
};

interface Declaration {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly result: string;
}

/** Splits a list of parameters at its outermost commas. */
function typesOf(parameters: string): string[] {
  const types: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index <= parameters.length; index++) {
    const letter = parameters[index] ?? ",";
    if ("(<[".includes(letter)) depth++;
    // The `>` of an arrow closes nothing.
    if (")]".includes(letter) || (letter === ">" && parameters[index - 1] !== "=")) depth--;
    if (letter !== "," || depth > 0) continue;
    const parameter = parameters.slice(start, index).trim();
    if (parameter !== "") types.push(parameter.slice(parameter.indexOf(":") + 1).trim());
    start = index + 1;
  }
  return types;
}

/** Reads the methods that a file declares and the table beside them. */
function readFile(file: string): { declared: Declaration[]; table: Signature[] } {
  const source = readFileSync(join(FOLDER, file), "utf8");
  const [, table = ""] = source.match(/_SIGNATURES = `([^`]*)`/) ?? [];
  const prefix = source.includes("  sqlite3_") ? "sqlite3_" : "sqlite3";
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/\s+/g, " ");
  return {
    declared: [...code.matchAll(/ (sqlite3\w+)\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\): ([^;]+);/g)].map(
      ([, name = "", parameters = "", result = ""]) => ({ name, parameters: typesOf(parameters), result }),
    ),
    table: readSignatures(prefix, table.replaceAll(/\$\{\w+\}/g, "{x:i(p):0}")),
  };
}

const FILES = readdirSync(FOLDER).filter((file) => file.endsWith("-functions.ts"));
/** These have no table, or declare types of functions that several share. */
const WITHOUT = ["apply", "bind", "exec", "prepare", "raw", "sql"].map((name) => `${name}-functions.ts`);

test.each(FILES.filter((file) => !WITHOUT.includes(file)))(
  "the table of %s says what its declarations say",
  (file) => {
    const { declared, table } = readFile(file);
    expect(declared.map(({ name }) => name).sort()).toEqual(table.map(({ name }) => name).sort());
    expect(declared.length).toBeGreaterThan(9);
    for (const { name, parameters, result } of declared) {
      const signature = table.find((each) => each.name === name);
      const types = signature?.parameters.map((type) => (typeof type === "string" ? type : "a callback"));
      const fitting = parameters.map((type, index) => {
        const allowed = type.startsWith("Callback<") ? ["a callback"] : TAKEN_BY[type.replace(" | null", "")];
        return allowed?.includes(types?.[index] ?? "") ? types?.[index] : `${name}: ${type}`;
      });
      expect(fitting).toEqual(types);
      expect(GIVEN_BY[result], `${name}: ${result}`).toContain(signature?.result);
    }
  },
);

test("signatures are read with their callbacks", () => {
  expect(readSignatures("sqlite3_", "\nv(Dp[xDo:i(ps):code]j) one two\ns() three\n")).toEqual([
    ...["one", "two"].map((name) => ({
      name: `sqlite3_${name}`,
      result: "void",
      parameters: [
        "sqlite3*",
        "*",
        { callback: "xDo", signature: "i(ps)", isKept: true, onThrow: "code" },
        "i64",
      ],
    })),
    { name: "sqlite3_three", result: "string", parameters: [] },
  ]);
});
