export { MemoryVfs } from "./memory-vfs.js";
