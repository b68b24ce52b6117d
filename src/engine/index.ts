export { defaultWasmUrl } from "./default-wasm-url.js";
export { type EngineOptions, type FileEngine, loadEngine } from "./load-engine.js";
export { type Engine, type StartOptions, startEngine } from "./start-engine.js";
