import { type LifeActions, SharedWord } from "../../protocol/index.js";
import { Session } from "../session.js";
import { type Handlers, isText } from "./handler.js";

const STORAGES: readonly unknown[] = ["auto", "opfs-sahpool", "opfs", "memory"];
const DURABILITIES: readonly unknown[] = ["full", "relaxed"];

const isNumber = (value: unknown): boolean => typeof value === "number";

/** Opening, closing, and the times when the page is away. */
export const lifeHandlers: Handlers<keyof LifeActions> = {
  open: {
    isAboutLife: true,
    accepts: ({ pragmas, proxyPort, storage, ...payload }) =>
      isText(payload.name) &&
      STORAGES.includes(storage) &&
      DURABILITIES.includes(payload.durability) &&
      isNumber(payload.lockTimeout) &&
      isNumber(payload.busyTimeout) &&
      Array.isArray(pragmas) &&
      isText(payload.opener) &&
      (payload.wasmUrl === null || isText(payload.wasmUrl)) &&
      typeof payload.expectsModule === "boolean" &&
      typeof payload.expectsFolder === "boolean" &&
      (storage === "opfs") === proxyPort instanceof MessagePort,
    async perform(payload, { served }) {
      if (served.session !== undefined) throw new TypeError("this worker has opened its database already");
      const { session, result } = await Session.open(payload, served.host, served.early);
      served.session = session;
      return { ...result, memory: served.memory ?? null };
    },
  },
  suspend: {
    isAboutLife: true,
    accepts: () => true,
    async perform(_, { served }) {
      served.isAway = true;
      await served.session?.suspend();
      if (served.words !== undefined) Atomics.add(served.words, SharedWord.suspensions, 1);
      return null;
    },
  },
  resume: {
    isAboutLife: true,
    accepts: () => true,
    async perform(_, { served }) {
      served.isAway = false;
      await served.session?.resume();
      return null;
    },
  },
  close: {
    isAboutLife: true,
    accepts: () => true,
    async perform(_, { served }) {
      const { session } = served;
      served.session = undefined;
      await session?.close();
      return null;
    },
  },
};
