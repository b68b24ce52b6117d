// @ts-check
/** `npm start`: builds the library and the playground, and serves the playground until Ctrl-C. */
import { join } from "node:path";
import { startPlaygroundSite } from "./playground-site.mjs";
import { ROOT, run } from "./run-command.mjs";

const DEFAULT_PORT = 5173;

/** @returns {number} the port that PORT names, else the default; ends the process where PORT is no port */
function choosePort() {
  const chosen = process.env.PORT;
  if (!chosen) return DEFAULT_PORT;
  const port = Number(chosen);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  console.error(`PORT is "${chosen}", which is not a port number from 0 to 65535.`);
  return process.exit(1);
}

const port = choosePort();
if (!run(process.execPath, [join(ROOT, "scripts/build.mjs"), "--no-types"])) process.exit(1);
const site = await startPlaygroundSite(port);
console.log(`Playground: ${site.url}`);
console.log("Ctrl-C ends it.");

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.once(signal, async () => {
    await site.close();
    process.exit(0);
  });
}
