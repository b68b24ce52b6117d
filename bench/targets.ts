/** Largest ratio to the baseline that a contest may reach, by suite and contest. Later suites add theirs. */
export const TARGETS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  engine: {
    "prepared insert of 50,000 rows": 1.5,
    "reading 250,000 cells as arrays": 1.5,
    "10,000 point SELECTs": 2,
    "exec of a 25,000-statement script": 1.15,
    "look-up among 100,000 entries": 2,
  },
};
