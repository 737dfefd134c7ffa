/** What a true detection earns, and what a miss and a false detection cost: a profile of NAB. */
export interface Profile {
  readonly truePositive: number;
  readonly falseNegative: number;
  readonly falsePositive: number;
}

export const profiles = {
  standard: { truePositive: 1, falseNegative: 1, falsePositive: 0.11 },
  lowFP: { truePositive: 1, falseNegative: 1, falsePositive: 0.22 },
  lowFN: { truePositive: 1, falseNegative: 2, falsePositive: 0.11 },
} as const satisfies Record<string, Profile>;

/** Scores of one file, and its windows of anomalies as places of rows, both ends included. */
export interface ScoredFile {
  readonly scores: ArrayLike<number>;
  readonly windows: readonly (readonly [first: number, last: number])[];
}

/** How many rows at the beginning of a file NAB leaves out. */
export const probation = (rows: number): number => Math.min(Math.floor(0.15 * rows), 750);

const sigmoid = (x: number): number => (x > 3 ? -1 : 2 / (1 + Math.exp(5 * x)) - 1);

interface Point {
  readonly score: number;
  readonly earns: number;
  /** The window it lies in, counted over the whole corpus; -1 outside of windows. */
  readonly window: number;
}

/** What a detection at each row counts (NAB's sweeper), rows of the probation left out. */
function pointsOf({ scores, windows }: ScoredFile, { truePositive, falsePositive }: Profile, firstWindow: number): Point[] {
  const points: Point[] = [];
  const begin = probation(scores.length);
  let next = 0;
  for (let row = 0; row < scores.length; row += 1) {
    while (next < windows.length && row > (windows[next] as readonly [number, number])[1]) next += 1;
    if (row < begin) continue;
    const [current, before] = [windows[next], windows[next - 1]];
    const score = scores[row] as number;
    if (current !== undefined && row >= current[0]) {
      const width = current[1] - current[0] + 1;
      points.push({ score, earns: (sigmoid(-(current[1] - row + 1) / width) * truePositive) / sigmoid(-1), window: firstWindow + next });
    } else {
      const past = before === undefined ? -1 : sigmoid((row - before[1]) / (before[1] - before[0]));
      points.push({ score, earns: past * falsePositive, window: -1 });
    }
  }
  return points;
}

export interface NabScore {
  /** 100: all windows found at once and nothing else; 0: nothing ever reported. */
  readonly score: number;
  /** The one threshold for all files; a row at or above it is a detection. */
  readonly threshold: number;
}

/**
 * The score of NAB v1.1 of a detector. The threshold is the one for the whole corpus at which the score is highest, as NAB chooses it,
 * unless it is given.
 */
export function nabScore(files: readonly ScoredFile[], profile: Profile, given?: number): NabScore {
  let windowCount = 0;
  const points = files.flatMap((file) => {
    const found = pointsOf(file, profile, windowCount);
    windowCount += file.windows.length;
    return found;
  });
  points.sort((one, other) => other.score - one.score);
  const nothing = -profile.falseNegative * windowCount;
  const best = new Float64Array(windowCount).fill(-profile.falseNegative);
  const perfect = windowCount * profile.truePositive;
  let raw = nothing;
  let found: NabScore = { score: 0, threshold: Number.POSITIVE_INFINITY };
  for (const [place, point] of points.entries()) {
    if (given !== undefined && point.score < given) break;
    if (point.window < 0) raw += point.earns;
    else if (point.earns > (best[point.window] as number)) {
      raw += point.earns - (best[point.window] as number);
      best[point.window] = point.earns;
    }
    if (points[place + 1]?.score === point.score) continue;
    const score = (100 * (raw - nothing)) / (perfect - nothing);
    if (given !== undefined || score > found.score) found = { score, threshold: given ?? point.score };
  }
  return found;
}

export interface Episodes {
  readonly count: number;
  /** Of them, those without a row in a window. */
  readonly falseCount: number;
  readonly windowsFound: number;
  readonly windowCount: number;
}

/**
 * Rows at or above the threshold as what a person would see: those at most 1 % of the file apart are one episode. `beginOf`: rows before
 * it, and windows that begin before it, are not counted; a row in such a window is not false.
 */
export function episodesOf<File extends ScoredFile>(
  files: readonly File[],
  threshold: number,
  beginOf: (file: File) => number = () => 0,
): Episodes {
  const sum = { count: 0, falseCount: 0, windowsFound: 0, windowCount: 0 };
  for (const file of files) {
    const { scores, windows } = file;
    const begin = Math.max(beginOf(file), probation(scores.length));
    const isCounted = ([first]: readonly [number, number]): boolean => first >= beginOf(file);
    const found = new Set<number>();
    let [last, isTrue, isOpen] = [Number.NEGATIVE_INFINITY, false, false];
    const close = (): void => {
      if (!isOpen) return;
      sum.count += 1;
      if (!isTrue) sum.falseCount += 1;
    };
    for (let row = begin; row < scores.length; row += 1) {
      if ((scores[row] as number) < threshold) continue;
      if (row - last > 0.01 * scores.length) {
        close();
        [isTrue, isOpen] = [false, true];
      }
      last = row;
      const window = windows.findIndex(([first, end]) => row >= first && row <= end);
      if (window < 0) continue;
      isTrue = true;
      if (isCounted(windows[window] as readonly [number, number])) found.add(window);
    }
    close();
    sum.windowsFound += found.size;
    sum.windowCount += windows.filter(isCounted).length;
  }
  return sum;
}
