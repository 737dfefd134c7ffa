import { format } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type {
  ExperimentLiftsQuery,
  ExperimentSegmentsQuery,
  ExperimentTimingQuery,
  PartRowFragment,
} from '../../graphql/generated/graphql.ts';
import { pText } from './health-rows.ts';
import { signed } from './words.ts';

type Of<Data extends { readonly experiment?: unknown }> = NonNullable<Data['experiment']>;
export type Lifts = NonNullable<Of<ExperimentLiftsQuery>['liftsByDay']>;
export type Novelty = NonNullable<Of<ExperimentTimingQuery>['novelty']>;
export type Weekdays = NonNullable<Of<ExperimentTimingQuery>['weekdays']>;
export type Segments = NonNullable<Of<ExperimentSegmentsQuery>['segments']>;

/** The change of one variant until an instant, as a band chart takes it. */
export interface LiftPoint {
  readonly at: Date;
  readonly lift: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly baseN: number;
}

/** Fewer units than this in a variant decide nothing, and their intervals would flatten all others. */
const leastUnits = 50;

/** What is left of a sum of equal parts is no change. */
const changeOf = (lift: number): number => (Math.abs(lift) < 1e-9 ? 0 : lift);

/** Points of a variant, from the first on that has enough units; all where none has. */
export function liftPoints(lifts: Lifts, variant: string): readonly LiftPoint[] {
  const points = lifts.flatMap(({ at, variants }) => {
    const part = variants.find((one) => one.variant === variant);
    return part === undefined
      ? []
      : [{ at: new Date(at), lift: part.lift ?? null, low: part.low ?? null, high: part.high ?? null, n: part.n, baseN: part.baseN }];
  });
  const first = points.findIndex(({ n, baseN }) => Math.min(n, baseN) >= leastUnits);
  return first === -1 ? points : points.slice(first);
}

const trends = {
  STEADY: 'Nothing shows that it changes.',
  FADING: 'It fades, as the effect of a novelty does: what is left is that of later days.',
  GROWING: 'It grows, as units get used to the variant.',
} as const;

/** What the first days of units show beside later ones, a sentence for each variant. */
export const noveltySentences = ({ variants }: Novelty): readonly string[] =>
  variants.map(({ variant, early, late, pValue, trend, problem }) => {
    if (early == null || late == null || trend == null)
      return `${visible(variant)}: ${problem === 'TOO_FEW_UNITS' ? 'no unit is known for longer than three days.' : 'no day has numbers.'}`;
    return `${visible(variant)}: ${signed(early)} in the first three days of a unit, ${signed(late)} after (p = ${pText(pValue)}). ${trends[trend]}`;
  });

export const evennessSentences = (of: readonly Weekdays['variants'][number][], parts: string): readonly string[] =>
  of.map(({ variant, pValue, unevenShare, isUneven }) =>
    pValue == null
      ? `${visible(variant)}: too few ${parts} have numbers.`
      : `${visible(variant)}: ${isUneven ? `the effect differs between ${parts}` : `nothing shows that the effect differs between ${parts}`} (p = ${pText(pValue)}, ${format(unevenShare, 'share')} of the spread is more than chance).`,
  );

/** A change in one part of the data, as a dot plot takes it. */
export interface PartPoint {
  readonly part: string;
  readonly variant: string;
  readonly lift: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const weekdayPoints = ({ weekdays }: Weekdays): readonly PartPoint[] =>
  weekdays.flatMap(({ weekday, variants }) =>
    variants.map(({ variant, lift, low, high }) => ({
      part: weekdayNames[weekday - 1] ?? '',
      variant,
      lift: lift == null ? null : changeOf(lift),
      low: low ?? null,
      high: high ?? null,
    })),
  );

export const dayPoints = ({ byDay }: Novelty): readonly PartPoint[] =>
  byDay.flatMap(({ day, variants }) =>
    variants.flatMap(({ variant, lift, low, high }) =>
      lift == null ? [] : [{ part: `Day ${day}`, variant, lift: changeOf(lift), low: low ?? null, high: high ?? null }],
    ),
  );

export interface SegmentRow extends PartPoint {
  readonly n: number;
  readonly baseN: number;
  readonly value: number | null;
  readonly baseValue: number | null;
  readonly pValue: number | null;
  readonly problem: PartRowFragment['problem'];
}

export const segmentRows = ({ segments }: Segments): readonly SegmentRow[] =>
  segments.flatMap(({ segment, variants }) =>
    variants.map(({ variant, n, baseN, value, baseValue, lift, low, high, pValue, problem }) => ({
      part: segment === '' ? 'none known' : segment,
      variant,
      n,
      baseN,
      value: value ?? null,
      baseValue: baseValue ?? null,
      lift: lift == null ? null : changeOf(lift),
      low: low ?? null,
      high: high ?? null,
      pValue: pValue ?? null,
      problem,
    })),
  );
