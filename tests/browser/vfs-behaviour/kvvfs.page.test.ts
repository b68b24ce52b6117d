import { loadEngine } from "../../../src/engine/index.js";
import { describeVfs } from "../../support/vfs-behaviour/describe-vfs.js";
import { kvvfsFixture } from "../../support/vfs-behaviour/kvvfs-fixture.js";

describeVfs(kvvfsFixture(loadEngine));
