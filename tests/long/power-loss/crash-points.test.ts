import { POOL_CONFIGURATIONS } from "../../support/power-loss/configuration.js";
import { describeCrashPoints } from "../../support/power-loss/describe-crash-points.js";

describeCrashPoints(POOL_CONFIGURATIONS, 10_000, 3);
