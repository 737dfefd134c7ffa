import type { SeriesKind } from './detect/point.ts';

/*
 * What people say of findings changes how strong the next finding of that series must be. The threshold is computed from all verdicts of a
 * series each time: to take one back is to leave it out.
 */

export const findingVerdicts = ['REAL', 'NOT_REAL', 'EXPECTED'] as const;
/**
 * REAL: worth the notice. NOT_REAL: nothing happened. EXPECTED: something did, and the reason was known (a deployment, a campaign): it says
 * nothing of the threshold.
 */
export type FindingVerdict = (typeof findingVerdicts)[number];

export type Direction = 'UP' | 'DOWN';

/** A finding that was judged. */
export interface JudgedFinding {
  readonly verdict: FindingVerdict;
  readonly direction: Direction;
  /** How many times as strong as it had to be without verdicts and at balanced sensitivity (`Finding.strength`). */
  readonly strength: number;
}

/** How many times as strong as usual a finding must be to open, by its direction: 1 is usual. */
export type Thresholds = Readonly<Record<Direction, number>>;

export const sensitivities = ['FEW', 'BALANCED', 'ALL'] as const;
/** How much a workspace wants to see: FEW takes what is 1.25 times as strong as BALANCED, ALL three quarters. */
export type Sensitivity = (typeof sensitivities)[number];

const settings = {
  factors: { FEW: 1.25, BALANCED: 1, ALL: 0.75 } satisfies Record<Sensitivity, number>,
  /** A threshold goes so far beyond the strongest finding that it leaves out, and as far again for each one more of those. */
  margin: 1.1,
  /** One that is missed costs as much as so many that are not real. */
  missed: 2,
  /** What is so many times as strong as usual opens always. */
  highest: 4,
};

/** Of a series without verdicts in a workspace with balanced sensitivity. */
export const usualThresholds: Thresholds = { UP: 1, DOWN: 1 };

/**
 * The thresholds of a series after all verdicts on its findings, in any order. Of each direction: the lowest one that contradicts the fewest
 * verdicts, where a finding below it that was REAL counts for two above it that were NOT_REAL. Findings of a VALUE have no direction of
 * their own: its verdicts count for both.
 */
export function thresholdsOf(kind: SeriesKind, sensitivity: Sensitivity, judged: readonly JudgedFinding[]): Thresholds {
  const usual = settings.factors[sensitivity];
  const of = (direction: Direction): number =>
    thresholdOf(
      usual,
      judged.filter((one) => kind === 'VALUE' || one.direction === direction),
    );
  return { UP: of('UP'), DOWN: of('DOWN') };
}

function thresholdOf(usual: number, judged: readonly JudgedFinding[]): number {
  const [real, notReal] = [strengthsOf(judged, 'REAL'), strengthsOf(judged, 'NOT_REAL')];
  /** What contradicts a threshold that leaves out what `isBelow` says. */
  const costOf = (isBelow: (strength: number) => boolean): number =>
    notReal.filter((strength) => !isBelow(strength)).length + settings.missed * real.filter(isBelow).length;
  let [strongest, least] = [0, costOf((strength) => strength < usual)];
  for (const candidate of notReal) {
    const cost = costOf((strength) => strength < usual || strength <= candidate);
    if (candidate >= usual && cost < least) [strongest, least] = [candidate, cost];
  }
  if (strongest === 0) return usual;
  const leftOut = notReal.filter((strength) => strength <= strongest).length;
  const beyond = strongest * settings.margin ** leftOut;
  return Math.min(settings.highest, beyond, ...real.filter((strength) => strength > strongest));
}

const strengthsOf = (judged: readonly JudgedFinding[], verdict: FindingVerdict): number[] =>
  judged
    .filter((one) => one.verdict === verdict)
    .map(({ strength }) => strength)
    .toSorted((one, other) => one - other);
