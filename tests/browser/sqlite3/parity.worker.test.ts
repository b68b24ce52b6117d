import { compareWithOfficialPackage } from "../../support/parity/browser-suite.js";

compareWithOfficialPackage();
