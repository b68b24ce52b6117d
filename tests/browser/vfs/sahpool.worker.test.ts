import { describe } from "vitest";
import { describePool } from "./pool-suite.js";

describe("a pool on a page with COOP and COEP headers", describePool);
