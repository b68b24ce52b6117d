import { loadEngine } from "../../../src/engine/index.js";
import { describeVfs } from "../../support/vfs-behaviour/describe-vfs.js";
import { localFixtures } from "../../support/vfs-behaviour/fixture.js";

for (const fixture of localFixtures(loadEngine)) describeVfs(fixture);
