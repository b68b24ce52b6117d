import { loadEngine } from "../../../src/engine/index.js";
import { SahPool } from "../../../src/vfs/index.js";
import { describeVfs } from "../../support/vfs-behaviour/describe-vfs.js";
import { poolFixture } from "../../support/vfs-behaviour/fixture.js";

describeVfs(poolFixture(loadEngine, () => SahPool.create("/tests/behaviour")));
