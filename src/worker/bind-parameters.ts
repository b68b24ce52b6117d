import type { Statement } from "../oo1/index.js";
import type { WireParameters } from "../protocol/index.js";

/**
 * Binds all parameters of a statement.
 *
 * @throws RangeError when there are too many or too few values, or a name is missing or unknown; as `Statement.bind` for
 *   what cannot be bound
 */
export function bindParameters(statement: Statement, parameters: WireParameters): void {
  if ("names" in parameters) {
    const { names, values } = parameters;
    const columns = columnsOfNames(statement, names);
    statement.bind(columns.map((column) => values[column]));
    return;
  }
  requireCount(statement, parameters.length);
  if (parameters.length > 0) statement.bind(parameters);
}

/** @throws RangeError when so many values are too many or too few */
export function requireCount({ parameterCount }: Statement, valueCount: number): void {
  if (valueCount === parameterCount) return;
  throw new RangeError(
    `${count(valueCount, "value")} for a statement with ${count(parameterCount, "parameter")}`,
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/**
 * Finds the name of each parameter. A name without prefix stands for the parameters of that name with any prefix.
 *
 * @returns for each parameter, by position from 0, the index in `names`
 * @throws RangeError when one is missing or unknown
 */
export function columnsOfNames(statement: Statement, names: readonly string[]): number[] {
  const unused = new Set(names);
  const columns: number[] = [];
  for (let position = 1; position <= statement.parameterCount; position++) {
    const name = statement.getParamName(position);
    if (name === undefined) {
      throw new RangeError(`parameter ${position} has no name: pass an array of values`);
    }
    const key = names.includes(name) ? name : name.slice(1);
    const column = names.indexOf(key);
    if (column < 0) throw new RangeError(`no value for the parameter ${name}`);
    unused.delete(key);
    columns.push(column);
  }
  for (const name of unused) {
    throw new RangeError(`the statement has no parameter named ${JSON.stringify(name)}`);
  }
  return columns;
}
