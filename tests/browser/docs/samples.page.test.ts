import { describeSamples } from "./run-samples.js";

await describeSamples();
