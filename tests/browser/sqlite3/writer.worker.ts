/** A worker that inserts through `OpfsWlDb`: told what to insert, it answers with how long it waited at most. */
import { startWithOpfs } from "./start-with-opfs.js";

/** What a writer is told. */
export interface WriterOrder {
  readonly path: string;
  readonly writer: number;
  /** Rows, each in a transaction of its own. */
  readonly rows: number;
}

/** What a writer answers. */
export type WriterAnswer =
  | { readonly ready: true }
  | { readonly slowest: number }
  | { readonly error: string };

const reply = (answer: WriterAnswer): void => postMessage(answer);

async function start(): Promise<void> {
  const { OpfsWlDb } = await startWithOpfs();
  self.addEventListener("message", ({ data }: MessageEvent<WriterOrder>) => {
    if (typeof data.writer !== "number") return;
    try {
      const db = new OpfsWlDb(data.path);
      let slowest = 0;
      for (let row = 0; row < data.rows; row++) {
        const begin = performance.now();
        db.exec({ sql: "insert into t values (?, ?)", bind: [data.writer, row] });
        slowest = Math.max(slowest, performance.now() - begin);
      }
      db.close();
      reply({ slowest });
    } catch (error) {
      reply({ error: String(error) });
    }
  });
  reply({ ready: true });
}

start().catch((error: unknown) => reply({ error: String(error) }));
