import type { Capi } from "../capi/index.js";

/** `sqlite3.version`: which SQLite this is. */
export interface Version {
  /** For example `"3.54.1"`. */
  readonly libVersion: string;
  /** For example 3054001. */
  readonly libVersionNumber: number;
  /** Date and hash of the check-in. */
  readonly sourceId: string;
  /** The version as sqlite.org's downloads are named, for example 3540100. */
  readonly downloadVersion: number;
  readonly scm: {
    readonly "sha3-256": string;
    /** ISO 8601. */
    readonly datetime: string;
  };
}

/**
 * Reads the version from the wasm's constants.
 *
 * @see https://www.sqlite.org/c3ref/c_source_id.html
 */
export function readVersion(capi: Pick<Capi, "enumJson">): Version {
  const { constants } = capi.enumJson();
  const libVersionNumber = Number(constants.get("SQLITE_VERSION_NUMBER"));
  const sourceId = String(constants.get("SQLITE_SOURCE_ID"));
  const [date, time, hash = ""] = sourceId.split(" ");
  return {
    libVersion: String(constants.get("SQLITE_VERSION")),
    libVersionNumber,
    sourceId,
    downloadVersion: downloadVersion(libVersionNumber),
    scm: { "sha3-256": hash, datetime: `${date}T${time}Z` },
  };
}

/** 3054001 is 3.54.1, and 3540100 in the name of a download: two digits each, without the leading zero of the second. */
function downloadVersion(version: number): number {
  const major = Math.trunc(version / 1_000_000);
  const minor = Math.trunc(version / 1000) % 1000;
  return major * 1_000_000 + minor * 10_000 + (version % 1000) * 100;
}
