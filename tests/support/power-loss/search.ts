import { parseArgs } from "node:util";
import { CONFIGURATIONS, type Configuration, configurationNamed } from "./configuration.js";
import { CrashLab } from "./crash-lab.js";
import { explore, type Failure } from "./explore.js";
import { mixSeeds } from "./random.js";

/** Crashes tried of one recorded run. */
const POINTS_PER_RUN = 250;
const MOST_FAILURES = 10;
const REPORT_EVERY = 20_000;

/**
 * The long search for crash points that break something. Prints failures and numbers.
 *
 * @param args - `--points`, `--seed`, `--configuration`, `--storage`, `--full` to let the room run out, and `--point` for only one
 * @returns whether nothing was found
 */
export async function search(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: args.filter((argument) => argument !== "--"),
    options: {
      points: { type: "string", default: "100000" },
      seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
      configuration: { type: "string" },
      storage: { type: "string" },
      point: { type: "string" },
      full: { type: "boolean", default: false },
    },
  });
  const seed = wholeNumber("seed", values.seed);
  const runsOutOfRoom = values.full;
  const lab = await CrashLab.create();
  const configurations = choose(values.configuration, values.storage);
  if (values.point !== undefined) {
    const [configuration = configurationNamed("")] = configurations;
    const { failures } = await explore(lab, {
      configuration,
      seed,
      points: [wholeNumber("point", values.point)],
      runsOutOfRoom,
    });
    console.log(failures[0]?.message ?? "nothing is wrong after this crash");
    return failures.length === 0;
  }

  console.log(`seed ${seed}`);
  const wanted = wholeNumber("points", values.points);
  const points = Array.from({ length: POINTS_PER_RUN }, (_, point) => point);
  const failures: Failure[] = [];
  const start = performance.now();
  let done = 0;
  for (let run = 0; done < wanted && failures.length < MOST_FAILURES; run++) {
    const configuration = configurations[run % configurations.length] ?? configurationNamed("");
    const findings = await explore(lab, { configuration, seed: mixSeeds(seed, run), points, runsOutOfRoom });
    for (const { message } of findings.failures) console.log(`\n${message}`);
    failures.push(...findings.failures);
    const before = done;
    done += findings.crashCount;
    const rate = Math.round((done * 1000) / (performance.now() - start));
    if (Math.floor(done / REPORT_EVERY) > Math.floor(before / REPORT_EVERY)) {
      console.log(`${done} crashes, ${rate} per second, ${failures.length} failures`);
    }
  }
  console.log(`${done} crashes, ${failures.length} failures`);
  return failures.length === 0;
}

function choose(name: string | undefined, storage: string | undefined): readonly Configuration[] {
  if (name !== undefined) return [configurationNamed(name)];
  return CONFIGURATIONS.filter((each) => storage === undefined || each.storage === storage);
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`--${name} takes a whole number: ${text}`);
  return value;
}
