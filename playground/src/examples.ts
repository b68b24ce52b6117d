/** A query that people can run to see what is there. */
export interface Example {
  readonly title: string;
  readonly sql: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    title: "Delays by airport",
    sql: `-- Which airports' departures arrive latest? Run it, change it, run it again.
SELECT a.iata, a.city, a.state,
       count(*) AS flights,
       round(avg(f.delay), 1) AS mean_delay,
       max(f.delay) AS worst
FROM flights AS f
JOIN airports AS a ON a.iata = f.origin
GROUP BY a.iata
HAVING flights >= 50
ORDER BY mean_delay DESC;`,
  },
  { title: "All flights", sql: "SELECT * FROM flights;" },
  {
    title: "Delay by hour",
    sql: `SELECT strftime('%H', departure) AS hour,
       count(*) AS flights,
       round(avg(delay), 1) AS mean_delay,
       printf('%.*c', max(1, avg(delay)), '▇') AS chart
FROM flights
GROUP BY hour
HAVING flights >= 50;`,
  },
  {
    title: "Longest routes by state",
    sql: `WITH routes AS (
  SELECT a.state, f.origin, f.destination, f.distance,
         row_number() OVER (PARTITION BY a.state ORDER BY f.distance DESC, f.id) AS place
  FROM flights AS f
  JOIN airports AS a ON a.iata = f.origin
)
SELECT state, origin, destination, distance
FROM routes
WHERE place <= 3
ORDER BY state, place;`,
  },
  {
    title: "Within two flights",
    sql: `-- Airports that two flights or fewer connect to Fairbanks.
WITH RECURSIVE reached (iata, hops) AS (
  VALUES ('FAI', 0)
  UNION
  SELECT f.destination, r.hops + 1
  FROM reached AS r
  JOIN flights AS f ON f.origin = r.iata
  WHERE r.hops < 2
)
SELECT min(r.hops) AS hops, a.iata, a.name, a.city, a.state
FROM reached AS r
JOIN airports AS a USING (iata)
GROUP BY a.iata
ORDER BY hops, a.iata;`,
  },
  {
    title: "Write and keep",
    sql: `-- Run it, reload the page, run it again: the rows stay.
CREATE TABLE IF NOT EXISTS notes (
  id INTEGER PRIMARY KEY,
  written TEXT DEFAULT (datetime('now')),
  text TEXT
);
INSERT INTO notes (text) VALUES ('Hello from this browser');
SELECT * FROM notes ORDER BY id DESC;`,
  },
  {
    title: "Kinds of values",
    sql: `SELECT NULL AS absent,
       9007199254740993 AS integer,
       0.1 + 0.2 AS real,
       'first line' || char(10) || 'second line' AS text,
       x'53514c6974650001fe' AS blob,
       randomblob(4096) AS large_blob,
       (SELECT group_concat(name, ', ') FROM airports) AS long_text;`,
  },
];
