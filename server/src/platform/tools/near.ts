const maxNear = 5;

/** Letters to insert, delete, replace or swap with their neighbour until two texts are equal. */
function distance(a: string, b: string): number {
  let [before, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] as number) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[b.length] as number;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** How different two names are, 0 (equal letters and digits) to 1. */
function difference(name: string, other: string): number {
  const [a, b] = [plain(name).slice(0, 100), plain(other).slice(0, 100)];
  if (a === b) return 0;
  if (a === '' || b === '') return 1;
  const share = distance(a, b) / Math.max(a.length, b.length);
  const isPart = Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a));
  return isPart ? Math.min(share, 0.3) : share;
}

/** The names that are spelled alike, best first; at most five. */
export const nearest = (name: string, names: readonly string[], most = maxNear): string[] =>
  [...new Set(names)]
    .map((other) => ({ other, by: difference(name, other) }))
    .filter(({ by }) => by <= 0.5)
    .sort((one, two) => one.by - two.by || (one.other < two.other ? -1 : 1))
    .slice(0, most)
    .map(({ other }) => other);
