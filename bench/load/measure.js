// @ts-check
/**
 * Loads a package from its script to the first answer of SQLite. In a page and in a worker alike.
 *
 * @param {string} url of the module that exports `sqlite3InitModule`
 * @returns {Promise<{ script: number, start: number, query: number, total: number }>} milliseconds: until the script has
 *   run, from there until SQLite has started, from there until a query is answered; and all of it
 */
export async function measureLoad(url) {
  const before = performance.now();
  const { default: sqlite3InitModule } = await import(url);
  const imported = performance.now();
  const sqlite3 = await sqlite3InitModule();
  const started = performance.now();
  const db = new sqlite3.oo1.DB();
  const answer = db.selectValue("SELECT 6 * 7");
  const end = performance.now();
  if (answer !== 42) throw new Error(`6 * 7 is ${answer}`);
  return { script: imported - before, start: started - imported, query: end - started, total: end - before };
}

/**
 * Loads a package in a worker of the page.
 *
 * @param {string} url
 * @returns {ReturnType<typeof measureLoad>}
 */
export function measureLoadInWorker(url) {
  const worker = new Worker("/bench/worker.js", { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ("failure" in data ? reject(new Error(data.failure)) : resolve(data));
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(url);
  });
}
