import { expect, it } from "vitest";
import { Dispatcher } from "../../../src/client/dispatcher.js";
import { Pending } from "../../../src/client/pending.js";
import { LaneSize, SharedWord } from "../../../src/protocol/index.js";

it("tells of all calls that a signal ends before it stops the one that runs", () => {
  const memory = new SharedArrayBuffer(LaneSize.memory);
  const words = new Int32Array(memory);
  const posted: unknown[] = [];
  const dispatcher = new Dispatcher({
    postMessage: (message) =>
      posted.push({ ...(message as object), flag: words[SharedWord.cancelledRequest] }),
    addEventListener() {},
  });
  dispatcher.share(memory);
  const [ended, other] = [new AbortController(), new AbortController()];
  for (const { signal } of [ended, other, ended]) {
    const limits = { signals: [signal], deadline: Number.POSITIVE_INFINITY, onProgress: undefined };
    dispatcher.post("suspend", null, new Pending(new Error()), { limits });
  }
  posted.length = 0;
  ended.abort();
  expect(posted).toEqual([
    { type: "cancel", id: 1, flag: 0 },
    { type: "cancel", id: 3, flag: 0 },
  ]);
  expect(words[SharedWord.cancelledRequest]).toBe(1);
  dispatcher.stop();
});
