export * from "./configuration.js";
export * from "./crash-lab.js";
export * from "./explore.js";
export * from "./random.js";
