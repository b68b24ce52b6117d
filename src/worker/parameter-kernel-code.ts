import { CellType } from "../protocol/index.js";
import {
  Access,
  apply,
  assembleModule,
  type Code,
  call,
  callerOf,
  type FunctionSource,
  f64,
  get,
  giveBack,
  type Import,
  i32,
  load,
  Op,
  repeatWhile,
  set,
  store,
  ValueType,
  when,
} from "../wasm/index.js";
import { ParameterState } from "./parameter-state.js";

/*
 * Runs a statement for one row of parameters after the other, in WebAssembly, for the reason that the kernel for rows is: eight
 * calls a row from JavaScript cost more than the work, most of all before the browser has compiled their code.
 */

const { i32: I, i64: L, f64: F } = ValueType;
const binder = <Name extends string>(name: Name, ...value: readonly ValueType[]): Import<Name> => ({
  name,
  parameters: [I, I, ...value],
  results: [I],
});
const IMPORTS = [
  binder("sqlite3_bind_null"),
  binder("sqlite3_bind_int64", L),
  binder("sqlite3_bind_double", F),
  binder("sqlite3_bind_text", I, I, I),
  binder("sqlite3_bind_blob", I, I, I),
  { name: "sqlite3_step", parameters: [I], results: [I] },
  { name: "sqlite3_reset", parameters: [I], results: [I] },
  { name: "sqlite3_changes", parameters: [I], results: [I] },
] as const satisfies readonly Import[];
const imported = callerOf(IMPORTS);
const BIND_ROW = IMPORTS.length;

/** `SQLITE_ROW` and `SQLITE_DONE`. */
const ROW = 100;
const DONE = 101;
/** `SQLITE_STATIC`: the bytes stay where they are until all rows have run. */
const STATIC = i32(0);

const fieldOf = (state: number, name: keyof typeof ParameterState) =>
  load(Access.i32, get(state), ParameterState[name]);
const setField = (state: number, name: keyof typeof ParameterState, value: Code) =>
  store(Access.i32, get(state), value, ParameterState[name]);

const bindRow: FunctionSource = (() => {
  const [statement, state, column, position, type, code, length, number] = [0, 1, 2, 3, 4, 5, 6, 7];
  const isType = (cell: number) => apply(Op.eq, get(type), i32(cell));
  const advance = (name: keyof typeof ParameterState, by: Code) =>
    setField(state, name, apply(Op.add, fieldOf(state, name), by));
  const bind = (name: Parameters<typeof imported>[0], ...value: readonly Code[]) =>
    set(code, imported(name, get(statement), get(position), ...value));
  // A number is an INTEGER where it is a whole number that JavaScript holds exactly.
  const isInteger = apply(
    Op.and,
    apply(Op.f64Equal, apply(Op.f64Truncate, get(number)), get(number)),
    apply(Op.f64AtMost, apply(Op.f64Absolute, get(number)), f64(Number.MAX_SAFE_INTEGER)),
  );
  const bindNumber = [
    set(number, load(Access.f64, fieldOf(state, "numbers"))),
    when(
      isInteger,
      [bind("sqlite3_bind_int64", apply(Op.i64FromF64, get(number)))],
      [bind("sqlite3_bind_double", get(number))],
    ),
    advance("numbers", i32(8)),
  ];
  const bindBigInteger = [
    bind("sqlite3_bind_int64", load(Access.i64, fieldOf(state, "numbers"))),
    advance("numbers", i32(8)),
  ];
  const bindBytes = (name: "sqlite3_bind_text" | "sqlite3_bind_blob", section: "text" | "blobs") => [
    set(length, load(Access.i32, fieldOf(state, "lengths"))),
    bind(name, fieldOf(state, section), get(length), STATIC),
    advance("lengths", i32(4)),
    advance(section, get(length)),
  ];
  return {
    parameters: [I, I],
    results: [I],
    locals: [I, I, I, I, I, F],
    body: [
      repeatWhile(
        apply(Op.ltUnsigned, get(column), fieldOf(state, "columnCount")),
        set(
          position,
          load(
            Access.i32,
            apply(Op.add, fieldOf(state, "positions"), apply(Op.shiftLeft, get(column), i32(2))),
          ),
        ),
        set(type, load(Access.u8, fieldOf(state, "types"))),
        when(isType(CellType.Number), bindNumber, [
          when(isType(CellType.Text), bindBytes("sqlite3_bind_text", "text"), [
            when(isType(CellType.BigInteger), bindBigInteger, [
              when(isType(CellType.Blob), bindBytes("sqlite3_bind_blob", "blobs"), [
                bind("sqlite3_bind_null"),
              ]),
            ]),
          ]),
        ]),
        when(get(code), [giveBack(get(code))]),
        advance("types", i32(1)),
        set(column, apply(Op.add, get(column), i32(1))),
      ),
      setField(state, "rowsLeft", apply(Op.subtract, fieldOf(state, "rowsLeft"), i32(1))),
      i32(0),
    ].flat(),
  };
})();

const runRows: FunctionSource = (() => {
  const [statement, database, state, code] = [0, 1, 2, 3];
  const changes = apply(Op.i64FromI32, imported("sqlite3_changes", get(database)));
  return {
    parameters: [I, I, I],
    results: [I],
    locals: [I],
    body: [
      repeatWhile(
        fieldOf(state, "rowsLeft"),
        setField(state, "hasStepped", i32(0)),
        set(code, call(BIND_ROW, get(statement), get(state))),
        when(get(code), [giveBack(get(code))]),
        setField(state, "hasStepped", i32(1)),
        set(code, i32(ROW)),
        repeatWhile(apply(Op.eq, get(code), i32(ROW)), set(code, imported("sqlite3_step", get(statement)))),
        when(apply(Op.ne, get(code), i32(DONE)), [giveBack(get(code))]),
        // The code that it returns is that of the step.
        set(code, imported("sqlite3_reset", get(statement))),
        store(
          Access.i64,
          get(state),
          apply(Op.i64Add, load(Access.i64, get(state), ParameterState.changes), changes),
          ParameterState.changes,
        ),
      ),
      i32(0),
    ].flat(),
  };
})();

/** The kernel's module. The build works this out, so that the worker need not. */
export const parameterKernelCode = (): Uint8Array<ArrayBuffer> =>
  assembleModule(IMPORTS, { bindRow, runRows });
