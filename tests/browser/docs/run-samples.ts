import { afterEach, describe, expect, it } from "vitest";
import { closeOpened } from "./recorded.js";
import { takeReported } from "./seen.js";

/** A sample, as the site lists it. */
interface ListedSample {
  readonly page: string;
  readonly url: string;
  readonly title: string;
  /** Whether the page must be cross-origin isolated, or must not be; absent where it does not matter. */
  readonly isolation?: boolean;
  readonly isRun: boolean;
}

interface SampleModule {
  readonly expected: readonly {
    /** Of the page. */
    readonly line: number;
    readonly isPartial: boolean;
    readonly values: () => readonly unknown[];
  }[];
}

const LIST = "/sample/list.ts";

/**
 * Runs samples of the documentation, each with nothing stored, and compares what they do with what their comments say.
 *
 * @param belongs - tells which pages; samples that are for pages without isolation are run in those, whatever their page
 */
export async function describeSamples(belongs: (page: string) => boolean): Promise<void> {
  const { samples } = (await import(/* @vite-ignore */ LIST)) as {
    readonly samples: readonly ListedSample[];
  };
  afterEach(async () => {
    takeReported();
    await closeOpened();
    await clearStorage();
  });
  describe("a sample in the documentation does what it says", () => {
    for (const { page, url, title, isolation, isRun } of samples) {
      if (!isRun || (isolation !== undefined && isolation !== crossOriginIsolated)) continue;
      if (!belongs(page) && isolation !== false) continue;
      it(title, async () => {
        const { expected } = (await import(/* @vite-ignore */ url)) as SampleModule;
        const reported = takeReported();
        for (const [check, { line, isPartial, values }] of expected.entries()) {
          const seen = expect(reported.get(check) ?? [], `line ${line}`);
          if (isPartial) seen.toMatchObject(values());
          else seen.toEqual(values());
        }
      });
    }
  });
}

/** Milliseconds that the handles of a worker which was terminated may still be held. */
const RELEASE_TIMEOUT = 5_000;

async function clearStorage(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) await remove(root, name);
}

async function remove(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  const deadline = performance.now() + RELEASE_TIMEOUT;
  for (;;) {
    try {
      return await folder.removeEntry(name, { recursive: true });
    } catch (error) {
      const isHeld = error instanceof DOMException && error.name === "NoModificationAllowedError";
      if (!isHeld || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
