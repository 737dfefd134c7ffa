/**
 * Whether a name fits a pattern in which `*` stands for any text, also none, and `?` for one character. In time that is the product of the
 * lengths at most, whatever the pattern.
 */
export function matchesGlob(name: string, pattern: string): boolean {
  let [at, place] = [0, 0];
  let [starAt, retryAt] = [-1, 0];
  while (at < name.length) {
    if (place < pattern.length && pattern[place] === '*') {
      [starAt, retryAt] = [place, at];
      place += 1;
    } else if (place < pattern.length && (pattern[place] === '?' || pattern[place] === name[at])) {
      at += 1;
      place += 1;
    } else if (starAt >= 0) {
      retryAt += 1;
      [at, place] = [retryAt, starAt + 1];
    } else return false;
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}
