import { LARGE_COUNT, READINGS } from "./data.js";
import { WORKS } from "./works.mjs";
import type { Times } from "./workload.js";

/** What no client can do without: round trips between the threads, reading by the engine, making objects. */
export async function measureBare(): Promise<Times> {
  const worker = new Worker(new URL("./bare.worker.ts", import.meta.url), { type: "module" });
  try {
    await roundTrips(worker, 500);
    const trips = await timed(() => roundTrips(worker, 10_000));
    const raw = await readRaw(worker);
    const objects = Math.min(...Array.from({ length: READINGS }, makeObjects));
    return {
      [WORKS.loop]: trips,
      [WORKS.point]: trips / 10,
      [WORKS.objects]: raw + objects,
      [WORKS.columns]: raw,
    };
  } finally {
    worker.terminate();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

async function roundTrips(worker: Worker, count: number): Promise<void> {
  for (let index = 0; index < count; index++) await answer(worker, index);
}

function answer(worker: Worker, message: unknown): Promise<unknown> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
}

async function readRaw(worker: Worker): Promise<number> {
  const wasmUrl = new URL("/src/sqlite3.wasm", location.href).href;
  const { milliseconds, failure } = (await answer(worker, { wasmUrl })) as {
    milliseconds?: number;
    failure?: string;
  };
  if (milliseconds === undefined) throw new Error(failure);
  return milliseconds;
}

/** Makes the objects of `SELECT_ALL` out of one text and numbers: one call of the decoder, then slices. */
function makeObjects(): number {
  const texts = Array.from({ length: LARGE_COUNT }, (_, index) => `station number ${index + 1}degrees`);
  const bytes = new TextEncoder().encode(texts.join(""));
  const lengths = Uint32Array.from(texts, ({ length }) => length);
  const numbers = Float64Array.from({ length: LARGE_COUNT * 3 }, (_, index) => index * 0.37);
  const begin = performance.now();
  const text = new TextDecoder().decode(bytes);
  const rows = new Array<object>(LARGE_COUNT);
  let position = 0;
  for (let row = 0; row < LARGE_COUNT; row++) {
    const middle = position + (lengths[row] as number) - 7;
    rows[row] = {
      id: numbers[row * 3],
      station: text.slice(position, middle),
      value: numbers[row * 3 + 1],
      quality: numbers[row * 3 + 2],
      unit: text.slice(middle, middle + 7),
    };
    position = middle + 7;
  }
  const end = performance.now();
  if (rows.length !== LARGE_COUNT) throw new Error("rows are missing");
  return end - begin;
}
