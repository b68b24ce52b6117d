import type { ParameterValue } from "./parameters.js";

/** An SQL text with the values of its parameters; {@link sql} makes them. */
export class SqlQuery {
  /** The text, with a `?` for each value. */
  readonly sql: string;
  readonly parameters: readonly ParameterValue[];

  constructor(sql: string, parameters: readonly ParameterValue[]) {
    this.sql = sql;
    this.parameters = parameters;
  }
}

/** What {@link sql} takes between its braces. */
export type SqlInterpolation = ParameterValue | SqlQuery;

/** The tag {@link sql}, and what builds pieces for it. */
export interface SqlTag {
  (strings: TemplateStringsArray, ...values: readonly SqlInterpolation[]): SqlQuery;

  /**
   * The name of a table, column or other object, quoted.
   *
   * @example
   * await db.query(sql`SELECT * FROM ${sql.identifier(table)} WHERE id = ${id}`);
   */
  identifier(name: string): SqlQuery;

  /**
   * Several values or pieces, with something between them.
   *
   * @param separator - SQL; default a comma
   * @example
   * await db.query(sql`SELECT * FROM note WHERE id IN (${sql.join([1, 2, 3])})`);
   */
  join(items: readonly SqlInterpolation[], separator?: string): SqlQuery;
}

function tag(strings: readonly string[], ...values: readonly SqlInterpolation[]): SqlQuery {
  let text = strings[0] ?? "";
  const parameters: ParameterValue[] = [];
  for (const [index, value] of values.entries()) {
    if (value instanceof SqlQuery) {
      text += value.sql;
      for (const each of value.parameters) parameters.push(each);
    } else {
      text += "?";
      parameters.push(value);
    }
    text += strings[index + 1] ?? "";
  }
  return new SqlQuery(text, parameters);
}

/**
 * Writes SQL with values in it: each becomes a parameter, never a part of the text, so nothing needs quoting and nothing
 * can be injected. Another `sql` in it becomes a part of the text, with its own values. Every method that takes SQL takes
 * the result.
 *
 * @example
 * const name = "O'Brien";
 * const people = await db.query(sql`SELECT * FROM person WHERE name = ${name}`);
 * const filter = onlyNew ? sql`AND created > ${yesterday}` : sql``;
 * const notes = await db.query(sql`SELECT * FROM note WHERE done = ${false} ${filter}`);
 */
export const sql: SqlTag = Object.assign(tag, {
  identifier(name: string): SqlQuery {
    if (typeof name !== "string" || name.includes("\0")) {
      throw new TypeError("an identifier must be a string without NUL characters");
    }
    return new SqlQuery(`"${name.replaceAll('"', '""')}"`, []);
  },
  join(items: readonly SqlInterpolation[], separator = ", "): SqlQuery {
    return tag(
      ["", ...Array.from(items, (_, index) => (index < items.length - 1 ? separator : ""))],
      ...items,
    );
  },
});
