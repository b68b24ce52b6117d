/** Entry of the worker that the client starts for the storage `opfs`: one worker serves one connection. */
import { serveScope } from "./serve-scope.js";
import { openSharedStorage } from "./shared-storage.js";

serveScope({ openStorage: openSharedStorage });
