import { engineSuite } from "./engine/index.js";
import type { Suite } from "./suite.js";

/** Suites by the name that `npm run bench -- <name>` takes. */
export const SUITES: Readonly<Record<string, Suite>> = {
  engine: engineSuite,
};
