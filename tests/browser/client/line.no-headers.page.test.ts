import { describeLine } from "./line-suite.js";

describeLine(false);
