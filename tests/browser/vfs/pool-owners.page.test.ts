import { describe } from "vitest";
import { describePoolOwners } from "./pool-owners-suite.js";

describe("a pool and two workers of a page with COOP and COEP headers", describePoolOwners);
