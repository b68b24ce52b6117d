import { isDeepStrictEqual } from "node:util";
import { parentPort, workerData } from "node:worker_threads";
import { WorkerLine } from "../../../src/worker/worker-line.js";
import { Dice, makeContent, type SeededMessage } from "./seeded-messages.js";

/** What the peer is started with. */
export interface PeerData {
  readonly memory: SharedArrayBuffer;
  readonly clientSeed: number;
  readonly workerSeed: number;
  /** Messages that both ends take to have been posted before. */
  readonly counted: number;
}

/** What the peer says when it is asked with the last message. */
export interface PeerReport {
  readonly received: number;
  readonly inMemory: number;
  /** What was wrong with messages that came, in words. */
  readonly faults: readonly string[];
}

/*
 * The worker's end of the line on a thread of its own: answers each request as the router does, strictly one after the
 * other, and looks at all that comes.
 */
const { memory, clientSeed, workerSeed, counted } = workerData as PeerData;
const faults: string[] = [];
const waiting: SeededMessage[] = [];
let [received, sent, inMemory] = [0, 0, 0];
let isBusy = false;

const line = new WorkerLine(parentPort as never, (message) => receive(message as SeededMessage), memory);
Object.assign(line, { posted: counted, received: counted });

function receive(message: SeededMessage): void {
  if (message.number !== received) faults.push(`message ${message.number} came as number ${received}`);
  if (!isDeepStrictEqual(message.content, makeContent(clientSeed, message.number))) {
    faults.push(`message ${message.number} has another content`);
  }
  received++;
  // As cancellations do, notes overtake.
  if (message.type === "note") return;
  waiting.push(message);
  if (!isBusy) void drain();
}

async function drain(): Promise<void> {
  isBusy = true;
  while (waiting.length > 0 || line.receiveNext()) {
    const request = waiting.shift();
    if (request?.type === "report")
      send("report", request.id, { received, inMemory, faults } satisfies PeerReport);
    else if (request !== undefined) await answer(request);
  }
  isBusy = false;
}

async function answer({ id }: SeededMessage): Promise<void> {
  const dice = new Dice(workerSeed, id);
  for (let parts = dice.roll(8) === 0 ? dice.roll(4) : 0; parts > 0; parts--) send("part", id);
  if (dice.roll(16) === 0) await new Promise((resolve) => setImmediate(resolve));
  if (dice.roll(32) === 0) setTimeout(() => send("event", -1), dice.roll(3));
  if (dice.roll(16) === 0) send("event", -1);
  send("done", id);
}

function send(type: SeededMessage["type"], id: number, content?: PeerReport): void {
  const number = sent++;
  const message: SeededMessage = { number, type, id, content: content ?? makeContent(workerSeed, number) };
  if (line.send(message)) inMemory++;
}
