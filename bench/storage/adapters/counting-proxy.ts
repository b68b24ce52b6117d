/** The proxy of our shared files, which tells how many bytes it has read. */
import "../../../src/vfs/opfs/async-proxy/index.js";
import { watchHandles } from "../handle-calls.js";
import { COUNTS_CHANNEL } from "./ask-counting-proxy.js";

const calls = watchHandles();
const channel = new BroadcastChannel(COUNTS_CHANNEL);
channel.addEventListener("message", () => channel.postMessage(calls.readBytes));
