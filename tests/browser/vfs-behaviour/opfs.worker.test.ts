import { loadEngine } from "../../../src/engine/index.js";
import { describeVfs } from "../../support/vfs-behaviour/describe-vfs.js";
import { opfsFixture } from "../../support/vfs-behaviour/opfs-fixture.js";

describeVfs(opfsFixture(loadEngine));
