import url from "vega-datasets/data/flights-20k.json?url";
import type { DataTable } from "./data-table.js";

interface Flight {
  /** Local time of departure, for example `"2001/01/01 00:47"`. */
  readonly date: string;
  /** Minutes late at the destination; negative when early. */
  readonly delay: number;
  /** Miles. */
  readonly distance: number;
  readonly origin: string;
  readonly destination: string;
}

/** 20,000 flights within the United States in early 2001, from the Bureau of Transportation Statistics. */
export const flights: DataTable = {
  name: "flights",
  schema: `
    CREATE TABLE flights (
      id INTEGER PRIMARY KEY,
      departure TEXT NOT NULL,
      origin TEXT NOT NULL REFERENCES airports (iata),
      destination TEXT NOT NULL REFERENCES airports (iata),
      delay INTEGER NOT NULL,
      distance INTEGER NOT NULL
    );
    CREATE INDEX flights_by_origin ON flights (origin);`,
  columns: ["departure", "origin", "destination", "delay", "distance"],
  url,
  readRows(text) {
    const flightList: readonly Flight[] = JSON.parse(text);
    // SQLite's date functions read dates with hyphens only.
    return flightList.map(({ date, origin, destination, delay, distance }) => [
      date.replaceAll("/", "-"),
      origin,
      destination,
      delay,
      distance,
    ]);
  },
};
