/** A worker that stops in the middle of importing a database. */
import { OpfsFiles } from "../../../src/vfs/opfs/index.js";

await new OpfsFiles().importDatabase(
  "survivor.db",
  (async function* () {
    yield new TextEncoder().encode("SQLite format 3\0".padEnd(4096, "x"));
    postMessage("half");
    await new Promise(() => {});
  })(),
);
