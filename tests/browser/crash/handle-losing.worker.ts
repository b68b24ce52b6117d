/** The worker, in which every access handle is closed when the page asks for it. */
import { loseHandles } from "./handle-losing.js";
import "../../../src/worker/index.js";

loseHandles();
