import { describeData } from "./data-suite.js";

describeData("opfs-sahpool");
describeData("memory");
