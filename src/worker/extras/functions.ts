import type { Handlers } from "../handlers/handler.js";
import { isFields } from "../handlers/handler.js";
import { defineFunction } from "./define-function.js";
import { loadCallbacks } from "./load-callbacks.js";

/** SQL functions written in JavaScript. */
export const functionHandlers: Handlers<"createFunction"> = {
  createFunction: {
    accepts: ({ name, source, arity }) =>
      typeof name === "string" &&
      isFields(source) &&
      (typeof source.module === "string" || isFields(source.sources)) &&
      (arity === null || Number.isInteger(arity)),
    async perform(payload, { session }) {
      defineFunction(session, payload, await loadCallbacks(payload.name, payload.source));
      return null;
    },
  },
};
