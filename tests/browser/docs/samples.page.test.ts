import { describeSamples } from "./run-samples.js";

await describeSamples((page) => page !== "api" && page !== "jsdoc");
