import { OpfsFiles } from "../../../src/vfs/opfs/index.js";
import { Peer } from "../../support/opfs/peer.js";

/** What two workers read from a database, and the files that there are; or why there is none. */
export type OpfsOutcome =
  | { readonly rows: unknown[][]; readonly files: readonly string[] }
  | { readonly error: { readonly name: string; readonly code: unknown; readonly message: string } };

/** Has one worker write and two read. */
export async function tryOpfs(): Promise<OpfsOutcome> {
  const path = "/private-opfs.db";
  try {
    const peers = [await Peer.on(path), await Peer.on(path)];
    await peers[0]?.exec("create table note(text); insert into note values ('first')");
    const rows: unknown[][] = [];
    for (const peer of peers) rows.push(await peer.exec("select text from note"));
    for (const peer of peers) await peer.end();
    return { rows, files: (await new OpfsFiles().tree()).files };
  } catch (error) {
    const { name, code, message } = error as { name: string; code: unknown; message: string };
    return { error: { name, code, message } };
  }
}
