import { homogeneityOf } from '../../../platform/statistics/homogeneity.ts';
import { holm } from '../../../platform/statistics/multiple.ts';
import { sampleRatioThreshold, splitsOf, splitTest, type SplitOfPart } from '../../../platform/statistics/split.ts';
import type { Cause, HealthDimension } from './cause.ts';
import { causeSentence, summaryOf } from './health-sentence.ts';

export interface UnitCount {
  readonly variant: string;
  readonly n: number;
}

/** What was counted of the units of a phase. */
export interface CountedUnits {
  /** In the order of the experiment. */
  readonly variants: readonly { readonly key: string; readonly weight: number }[];
  /** Units that count, by value of a dimension and variant. OUTCOME: `answered` or `error`, of units with answers since their exposure. */
  readonly byValue: readonly (UnitCount & { readonly dimension: HealthDimension | 'OUTCOME'; readonly value: string })[];
  readonly several: readonly { readonly variants: readonly string[]; readonly n: number }[];
  readonly clamped: readonly UnitCount[];
  readonly forced: readonly UnitCount[];
  readonly early: readonly UnitCount[];
  readonly unknown: readonly UnitCount[];
}

/** Units of one variant, and what became of them. */
export interface VariantHealth {
  readonly variant: string;
  readonly n: number;
  readonly answeredUnits: number;
  readonly errorUnits: number;
}

export interface Health extends Omit<CountedUnits, 'variants' | 'byValue'> {
  readonly pValue: number | null;
  readonly isMismatch: boolean;
  readonly byVariant: readonly VariantHealth[];
  readonly severalUnits: number;
  /** Empty where the units fit the weights. What explains the mismatch comes first. */
  readonly causes: readonly Cause[];
  /** What all of it points to; null: the units fit the weights. */
  readonly sentence: string | null;
}

export const maxCauses = 20;

/** Whether the units of the variants fit their weights; where they do not, what the mismatch comes from. */
export function healthOf(counted: CountedUnits): Health {
  const { variants, byValue, several, clamped, forced, early, unknown } = counted;
  const weighed = variants.filter(({ weight }) => weight > 0);
  const weights = weighed.map(({ weight }) => weight);
  const countsOf = (dimension: string, value?: string) =>
    weighed.map(({ key }) =>
      sumOf(byValue.filter((one) => one.variant === key && one.dimension === dimension && (value ?? one.value) === one.value)),
    );
  const units = countsOf('DAY');
  const found = splitTest(units, weights);
  const [answered, errors] = [countsOf('OUTCOME'), countsOf('OUTCOME', 'error')];
  const isMismatch = found.ok && found.value.isMismatch;
  const causes = isMismatch ? causesOf(counted, { keys: weighed.map(({ key }) => key), weights, units, answered, errors }) : [];
  return {
    pValue: found.ok ? found.value.pValue : null,
    isMismatch,
    byVariant: weighed.map(({ key }, place) => ({
      variant: key,
      n: units[place] ?? 0,
      answeredUnits: answered[place] ?? 0,
      errorUnits: errors[place] ?? 0,
    })),
    several,
    severalUnits: sumOf(several),
    clamped,
    forced,
    early,
    unknown,
    causes,
    sentence: isMismatch ? summaryOf(causes) : null,
  };
}

const sumOf = (counts: readonly { readonly n: number }[]): number => counts.reduce((sum, { n }) => sum + n, 0);

interface Weighed {
  readonly keys: readonly string[];
  readonly weights: readonly number[];
  readonly units: readonly number[];
  readonly answered: readonly number[];
  readonly errors: readonly number[];
}

const splitDimensions = ['DAY', 'SOURCE', 'ENVIRONMENT', 'CHANNEL', 'MODEL'] as const;

/** Everything that does not fit by itself, corrected for everything that was looked at. */
function causesOf({ byValue, forced }: CountedUnits, { keys, weights, units, answered, errors }: Weighed): Cause[] {
  const parts = splitDimensions.flatMap((dimension) =>
    [
      ...Map.groupBy(
        byValue.filter((one) => one.dimension === dimension),
        ({ value }) => value,
      ),
    ].map(([value, counts]) => ({
      dimension,
      value,
      units: keys.map((key) => sumOf(counts.filter(({ variant }) => variant === key))),
    })),
  );
  const forcedUnits = keys.map((key) => sumOf(forced.filter(({ variant }) => variant === key)));
  const splits = splitsOf([...parts, { dimension: 'FORCED', value: '', units: forcedUnits }], weights).filter(
    // The only value of a dimension says nothing that the whole does not.
    ({ dimension, restPValue }) => dimension === 'FORCED' || restPValue !== null,
  );
  const outcomes = [outcomeOf('ANSWERED', answered, units), outcomeOf('ERROR', errors, answered)].filter((one) => one !== null);
  const tests = [...splits.map((split) => ({ ...split, pValue: split.test.pValue, chiSquare: split.test.chiSquare })), ...outcomes];
  const corrected = holm(tests.map(({ pValue }) => pValue));
  return tests
    .map((one, at) => ({ one, pValue: corrected[at] as number }))
    .filter(({ pValue }) => pValue < sampleRatioThreshold)
    .map(({ one, pValue }) => causeOf(one, pValue, keys))
    .toSorted((one, other) => Number(other.explains) - Number(one.explains) || one.pValue - other.pValue || other.part - one.part)
    .slice(0, maxCauses);
}

type Tested = Pick<SplitOfPart, 'dimension' | 'value' | 'units' | 'part' | 'missingFrom' | 'missingShare' | 'restPValue' | 'samePValue'> & {
  readonly expected?: readonly number[];
  readonly test?: SplitOfPart['test'];
  readonly chiSquare: number;
  readonly pValue: number;
};

/** Whether as many units of each variant have something; `some` of `all`. */
function outcomeOf(dimension: 'ANSWERED' | 'ERROR', some: readonly number[], all: readonly number[]): Tested | null {
  const found = homogeneityOf(all.map((n, place) => [some[place] ?? 0, n - (some[place] ?? 0)]));
  if (found === null) return null;
  const share = some.reduce((sum, n) => sum + n, 0) / all.reduce((sum, n) => sum + n, 0);
  const expected = all.map((n) => n * share);
  const missing = expected.map((n, place) => (n === 0 ? 0 : 1 - (some[place] as number) / n));
  const missingShare = Math.max(...missing);
  const missingFrom = missing.indexOf(missingShare);
  const { chiSquare, pValue } = found;
  return {
    dimension,
    value: '',
    units: some,
    expected,
    chiSquare,
    pValue,
    part: 0,
    missingFrom,
    missingShare,
    restPValue: null,
    samePValue: null,
  };
}

function causeOf(tested: Tested, pValue: number, keys: readonly string[]): Cause {
  const { units, expected, test, chiSquare, part, missingFrom, missingShare, restPValue, samePValue, value } = tested;
  const dimension = tested.dimension as HealthDimension;
  const explains = restPValue !== null && restPValue >= sampleRatioThreshold && samePValue !== null && samePValue < sampleRatioThreshold;
  const cause = {
    dimension,
    value,
    counts: keys.map((variant, place) => ({ variant, n: units[place] ?? 0, expected: (expected ?? test?.expected)?.[place] ?? 0 })),
    chiSquare,
    pValue,
    part,
    missingFrom: keys[missingFrom] ?? '',
    missingShare,
    restPValue,
    explains,
  };
  return { ...cause, sentence: causeSentence(cause) };
}
