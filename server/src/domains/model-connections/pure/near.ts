const mostNear = 5;

/** The names that share the most pairs of letters with a name, best first; at most five. */
export function nearest(name: string, known: readonly string[]): readonly string[] {
  const pairs = pairsOf(name);
  return known
    .map((candidate) => ({ candidate, score: likeness(pairs, pairsOf(candidate)) }))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, mostNear)
    .map(({ candidate }) => candidate);
}

const pairsOf = (text: string): ReadonlySet<string> => {
  const lower = text.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, lower.length - 1) }, (_, index) => lower.slice(index, index + 2)));
};

const likeness = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  one.size + other.size === 0 ? 0 : (2 * one.intersection(other).size) / (one.size + other.size);
