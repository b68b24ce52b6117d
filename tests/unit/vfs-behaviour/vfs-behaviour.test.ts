import { loadTestEngine } from "../../support/engine/load-test-engine.js";
import { MemoryStorage } from "../../support/vfs/memory-storage.js";
import { openPool } from "../../support/vfs/pool-fixture.js";
import { blockingOpfsFixture } from "../../support/vfs-behaviour/blocking-opfs-fixture.js";
import { describeVfs } from "../../support/vfs-behaviour/describe-vfs.js";
import { localFixtures, poolFixture } from "../../support/vfs-behaviour/fixture.js";
import { kvvfsFixture } from "../../support/vfs-behaviour/kvvfs-fixture.js";

const sparse = "the handles of this test keep a file in one array";
const fixtures = [
  ...localFixtures(loadTestEngine),
  kvvfsFixture(loadTestEngine),
  poolFixture(loadTestEngine, () => openPool(new MemoryStorage()), { sparse }),
  blockingOpfsFixture(loadTestEngine, new MemoryStorage().root, true, { sparse }),
  blockingOpfsFixture(loadTestEngine, new MemoryStorage().root, false, { sparse }),
];
for (const fixture of fixtures) describeVfs(fixture);
