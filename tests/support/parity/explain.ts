import type { Difference } from "./differences.js";

/** What a list of differences explains and what it does not. */
export interface Explanation {
  /** Found, but not listed. */
  readonly unexplained: readonly string[];
  /** Listed, but not found: the list is out of date. */
  readonly stale: readonly string[];
}

/**
 * Holds what was found against the list.
 *
 * @param found - paths or names of calls that differ
 * @param covered - whether a listed place belongs to what was compared; default every one
 */
export function explain(
  found: readonly string[],
  differences: readonly Difference[],
  covered: (where: string) => boolean = () => true,
): Explanation {
  const listed = differences.flatMap(({ where }) => where).filter(covered);
  const patterns = listed.map((where) => ({ where, pattern: patternOf(where) }));
  return {
    unexplained: found.filter((name) => !patterns.some(({ pattern }) => pattern.test(name))),
    stale: patterns
      .filter(({ pattern }) => !found.some((name) => pattern.test(name)))
      .map(({ where }) => where),
  };
}

function patternOf(where: string): RegExp {
  const literal = where.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`);
}
