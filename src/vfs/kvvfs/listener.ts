/** Something that happened to a storage. */
export interface KvvfsEvent<Type extends string, Data> {
  readonly storageName: string;
  readonly type: Type;
  readonly data: Data;
}

/** What listeners of each event hear. */
export interface KvvfsEventData {
  /** Files of the storage that are open now: databases and their journals. */
  readonly open: number;
  readonly close: number;
  /** Key of a record, without its prefix: the number of a page, `"sz"` for the size, `"jrnl"`; and its new value. */
  readonly write: readonly [key: string, value: string | Uint8Array];
  /** Key of the record that was deleted. */
  readonly delete: string;
  /** Whether the database is synced (`true`) or about to be (`false`): its records are as the commit leaves them. */
  readonly sync: boolean;
}

/** Who wants to hear of a storage; the same object ends it. */
export interface KvvfsListener {
  /** Name of the storage. */
  readonly storage: string;
  /** Whether to make the storage when there is none. */
  readonly reserve?: boolean;
  /** Whether pages come as bytes and not as they are stored. */
  readonly decodePages?: boolean;
  /** Whether to hear of the journal's record as well. */
  readonly includeJournal?: boolean;
  /** Functions may be asynchronous. What they throw is a warning. */
  readonly events: {
    readonly [Type in keyof KvvfsEventData]?: (event: KvvfsEvent<Type, KvvfsEventData[Type]>) => unknown;
  };
}
