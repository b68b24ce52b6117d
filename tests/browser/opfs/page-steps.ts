import { Peer } from "../../support/opfs/peer.js";
import type { Turns } from "../../support/opfs/peer-steps.js";

let peer: Peer;

/** Starts a worker of this page on a database that other pages share. */
export async function start(path: string): Promise<void> {
  peer = await Peer.on(path);
}

export function readAndWrite(worker: number, milliseconds: number): Promise<Turns> {
  return peer.run("readAndWrite", worker, milliseconds);
}

/** Runs SQL; returns the first column of its rows. */
export function exec(sql: string): Promise<unknown[]> {
  return peer.exec(sql);
}

export function end(): Promise<void> {
  return peer.end();
}
