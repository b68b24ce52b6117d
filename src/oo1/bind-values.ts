import { ResultCode } from "../base/index.js";
import type { Capi, StatementPointer } from "../capi/index.js";
import { bindValue } from "./bind-value.js";
import type { BindableValue, Bindings } from "./values.js";

function isByteSource(value: object): value is Uint8Array | Int8Array | ArrayBuffer {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

/**
 * Binds parameters in any of their forms.
 *
 * @param parameterCount - highest position of the statement
 * @returns a result code; the first that is not `SQLITE_OK`
 * @throws TypeError, RangeError as {@link bindValue}; RangeError for more values than parameters or an unknown name
 */
export function bindAll(
  capi: Capi,
  statement: StatementPointer,
  parameterCount: number,
  bindings: Bindings,
): number {
  if (Array.isArray(bindings)) {
    const { length } = bindings as readonly BindableValue[];
    if (length > parameterCount) {
      throw new RangeError(`${length} values for a statement with ${parameterCount} parameters`);
    }
    for (let index = 0; index < length; index++) {
      const code = bindValue(capi, statement, index + 1, bindings[index]);
      if (code !== ResultCode.SQLITE_OK) return code;
    }
    return ResultCode.SQLITE_OK;
  }
  if (typeof bindings === "object" && bindings !== null && !isByteSource(bindings)) {
    const values = bindings as Readonly<Record<string, BindableValue>>;
    for (const name of Object.keys(values)) {
      const code = bindByKey(capi, statement, parameterCount, name, values[name]);
      if (code !== ResultCode.SQLITE_OK) return code;
    }
    return ResultCode.SQLITE_OK;
  }
  // As a whole argument undefined means that there is nothing to bind.
  if (bindings === undefined) return ResultCode.SQLITE_OK;
  return bindByKey(capi, statement, parameterCount, 1, bindings as BindableValue);
}

/**
 * Binds one parameter by its position or name.
 *
 * @param key - position from 1, or name with its `:`, `@` or `$`
 * @returns a result code
 * @throws RangeError where the statement has no such parameter; TypeError, RangeError as {@link bindValue}
 */
export function bindByKey(
  capi: Capi,
  statement: StatementPointer,
  parameterCount: number,
  key: number | string,
  value: BindableValue,
): number {
  if (typeof key === "number") {
    if (!(Number.isInteger(key) && key >= 1 && key <= parameterCount)) {
      throw new RangeError(`the statement has no parameter ${key}; it has ${parameterCount}`);
    }
    return bindValue(capi, statement, key, value);
  }
  const cName = capi.allocator.allocCString(key);
  const index = capi.sqlite3_bind_parameter_index(statement, cName);
  capi.allocator.free(cName);
  if (index === 0) throw new RangeError(`the statement has no parameter named ${JSON.stringify(key)}`);
  return bindValue(capi, statement, index, value);
}
