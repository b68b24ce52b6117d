import type { StorageReport } from "../protocol/index.js";
import { checkLimits, type Limits } from "./call-options.js";
import { captureCallSite } from "./call-site.js";
import type { ChangeListeners } from "./change-listeners.js";
import type { CopyOptions } from "./copy-options.js";
import type { BackupOptions, DatabaseEvents, DataMethods } from "./data-methods.js";
import type { DatabaseWorker } from "./database-worker.js";
import type { ExportForm, ExportForms, ExportOptions } from "./export-database.js";
import type { ImportSource } from "./import-database.js";
import { type Extras, loadExtras } from "./load-extras.js";
import type { OpenAnother } from "./open-options.js";
import { type Handle, Session } from "./session.js";
import type { SqlFunction } from "./sql-function.js";

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
    const limits = checkLimits({ signal: options.signal }, undefined);
    const exported = await this.#sendRarely(callSite, limits, ({ prepareExport }) =>
      prepareExport(this.channel, options, callSite, limits),
    );
    return exported as ExportForms[Form];
  }

  async import(source: ImportSource, options: CopyOptions = {}): Promise<void> {
    const callSite = captureCallSite();
    // It may be stopped until it takes its turn; then it is too late.
    const limits = checkLimits({ signal: options.signal }, undefined);
    const { importDatabase } = await loadExtras();
    await importDatabase(this.channel, source, options, callSite, (handle) =>
      this.inTurn(callSite, limits, () => this.channel.request("importEnd", { handle }, callSite)),
    );
  }

  async backup(toName: string, options: BackupOptions = {}): Promise<void> {
    const { backupDatabase } = await loadExtras();
    await backupDatabase(this, toName, options, this.#openAnother);
  }

  async createFunction(name: string, definition: SqlFunction): Promise<void> {
    const callSite = captureCallSite();
    await this.#sendRarely(callSite, undefined, ({ encodeFunction }) => {
      const payload = encodeFunction(name, definition);
      return () => this.channel.request("createFunction", payload, callSite);
    });
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

  /**
   * Makes a call for which the second script is needed. Calls that are made later reach the worker later: they wait until
   * the script is there, though not for the answer.
   *
   * @param prepare - checks the arguments; what it returns sends them
   */
  async #sendRarely<Result>(
    callSite: Error,
    limits: Limits | undefined,
    prepare: (extras: Extras) => () => Promise<Result>,
  ): Promise<Result> {
    const preparing = loadExtras().then(prepare);
    const begin = async () => {
      const send = await preparing;
      const answer = send();
      // Nobody waits for it where the handle was closed meanwhile.
      answer.catch(() => {});
      return { answer };
    };
    const sending = this.inTurn(callSite, limits, begin, true);
    // Wrong arguments are told at once, however long the turn takes to come.
    const [{ answer }] = await Promise.all([sending, preparing]);
    return answer;
  }
}
