import { format } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type { ExperimentHealthDimension, ExperimentHealthQuery } from '../../graphql/generated/graphql.ts';

export type Health = NonNullable<ExperimentHealthQuery['experiment']>['health'];
export type Cause = Health['causes'][number];

const dimensionLabels: Readonly<Record<ExperimentHealthDimension, string>> = {
  DAY: 'Day',
  SOURCE: 'Source',
  ENVIRONMENT: 'Environment',
  CHANNEL: 'Channel',
  MODEL: 'Model before',
  CLIENT: 'Client',
  ATTRIBUTE: 'Attribute',
  FORCED: 'Forced for testing',
  ANSWERED: 'Answered',
  ERROR: 'Errors',
};

const sources: Readonly<Record<string, string>> = { EXPOSURE: 'reported exposures', ANSWER: 'answers alone' };

/** A dimension as it is read: an attribute by its name. */
export const dimensionLabel = ({ dimension, attribute }: Pick<Cause, 'dimension' | 'attribute'>): string =>
  attribute == null ? dimensionLabels[dimension] : visible(attribute);

/** A value of a dimension as it is read. */
export function valueLabel({ dimension, value }: Pick<Cause, 'dimension' | 'value'>): string {
  if (dimension === 'SOURCE') return sources[value] ?? value;
  if (dimension === 'FORCED' || dimension === 'ANSWERED' || dimension === 'ERROR') return '';
  return value === '' ? 'none named' : visible(value);
}

/** A p-value as a table shows it: two digits, however small. */
export const pText = (p: number | null | undefined): string =>
  p == null ? '–' : p < 1e-99 ? '< 1e-99' : p >= 0.001 ? p.toFixed(3) : p.toExponential(1);

export interface CheckRow {
  readonly key: string;
  readonly check: string;
  readonly found: string;
  /** What it means, or what happens with them. */
  readonly says: string;
  readonly isFine: boolean;
}

type Counts = readonly { readonly variant: string; readonly n: number }[];
const sumOf = (counts: Counts): number => counts.reduce((sum, { n }) => sum + n, 0);
const unitsText = (counts: Counts): string => {
  const sum = sumOf(counts);
  if (sum === 0) return 'none';
  const parts = counts.map(({ variant, n }) => `${visible(variant)} ${format(n, 'count')}`).join(', ');
  return `${format(sum, 'count')} (${parts})`;
};

/** More than this share of units in several variants is a fault of the set-up (GrowthBook). */
const manyShare = 0.01;

/** What is checked of the units, one row each. */
export function checksOf(health: Health): CheckRow[] {
  const units = health.variants.reduce((sum, { n }) => sum + n, 0);
  const { excludedUnits, several, clampedUnits, forcedUnits, earlyUnits, unknownVariants } = health;
  const isMany = excludedUnits > manyShare * (units + excludedUnits);
  return [
    {
      key: 'split',
      check: 'Units fit the weights',
      found: health.pValue == null ? 'no units' : `p = ${pText(health.pValue)}`,
      says: health.isMismatch ? 'Nothing can be judged: something besides the variant differs.' : 'Below 0.001 nothing would be judged.',
      isFine: !health.isMismatch,
    },
    {
      key: 'several',
      check: 'Units in several variants',
      found:
        excludedUnits === 0
          ? 'none'
          : `${format(excludedUnits, 'count')} (${several.map(({ variants, n }) => `${variants.map(visible).join(' and ')} ${format(n, 'count')}`).join(', ')})`,
      says: isMany
        ? 'More than 1 % of all: ids of units change, or variants are decided in two ways. They count in none.'
        : 'They count in none; up to 1 % is usual.',
      isFine: !isMany,
    },
    {
      key: 'clamped',
      check: 'Exposures before the start',
      found: unitsText(clampedUnits),
      says: 'From clocks up to 5 minutes behind; they count from the start. Earlier ones are rejected when they are sent.',
      isFine: sumOf(clampedUnits) <= manyShare * units,
    },
    {
      key: 'early',
      check: 'Answers before the start',
      found: unitsText(earlyUnits),
      says: 'Answers of the 28 days before that name the experiment; they do not count. Units saw a variant before it was measured.',
      isFine: sumOf(earlyUnits) === 0,
    },
    {
      key: 'unknown',
      check: 'Variants that there are not',
      found: unitsText(unknownVariants),
      says: 'Answers name them for this experiment; their units do not count by them.',
      isFine: sumOf(unknownVariants) === 0,
    },
    {
      key: 'forced',
      check: 'Forced for testing',
      found: unitsText(forcedUnits),
      says: 'Units that were given their variant by hand; they do not count.',
      isFine: sumOf(forcedUnits) <= manyShare * units,
    },
  ];
}
