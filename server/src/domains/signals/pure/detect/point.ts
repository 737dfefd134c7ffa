/** What a metric counts or measures: it decides which distribution its values are judged by. */
export const seriesKinds = ['COUNT', 'SHARE', 'AMOUNT', 'VALUE'] as const;
/**
 * COUNT: whole numbers of events, negative binomial. SHARE: successes of trials, beta-binomial. AMOUNT: above 0, as latency and cost,
 * robust on the logarithm. VALUE: any real number, robust as it is.
 */
export type SeriesKind = (typeof seriesKinds)[number];

/** One bucket of a series. */
export interface Point {
  /** Its beginning, in ms since 1970, UTC. */
  readonly at: number;
  /** null: nothing was measured. Of a SHARE the share, 0 to 1. */
  readonly value: number | null;
  /** Of a SHARE the trials; of an AMOUNT how many measurements it comes from, where that is known. */
  readonly of?: number;
}

export interface Series {
  readonly kind: SeriesKind;
  readonly bucketMs: number;
  /** IANA name: days and weeks are those of this zone, through daylight saving. */
  readonly timeZone: string;
}

/** Why a point can't be judged, as a sentence, or null. */
export function pointProblem({ kind }: Series, { at, value, of }: Point): string | null {
  if (!Number.isFinite(at)) return `The bucket begins at ${at}; expected a number of ms since 1970.`;
  if (of !== undefined && !(of >= 0 && Number.isFinite(of))) return `There were ${of} measurements; expected a number from 0.`;
  if (value === null) return null;
  if (!Number.isFinite(value)) return `The value is ${value}; expected a finite number, or null where nothing was measured.`;
  if (kind === 'SHARE' && (value < 0 || value > 1)) return `The share is ${value}; expected 0 to 1.`;
  if (kind === 'SHARE' && of === undefined) return 'A share needs the number of its trials.';
  if (kind !== 'VALUE' && value < 0) return `The ${kind === 'COUNT' ? 'count' : 'amount'} is ${value}; expected a number from 0.`;
  return null;
}
