/** Whether this is a window's thread and not a worker's. */
export function isUIThread(): boolean {
  return typeof window !== "undefined" && globalThis.window === globalThis;
}
