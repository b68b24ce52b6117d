import url from "vega-datasets/data/airports.csv?url";
import type { DataTable, DataValue } from "./data-table.js";
import { parseCsv } from "./parse-csv.js";

/** The file writes a missing city or state as "NA". */
function textOrNull(field: string): DataValue {
  return field === "NA" ? null : field;
}

/** 3,376 airports of the United States, from data.gov. */
export const airports: DataTable = {
  name: "airports",
  schema: `
    CREATE TABLE airports (
      iata TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      city TEXT,
      state TEXT,
      country TEXT NOT NULL,
      latitude REAL NOT NULL,
      longitude REAL NOT NULL
    ) WITHOUT ROWID;`,
  columns: ["iata", "name", "city", "state", "country", "latitude", "longitude"],
  url,
  readRows(text) {
    return parseCsv(text)
      .slice(1)
      .map(([iata = "", name = "", city = "", state = "", country = "", latitude, longitude]) => [
        iata,
        name,
        textOrNull(city),
        textOrNull(state),
        country,
        Number(latitude),
        Number(longitude),
      ]);
  },
};
