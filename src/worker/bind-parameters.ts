import type { Statement } from "../oo1/index.js";
import type { WireParameters, WireValue } from "../protocol/index.js";

/**
 * Binds all parameters of a statement.
 *
 * @throws RangeError when there are too many or too few values, or a name is missing or unknown; as `Statement.bind` for
 *   what cannot be bound
 */
export function bindParameters(statement: Statement, parameters: WireParameters): void {
  const { parameterCount } = statement;
  const values = "names" in parameters ? valuesByPosition(statement, parameters) : parameters;
  if (values.length !== parameterCount) {
    throw new RangeError(
      `${count(values.length, "value")} for a statement with ${count(parameterCount, "parameter")}`,
    );
  }
  if (parameterCount > 0) statement.bind(values);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** A name without prefix stands for the parameters of that name with any prefix. */
function valuesByPosition(
  statement: Statement,
  { names, values }: Exclude<WireParameters, readonly WireValue[]>,
): readonly WireValue[] {
  const given = new Map(names.map((name, index) => [name, values[index] as WireValue]));
  const unused = new Set(names);
  const byPosition: WireValue[] = [];
  for (let position = 1; position <= statement.parameterCount; position++) {
    const name = statement.getParamName(position);
    if (name === undefined) {
      throw new RangeError(`parameter ${position} has no name: pass an array of values`);
    }
    const key = [name, name.slice(1)].find((candidate) => given.has(candidate));
    if (key === undefined) throw new RangeError(`no value for the parameter ${name}`);
    unused.delete(key);
    byPosition.push(given.get(key) as WireValue);
  }
  for (const name of unused) {
    throw new RangeError(`the statement has no parameter named ${JSON.stringify(name)}`);
  }
  return byPosition;
}
