import type { StorageReport } from "../protocol/index.js";
import { backupDatabase } from "./backup-database.js";
import { checkLimits } from "./call-options.js";
import { captureCallSite } from "./call-site.js";
import type { ChangeListeners } from "./change-listeners.js";
import { type CopyOptions, checkCopyOptions } from "./copy-options.js";
import type { BackupOptions, DatabaseEvents, DataMethods } from "./data-methods.js";
import type { DatabaseWorker } from "./database-worker.js";
import { type ExportForm, type ExportForms, type ExportOptions, readExport } from "./export-database.js";
import { checkImportSource, type ImportSource, importDatabase } from "./import-database.js";
import type { OpenAnother } from "./open-options.js";
import { type Handle, Session } from "./session.js";
import { encodeFunction, type SqlFunction } from "./sql-function.js";

/** A database as a whole. */
export abstract class DataSession extends Session implements DataMethods {
  abstract readonly storage: StorageReport;
  readonly #openAnother: OpenAnother;
  readonly #listeners: ChangeListeners;

  constructor(worker: DatabaseWorker, handle: Handle, openAnother: OpenAnother) {
    super(handle, worker.queue);
    this.#openAnother = openAnother;
    this.#listeners = worker.changes;
  }

  async export<Form extends ExportForm = "stream">(
    options: ExportOptions & { readonly as?: Form } = {},
  ): Promise<ExportForms[Form]> {
    const callSite = captureCallSite();
    checkCopyOptions(options);
    const { as = "stream", signal, onProgress } = options;
    if (!["stream", "blob", "bytes"].includes(as)) {
      throw new TypeError(`the option as must be "stream", "blob" or "bytes", not ${JSON.stringify(as)}`);
    }
    const limits = checkLimits({ signal }, undefined);
    const begun = await this.inTurn(callSite, limits, () =>
      this.channel.request("exportBegin", null, callSite, {
        limits,
        onPart: (progress) => onProgress?.({ phase: "copy", ...progress }),
      }),
    );
    return (await readExport(this.channel, begun, options, callSite)) as ExportForms[Form];
  }

  async import(source: ImportSource, options: CopyOptions = {}): Promise<void> {
    const callSite = captureCallSite();
    checkCopyOptions(options);
    // It may be stopped until it takes its turn; then it is too late.
    const limits = checkLimits({ signal: options.signal }, undefined);
    await importDatabase(this.channel, checkImportSource(source), options, callSite, (handle) =>
      this.inTurn(callSite, limits, () => this.channel.request("importEnd", { handle }, callSite)),
    );
  }

  async backup(toName: string, options: BackupOptions = {}): Promise<void> {
    checkCopyOptions(options);
    await backupDatabase(this, toName, options, this.#openAnother);
  }

  async createFunction(name: string, definition: SqlFunction): Promise<void> {
    const callSite = captureCallSite();
    const payload = encodeFunction(name, definition);
    await this.inTurn(callSite, undefined, () => this.channel.request("createFunction", payload, callSite));
  }

  on<Type extends keyof DatabaseEvents>(
    type: Type,
    listener: DatabaseEvents[Type],
    { signal }: { readonly signal?: AbortSignal } = {},
  ): () => void {
    if (type !== "change") throw new TypeError(`there is no event named ${JSON.stringify(type)}`);
    if (typeof listener !== "function") throw new TypeError("a listener must be a function");
    const remove = this.#listeners.add(listener, signal);
    this.adopt(remove);
    return () => {
      this.abandon(remove);
      remove();
    };
  }
}
