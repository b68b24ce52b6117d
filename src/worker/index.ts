/** Entry of the worker that the client starts for storage of a worker's own: one worker serves one database. */
import { openOwnStorage } from "./own-storage.js";
import { serveScope } from "./serve-scope.js";

serveScope(openOwnStorage);
