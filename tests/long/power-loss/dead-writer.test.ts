import { expect, it } from "vitest";
import { type Configuration, configurationNamed } from "../../support/power-loss/configuration.js";
import { CrashLab } from "../../support/power-loss/crash-lab.js";
import { Disk } from "../../support/power-loss/disk.js";
import { survivors } from "../../support/power-loss/loss.js";
import { describeOperation, type Operation } from "../../support/power-loss/operation.js";
import { Random } from "../../support/power-loss/random.js";
import { RecordingStorage } from "../../support/power-loss/recording-storage.js";
import { column } from "../../support/vfs/pool-fixture.js";

const NUMBERS = "SELECT number FROM main.t UNION ALL SELECT number FROM other.t";

/** Opens the databases of a storage and runs a query. */
async function read(
  lab: CrashLab,
  configuration: Configuration,
  storage: RecordingStorage,
): Promise<unknown[]> {
  await lab.mount(storage, configuration, 1);
  const db = lab.connect(configuration);
  const numbers = column(db, NUMBERS);
  db.close();
  return numbers;
}

/** Everything that is done while 1 becomes 2 in some of the databases, and the disk before. */
async function recordUpdate(
  lab: CrashLab,
  configuration: Configuration,
  schemas: readonly string[],
): Promise<[Disk, Operation[]]> {
  const storage = new RecordingStorage();
  await lab.mount(storage, configuration, 1);
  const db = lab.connect(configuration);
  db.exec(`CREATE TABLE main.t AS SELECT 1 AS number; CREATE TABLE other.t AS SELECT 1 AS number`);
  const begin = storage.operations.length;
  db.exec("BEGIN");
  for (const schema of schemas) db.exec(`UPDATE ${schema}.t SET number = 2`);
  db.exec("COMMIT");
  const disk = new Disk();
  for (const operation of storage.operations.slice(0, begin)) disk.apply(operation);
  return [disk, storage.operations.slice(begin)];
}

/** What is left when the power fails after some operations and takes everything that was not flushed. */
function afterPowerLoss(disk: Disk, operations: readonly Operation[], seed: number): RecordingStorage {
  const changed = disk.copy();
  for (const operation of operations) changed.apply(operation);
  return RecordingStorage.over(survivors(changed, { kind: "all", keep: 0, gap: 0 }, new Random(seed)));
}

const NAMES = [
  "opfs delete full 4096",
  "opfs truncate full 512",
  "opfs persist full 4096",
  "delete full 4096",
];
const CASES = NAMES.flatMap((name) => [
  { name, schemas: ["main"], committed: "2,1" },
  { name, schemas: ["main", "other"], committed: "2,2" },
]);

it.each(CASES)(
  "$name: what is read after a writer of $schemas has died is still there when the power fails then",
  async ({ name, schemas, committed }) => {
    const configuration = configurationNamed(name);
    const lab = await CrashLab.create();
    const [disk, operations] = await recordUpdate(lab, configuration, schemas);
    const found = new Set<string>();
    for (let died = 0; died <= operations.length; died++) {
      const storage = RecordingStorage.over(disk.contents());
      const numbers = await read(lab, configuration, storage);
      const again = await read(lab, configuration, afterPowerLoss(disk, storage.operations, died));
      expect(again, `died after ${died} operations`).toEqual(numbers);
      found.add(numbers.join());
      if (died < operations.length) disk.apply(operations[died] as Operation);
    }
    expect(found).toEqual(new Set(["1,1", committed]));
  },
);

it("two databases stay together when the power fails while they are recovered from a dead writer", async () => {
  const configuration = configurationNamed("opfs persist full 4096");
  const lab = await CrashLab.create();
  const [disk, operations] = await recordUpdate(lab, configuration, ["main", "other"]);
  for (const operation of operations) {
    disk.apply(operation);
    const storage = RecordingStorage.over(disk.contents());
    await read(lab, configuration, storage);
    for (let count = 0; count <= storage.operations.length; count++) {
      const left = afterPowerLoss(disk, storage.operations.slice(0, count), count);
      const [main, other] = await read(lab, configuration, left);
      expect(main, describeOperation(operation)).toBe(other);
    }
  }
});
