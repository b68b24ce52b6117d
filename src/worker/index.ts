/** Entry of the worker that the client starts for storage of a worker's own: one worker serves one database. */
import { SahPool } from "../vfs/index.js";
import { openOwnStorage } from "./own-storage.js";
import { serveScope } from "./serve-scope.js";

serveScope({
  openStorage: openOwnStorage,
  openPool: (location, options) => SahPool.create(location, options),
});
