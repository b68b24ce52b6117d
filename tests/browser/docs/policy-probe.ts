/** Script of the page that tries what its content security policy allows, and tells the page that embeds it. */

type Client = typeof import("web-sqlite-v2");

/** What was tried, each with `"ok"` or the code of its error. */
export interface Outcomes {
  readonly opens: string;
  readonly functionFromText?: string;
  readonly functionFromModule?: string;
}

async function outcomeOf(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
    return "ok";
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error);
  }
}

async function tryAll(): Promise<Outcomes> {
  // Relative, so that the workers too are served with the policy.
  const { open } = (await import(
    /* @vite-ignore */ new URL("dist/client/index.js", location.href).href
  )) as Client;
  const opens = await outcomeOf(async () => {
    const db = await open("policy.db");
    await db.exec("CREATE TABLE IF NOT EXISTS note(text)");
    await db.close();
  });
  if (opens !== "ok") return { opens };
  const db = await open(":memory:");
  const module = new URL("sample/api/sql-functions.js", location.href);
  const outcomes = {
    opens,
    functionFromText: await outcomeOf(() => db.createFunction("one", { scalar: () => 1 })),
    functionFromModule: await outcomeOf(() => db.createFunction("two", { module, export: "distance" })),
  };
  await db.close();
  return outcomes;
}

parent.postMessage(await tryAll());
