import { describeSamples } from "./run-samples.js";

await describeSamples((page) => ["README", "guide", "storage"].includes(page));
