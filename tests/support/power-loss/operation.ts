/** Number of an OPFS file, in order of creation. A file that is removed and made anew has another one. */
export type FileId = number;

/** A change of a file's bytes. */
export type Change =
  | {
      readonly kind: "write";
      readonly file: FileId;
      readonly at: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  | { readonly kind: "truncate"; readonly file: FileId; readonly size: number };

/** A change of a folder. */
export type DirectoryChange =
  | {
      readonly kind: "create";
      readonly file: FileId;
      /** From the root, as `"/folder/name"`. A name that was removed may be given to another file. */
      readonly path: string;
    }
  | { readonly kind: "remove"; readonly file: FileId };

/** What was asked of OPFS, in order. A flush covers its own file only, as `FileSystemSyncAccessHandle.flush()` does. */
export type Operation = Change | DirectoryChange | { readonly kind: "flush"; readonly file: FileId };

/** One line for people. */
export function describeOperation(operation: Operation): string {
  const { kind, file } = operation;
  if (kind === "write") return `write file ${file} at ${operation.at}, ${operation.bytes.length} bytes`;
  if (kind === "create") return `create file ${file}, ${operation.path}`;
  return kind === "truncate" ? `truncate file ${file} to ${operation.size}` : `${kind} file ${file}`;
}
