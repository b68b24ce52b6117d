import type { Browser, Page } from "puppeteer-core";
import { originalStack } from "./bundles.mjs";
import { killWithDescendants } from "./kill-with-descendants.mjs";
import {
  type BrowserName,
  createProfile,
  launchBrowser,
  type Preferences,
  profileRestored,
  removeProfile,
} from "./launch.mjs";
import { siteUrl } from "./site-url.mjs";

/** One page of a {@link TestBrowser}, on the test site. */
export class TestPage {
  /** For what has no method of its own here: screenshots, keyboard, console. */
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /**
   * Calls a function of a module in the page, which gets it bundled.
   *
   * @param path - of the module, from the root, for example `/tests/browser/storage/steps.ts`
   * @param name - an export of it
   * @param args - what JSON can carry
   * @returns what the function returns or resolves to, as JSON carries it
   * @throws what the function throws
   */
  async call<Result>(path: string, name: string, ...args: readonly unknown[]): Promise<Result> {
    const address = JSON.stringify(`/bundle${path}`);
    // A string, since Vitest rewrites import() in code that it has seen.
    const source = `import(${address}).then((module) => module[${JSON.stringify(name)}](...${JSON.stringify(args)}))`;
    try {
      return (await this.page.evaluate(source)) as Result;
    } catch (error) {
      if (error instanceof Error) error.stack = await originalStack(error.stack ?? "");
      throw error;
    }
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

/** The browser under test, with a profile of its own that lasts until {@link TestBrowser.close}. */
export class TestBrowser {
  readonly name: BrowserName;
  readonly #profile: string;
  #browser: Browser;
  #wasKilled = false;

  private constructor(name: BrowserName, profile: string, browser: Browser) {
    this.name = name;
    this.#profile = profile;
    this.#browser = browser;
  }

  /**
   * Starts the browser that this run is for, with nothing stored in it.
   *
   * @param preferences - Firefox's, by their names in about:config; other browsers have none
   */
  static async start(preferences: Preferences = {}): Promise<TestBrowser> {
    const name = process.env.TEST_BROWSER as BrowserName;
    const profile = await createProfile(name);
    return new TestBrowser(name, profile, await launchBrowser(name, profile, preferences));
  }

  /**
   * Opens an empty page.
   *
   * @param options - `isolated`: with the headers for cross-origin isolation, default true; `origin`: a label for a
   *   web origin of its own
   */
  async openPage(options: { isolated?: boolean; origin?: string } = {}): Promise<TestPage> {
    const page = await this.#browser.newPage();
    await page.goto(siteUrl("/", options));
    return new TestPage(page);
  }

  /** The process that all others of the browser descend from. */
  get processId(): number {
    return this.#browser.process()?.pid ?? 0;
  }

  /** Ends all of the browser's processes at once, as a crash or a power failure would. */
  async kill(): Promise<void> {
    const process = this.#browser.process();
    const gone = [
      new Promise((resolve) => this.#browser.once("disconnected", resolve)),
      new Promise((resolve) => process?.once("exit", resolve)),
    ];
    this.#wasKilled = true;
    killWithDescendants(process?.pid);
    await Promise.all(gone);
    await profileRestored(this.#profile);
  }

  /** Starts the browser again after {@link TestBrowser.kill}, with what it had stored. */
  async restart(preferences: Preferences = {}): Promise<void> {
    this.#browser = await launchBrowser(this.name, this.#profile, preferences);
  }

  /** Closes the browser and forgets what it stored. */
  async close(): Promise<void> {
    await this.#browser.close();
    await removeProfile(this.#profile, { wasKilled: this.#wasKilled });
  }
}
