import { cursorHandlers } from "./cursors.js";
import { extraHandlers } from "./extras.js";
import type { Handlers } from "./handler.js";
import { lifeHandlers } from "./life.js";
import { sqlHandlers } from "./sql.js";
import { statementHandlers } from "./statements.js";
import { transactionHandlers } from "./transactions.js";

export { type Fields, isFields, type RequestContext, type ServedDatabase } from "./handler.js";

/** How every action is performed. */
export const handlers: Handlers = {
  ...lifeHandlers,
  ...sqlHandlers,
  ...statementHandlers,
  ...cursorHandlers,
  ...transactionHandlers,
  ...extraHandlers,
};
