import { APPLY_SIGNATURES, type ApplyFunctions } from "./capi/apply-functions.js";
import { type AutoExtensions, createAutoExtensions } from "./capi/auto-extensions.js";
import { type BindBytesFunctions, createBindBytesFunctions } from "./capi/bind-bytes.js";
import { type Binding, bindFunctions } from "./capi/bind-functions.js";
import { Callbacks } from "./capi/callbacks.js";
import { CHANGESET_SIGNATURES, type ChangesetFunctions } from "./capi/changeset-functions.js";
import { type CollationDefiners, createCollationDefiners } from "./capi/collations.js";
import { type ConfigurationFunctions, createConfigurationFunctions } from "./capi/configuration.js";
import { ConnectionErrors } from "./capi/connection-errors.js";
import { CONNECTION_SIGNATURES, type ConnectionFunctions } from "./capi/connection-functions.js";
import type { CapiConstants } from "./capi/constants/constant-name.js";
import { createEndings, type Endings } from "./capi/endings.js";
import { createExecFunction, type ExecFunction } from "./capi/exec-function.js";
import { createFileHelpers, type FileHelpers } from "./capi/file-helpers.js";
import { createHelpers, type Helpers } from "./capi/helpers.js";
import { HOOK_SIGNATURES, type HookFunctions } from "./capi/hook-functions.js";
import { LIBRARY_SIGNATURES, type LibraryFunctions } from "./capi/library-functions.js";
import { addPointerTypes } from "./capi/pointer-arguments.js";
import { createPrepareFunctions, type PrepareFunctions } from "./capi/prepare-functions.js";
import { RAW_SIGNATURES, type RawFunctions } from "./capi/raw-functions.js";
import { createResultSetters, type ResultSetters } from "./capi/results-from-js.js";
import { SESSION_SIGNATURES, type SessionFunctions } from "./capi/session-functions.js";
import { createSqlFunctionDefiners, type SqlFunctionDefiners } from "./capi/sql-functions.js";
import { STATEMENT_SIGNATURES, type StatementFunctions } from "./capi/statement-functions.js";
import { VALUE_SIGNATURES, type ValueFunctions } from "./capi/value-functions.js";
import { createValueReaders, type ValueReaders } from "./capi/values-to-js.js";
import { VTAB_SIGNATURES, type VtabFunctions } from "./capi/vtab-functions.js";
import type { KvvfsHelpers } from "./kvvfs-helpers.js";
import type { NamespaceParts } from "./namespace-parts.js";
import type { PublicStructs } from "./struct-types.js";

/** The C functions whose arguments and results are converted one by one. */
interface ConvertedFunctions
  extends LibraryFunctions,
    ConnectionFunctions,
    HookFunctions,
    StatementFunctions,
    ValueFunctions,
    VtabFunctions,
    SessionFunctions,
    ChangesetFunctions,
    ApplyFunctions {}

/** The C functions that JavaScript calls differently, and the helpers besides them. */
interface OwnFunctions
  extends ExecFunction,
    PrepareFunctions,
    BindBytesFunctions,
    SqlFunctionDefiners,
    CollationDefiners,
    ConfigurationFunctions,
    AutoExtensions,
    Endings,
    ValueReaders,
    ResultSetters,
    FileHelpers,
    Helpers {}

/**
 * `sqlite3.capi`: the C API. Functions have the names, parameters and results of C, but for texts, which are strings,
 * 64-bit integers, which are bigints, and callbacks, which may be functions. Connections and statements may be those of
 * `sqlite3.oo1`.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md
 */
export interface CapiNamespace
  extends ConvertedFunctions,
    OwnFunctions,
    CapiConstants,
    PublicStructs,
    Partial<KvvfsHelpers> {}

/** Assembles `sqlite3.capi` of one instance. */
export function createCapiNamespace(parts: NamespaceParts): CapiNamespace {
  const { structs, engine, connections } = parts;
  const callbacks = new Callbacks(parts);
  addPointerTypes(parts, callbacks);
  const binding: Binding = { parts, callbacks, connections, sessionAdapters: new Set() };
  const converted = createConvertedFunctions(binding);
  return {
    ...(Object.fromEntries(engine.capi.enumJson().constants) as unknown as CapiConstants),
    ...structs.shown,
    ...converted,
    ...createOwnFunctions(binding, converted),
  };
}

function createConvertedFunctions(binding: Binding): ConvertedFunctions {
  return {
    ...bindFunctions<LibraryFunctions>(binding, "sqlite3_", LIBRARY_SIGNATURES),
    ...bindFunctions<ConnectionFunctions>(binding, "sqlite3_", CONNECTION_SIGNATURES),
    ...bindFunctions<HookFunctions>(binding, "sqlite3_", HOOK_SIGNATURES),
    ...bindFunctions<StatementFunctions>(binding, "sqlite3_", STATEMENT_SIGNATURES),
    ...bindFunctions<ValueFunctions>(binding, "sqlite3_", VALUE_SIGNATURES),
    ...bindFunctions<VtabFunctions>(binding, "sqlite3_", VTAB_SIGNATURES),
    ...bindFunctions<SessionFunctions>(binding, "sqlite3", SESSION_SIGNATURES),
    ...bindFunctions<ChangesetFunctions>(binding, "sqlite3", CHANGESET_SIGNATURES),
    ...bindFunctions<ApplyFunctions>(binding, "sqlite3", APPLY_SIGNATURES),
  };
}

function createOwnFunctions(binding: Binding, converted: ValueFunctions): OwnFunctions {
  const { parts, callbacks } = binding;
  const raw = bindFunctions<RawFunctions>(binding, "sqlite3_", RAW_SIGNATURES);
  const errors = new ConnectionErrors(raw);
  const values = createValueReaders(parts);
  const results = createResultSetters(parts);
  return {
    ...createExecFunction(parts, raw),
    ...createPrepareFunctions(parts, raw, errors),
    ...createBindBytesFunctions(parts, raw, errors),
    ...createSqlFunctionDefiners({ parts, raw, errors, values, results }),
    ...createCollationDefiners(parts, raw, callbacks, errors),
    ...createConfigurationFunctions(parts, errors),
    ...createAutoExtensions(parts, callbacks),
    ...createEndings(binding),
    ...values,
    ...results,
    ...createCopyingResultText(parts, converted),
    ...createFileHelpers(parts),
    ...createHelpers(parts),
  };
}

/** A text of JavaScript is in wasm memory for the call only, so SQLite must copy it. */
function createCopyingResultText(
  { engine }: NamespaceParts,
  { sqlite3_result_text: raw }: ValueFunctions,
): Pick<ValueFunctions, "sqlite3_result_text"> {
  const { SQLITE_TRANSIENT } = engine.capi.constants;
  return {
    sqlite3_result_text(...args) {
      if (typeof args[1] === "string" && args.length === 4) args[3] = SQLITE_TRANSIENT;
      raw(...args);
    },
  };
}
