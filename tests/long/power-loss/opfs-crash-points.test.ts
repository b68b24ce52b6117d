import { OPFS_CONFIGURATIONS } from "../../support/power-loss/configuration.js";
import { describeCrashPoints } from "../../support/power-loss/describe-crash-points.js";

describeCrashPoints(OPFS_CONFIGURATIONS, 2_500, 2);
