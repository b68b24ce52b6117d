import type { ChangeEvent } from "../../protocol/index.js";
import type { Handlers } from "../handlers/handler.js";
import type { Session } from "../session.js";
import { ChangeWatch } from "./watch-changes.js";

const SET_UP = "changes";
const watches = new WeakMap<Session, ChangeWatch>();

/** Telling of committed changes. */
export const changeHandlers: Handlers<"watchChanges"> = {
  watchChanges: {
    accepts: ({ on }) => typeof on === "boolean",
    perform({ on }, { session, notify }) {
      if (on) session.setUp(SET_UP, (db) => watchOf(session, notify).attach(db));
      else session.setUp(SET_UP, () => watches.get(session)?.detach());
      return null;
    },
  },
};

function watchOf(session: Session, report: (changes: ChangeEvent) => void): ChangeWatch {
  const known = watches.get(session);
  if (known !== undefined) return known;
  const watch = new ChangeWatch(session.engine.capi, report);
  session.addCauses((error) => {
    watch.hearError(error);
    return undefined;
  });
  session.beforeAnswer(() => watch.tell());
  watches.set(session, watch);
  return watch;
}
