import { correct } from '../../../platform/statistics/multiple.ts';
import { plural } from '../../../platform/statistics/words.ts';
import type { Metric } from '../../metrics/types.ts';
import type { ExperimentCorrection } from '../types.ts';
import type { CompareOptions } from './compare-metric.ts';
import { evennessByVariant, type VariantEvenness } from './over-time.ts';
import { partsOf, type PartResult, type PartSamples } from './parts.ts';

export const maxSegments = 20;

export interface SegmentResult {
  readonly segment: string;
  /** Of all variants. */
  readonly units: number;
  /** P-values are corrected for all segments and variants, and intervals have the level of the correction. */
  readonly parts: readonly PartResult[];
}

export interface Segments {
  /** With most units first. */
  readonly segments: readonly SegmentResult[];
  /** Units of the segments that are not listed. */
  readonly otherUnits: number;
  /** The test of an interaction: whether the effect differs between the segments. */
  readonly evenness: readonly VariantEvenness[];
  readonly comparisonCount: number;
  readonly correction: 'HOLM' | 'BENJAMINI_HOCHBERG';
  readonly sentence: string;
}

/** Each variant beside the base in each segment, as one family of comparisons. */
export function segmentsOf(
  metric: Metric,
  variants: readonly string[],
  samples: ReadonlyMap<string, PartSamples>,
  options: CompareOptions,
  asked: ExperimentCorrection,
): Segments {
  const correction = asked === 'BENJAMINI_HOCHBERG' ? asked : 'HOLM';
  const unitsOf = (of: PartSamples): number => [...of.values()].reduce((sum, { units }) => sum + units, 0);
  const sorted = [...samples]
    .map(([segment, of]) => ({ segment, of, units: unitsOf(of) }))
    .toSorted((one, other) => other.units - one.units);
  const listed = sorted.slice(0, maxSegments);
  const plain = listed.map(({ of }) => partsOf(metric, variants, of, options));
  const tested = plain.flatMap((parts, at) =>
    parts.flatMap(({ part: { pValue } }, place) => (pValue === null ? [] : [{ at, place, pValue }])),
  );
  const corrected = correct(
    tested.map(({ pValue }) => pValue),
    correction,
    options.alpha,
  );
  const adjusted = plain.map((parts) => parts.map(({ part }) => part));
  if (corrected.ok)
    for (const [nth, { at, place }] of tested.entries()) {
      const alpha = corrected.value.alphas[nth] ?? options.alpha;
      const [part, segment] = [partsOf(metric, variants, listed[at]?.of ?? new Map(), { ...options, alpha })[place]?.part, adjusted[at]];
      if (part !== undefined && segment !== undefined) segment[place] = { ...part, pValue: corrected.value.pValues[nth] ?? null };
    }
  const evenness = evennessByVariant(
    variants,
    plain.map((parts) => parts.map(({ effect }) => effect)),
  );
  return {
    segments: listed.map(({ segment, units }, at) => ({ segment, units, parts: adjusted[at] ?? [] })),
    otherUnits: sorted.slice(maxSegments).reduce((sum, { units }) => sum + units, 0),
    evenness,
    comparisonCount: tested.length,
    correction,
    sentence: sentenceOf(tested.length, evenness, options.alpha, correction),
  };
}

const corrections = { HOLM: 'Holm', BENJAMINI_HOCHBERG: 'Benjamini and Hochberg' } as const;

function sentenceOf(
  comparisons: number,
  evenness: readonly VariantEvenness[],
  alpha: number,
  correction: keyof typeof corrections,
): string {
  if (comparisons < 2) return 'One segment has numbers, so that nothing can differ between segments.';
  const byChance = Number((comparisons * alpha).toPrecision(2));
  const many = `${plural(comparisons, 'comparison')} are made here: uncorrected, about ${byChance} would be found by chance alone; p-values and intervals are corrected by ${corrections[correction]}.`;
  const uneven = evenness.filter(({ isUneven }) => isUneven).map(({ variant }) => variant);
  return uneven.length === 0
    ? `${many} Nothing shows that the effect differs between the segments: read the whole, not the segments.`
    : `${many} The effect of ${uneven.join(', ')} differs between the segments by more than chance.`;
}
