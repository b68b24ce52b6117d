import type { LifeActions } from "../../protocol/index.js";
import { Session } from "../session.js";
import type { Handlers } from "./handler.js";

const STORAGES: readonly unknown[] = ["auto", "opfs-sahpool", "opfs", "memory"];
const DURABILITIES: readonly unknown[] = ["full", "relaxed"];

/** Opening and closing. */
export const lifeHandlers: Handlers<keyof LifeActions> = {
  open: {
    accepts: (payload) =>
      typeof payload.name === "string" &&
      STORAGES.includes(payload.storage) &&
      typeof payload.requirePersistence === "boolean" &&
      DURABILITIES.includes(payload.durability) &&
      (payload.wasmUrl === null || typeof payload.wasmUrl === "string") &&
      (payload.storage === "opfs") === payload.proxyPort instanceof MessagePort,
    async perform(payload, { served }) {
      if (served.session !== undefined) throw new TypeError("this worker has opened its database already");
      const { session, result } = await Session.open(payload, served.host);
      served.session = session;
      return result;
    },
  },
  close: {
    accepts: () => true,
    async perform(_, { served }) {
      const { session } = served;
      served.session = undefined;
      await session?.close();
      return null;
    },
  },
};
