import type { StructClass, StructObject } from "../wasm/index.js";
import type { Sqlite3IndexInfoClass, Sqlite3IndexInfoStruct } from "./struct-types.js";

/** Gives `sqlite3_index_info` access to the elements of its arrays. */
export function addIndexInfoMethods(indexInfo: Sqlite3IndexInfoClass): void {
  const nth =
    <Part extends StructObject>(
      PartClass: StructClass<Part>,
      count: "$nConstraint" | "$nOrderBy",
      array: "$aConstraint" | "$aConstraintUsage" | "$aOrderBy",
    ) =>
    (info: Sqlite3IndexInfoStruct, index: number, asPointer: boolean): number | Part | false => {
      if (!(index >= 0 && index < info[count])) return false;
      const address = info[array] + index * PartClass.structInfo.sizeof;
      return asPointer ? address : new PartClass(address);
    };
  const parts = {
    nthConstraint: nth(indexInfo.sqlite3_index_constraint, "$nConstraint", "$aConstraint"),
    nthConstraintUsage: nth(indexInfo.sqlite3_index_constraint_usage, "$nConstraint", "$aConstraintUsage"),
    nthOrderBy: nth(indexInfo.sqlite3_index_orderby, "$nOrderBy", "$aOrderBy"),
  };
  for (const [name, find] of Object.entries(parts)) {
    Object.defineProperty(indexInfo.prototype, name, {
      configurable: true,
      value(this: Sqlite3IndexInfoStruct, index: number, asPointer = false) {
        return find(this, index, asPointer);
      },
    });
  }
}
