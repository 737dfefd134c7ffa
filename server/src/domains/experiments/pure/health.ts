import { homogeneityOf } from '../../../platform/statistics/homogeneity.ts';
import { holm } from '../../../platform/statistics/multiple.ts';
import { sampleRatioThreshold, splitsOf, splitTest, type SplitOfPart } from '../../../platform/statistics/split.ts';
import type { Cause, HealthDimension } from './cause.ts';
import { causeSentence, straySentence, summaryOf } from './health-sentence.ts';

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
  /** The same by what exposures came with: an attribute, or the client where the name is null. */
  readonly byDetail: readonly (UnitCount & { readonly name: string | null; readonly value: string })[];
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

export interface Health extends Omit<CountedUnits, 'variants' | 'byValue' | 'byDetail'> {
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
  const unitsIn = (key: string, dimension: string, value?: string): number =>
    sumOf(byValue.filter((one) => one.variant === key && one.dimension === dimension && (value ?? one.value) === one.value));
  const countsOf = (dimension: string, value?: string) => weighed.map(({ key }) => unitsIn(key, dimension, value));
  const units = countsOf('DAY');
  const found = splitTest(units, weights);
  const [answered, errors] = [countsOf('OUTCOME'), countsOf('OUTCOME', 'error')];
  const causes =
    found.ok && found.value.isMismatch ? causesOf(counted, { keys: weighed.map(({ key }) => key), weights, units, answered, errors }) : [];
  const strays = variants
    .filter(({ key, weight }) => weight === 0 && unitsIn(key, 'DAY') > 0)
    .map(({ key }) => ({ variant: key, n: unitsIn(key, 'DAY'), byAnswer: unitsIn(key, 'SOURCE', 'ANSWER') }));
  const isMismatch = strays.length > 0 || (found.ok && found.value.isMismatch);
  return {
    // No unit can be in a variant of weight 0.
    pValue: strays.length > 0 ? 0 : found.ok ? found.value.pValue : null,
    isMismatch,
    byVariant: variants.map(({ key }) => ({
      variant: key,
      n: unitsIn(key, 'DAY'),
      answeredUnits: unitsIn(key, 'OUTCOME'),
      errorUnits: unitsIn(key, 'OUTCOME', 'error'),
    })),
    several,
    severalUnits: sumOf(several),
    clamped,
    forced,
    early,
    unknown,
    causes,
    sentence: isMismatch
      ? [...strays.map(straySentence), ...(found.ok && found.value.isMismatch ? [summaryOf(causes)] : [])].join(' ')
      : null,
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
/** An attribute with more values than that is an id, and says nothing of groups of units. */
const mostValuesOfAttribute = 100;

/** A dimension as one word: that of an attribute has its name behind it. */
const detailOf = (name: string | null): string => (name === null ? 'CLIENT' : `ATTRIBUTE ${name}`);
const dimensionOf = (word: string): Pick<Cause, 'dimension' | 'attribute'> => {
  const [dimension, ...name] = word.split(' ') as [HealthDimension, ...string[]];
  return { dimension, attribute: dimension === 'ATTRIBUTE' ? name.join(' ') : null };
};

/** Units by attribute and client; '' are those whose exposure does not have it, so that each has all units. */
function detailParts({ byDetail }: CountedUnits, { keys, units }: Weighed) {
  return [...Map.groupBy(byDetail, ({ name }) => name)].flatMap(([name, of]) => {
    const named = [
      ...Map.groupBy(
        of.filter(({ value }) => value !== ''),
        ({ value }) => value,
      ),
    ].map(([value, counts]) => ({
      dimension: detailOf(name),
      value,
      units: keys.map((key) => sumOf(counts.filter(({ variant }) => variant === key))),
    }));
    if (named.length === 0 || named.length > mostValuesOfAttribute) return [];
    const others = units.map((all, place) => Math.max(0, all - named.reduce((sum, part) => sum + (part.units[place] ?? 0), 0)));
    return [...named, { dimension: detailOf(name), value: '', units: others }];
  });
}

/** Everything that does not fit by itself, corrected for everything that was looked at. */
function causesOf(counted: CountedUnits, weighed: Weighed): Cause[] {
  const { byValue, forced } = counted;
  const { keys, weights, units, answered, errors } = weighed;
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
  const splits = splitsOf(
    [...parts, ...detailParts(counted, weighed), { dimension: 'FORCED', value: '', units: forcedUnits }],
    weights,
  ).filter(
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
  const explains = restPValue !== null && restPValue >= sampleRatioThreshold && samePValue !== null && samePValue < sampleRatioThreshold;
  const cause = {
    ...dimensionOf(tested.dimension),
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
