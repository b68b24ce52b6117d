import type { Fields } from "../handlers/handler.js";

/** Whether a payload names an export or import. */
export const hasHandle = ({ handle }: Fields): boolean => Number.isSafeInteger(handle);

/** Whether a value names a storage that outlives the page. */
export const isPersistent = (storage: unknown): boolean => storage === "opfs-sahpool" || storage === "opfs";
