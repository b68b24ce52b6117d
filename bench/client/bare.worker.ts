import { loadEngine } from "../../src/engine/index.js";
import { createRawFloor, expectCode } from "../engine/raw-floor.js";
import { CREATE_LARGE, LARGE_COUNT, READINGS, SELECT_ALL } from "./data.js";

/** Reads every cell of the large table by direct calls of the wasm exports, from memory. Gives milliseconds. */
async function readRaw(wasmUrl: URL): Promise<number> {
  const engine = await loadEngine({ wasmUrl });
  const { capi, heap } = engine;
  const raw = createRawFloor(engine);
  const db = raw.open();
  raw.exec(db, raw.copy(CREATE_LARGE));
  const statement = raw.prepare(db, SELECT_ALL);
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < READINGS; round++) {
    const begin = performance.now();
    let rows = 0;
    let sum = 0;
    while (capi.sqlite3_step(statement) === 100) {
      rows++;
      for (let column = 0; column < 5; column++) {
        // Who reads does not know what is in a cell.
        if (capi.sqlite3_column_type(statement, column) < 3)
          sum += capi.sqlite3_column_double(statement, column);
        else {
          sum += heap.u8[capi.sqlite3_column_text(statement, column)] ?? 0;
          sum += capi.sqlite3_column_bytes(statement, column);
        }
      }
    }
    expectCode(capi.sqlite3_reset(statement), 0);
    if (rows !== LARGE_COUNT || sum === 0) throw new Error(`${rows} rows were read`);
    shortest = Math.min(shortest, performance.now() - begin);
  }
  return shortest;
}

addEventListener("message", ({ data }: MessageEvent<number | { wasmUrl: string }>) => {
  if (typeof data === "number") postMessage(data);
  else
    readRaw(new URL(data.wasmUrl)).then(
      (milliseconds) => postMessage({ milliseconds }),
      (error: unknown) => postMessage({ failure: String(error) }),
    );
});
