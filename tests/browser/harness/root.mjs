// @ts-check
import { fileURLToPath } from "node:url";

/** Folder of this work tree, with a slash at the end. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
