/**
 * Thrown by a VFS method that wants to answer SQLite with one particular result code. Its cause, if it has one, is what
 * reaches the user.
 */
export class VfsError extends Error {
  override readonly name = "VfsError";
  /** Primary or extended result code. */
  readonly resultCode: number;

  /**
   * @param resultCode - one of `ResultCode`, not `SQLITE_OK`
   * @param message - a plain sentence; it reaches the user as the cause of SQLite's error
   */
  constructor(resultCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.resultCode = resultCode;
  }
}
