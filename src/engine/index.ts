export { defaultWasmUrl } from "./default-wasm-url.js";
export { type Engine, type StartOptions, startEngine } from "./start-engine.js";
