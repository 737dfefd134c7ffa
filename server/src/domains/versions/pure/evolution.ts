import { compareMeans, compareShares, comparisonOf, type MetricComparison, type ValueComparison } from '../../analytics/pure/comparison.ts';
import { numbersOf, type Sums } from '../../benchmarks/pure/numbers.ts';
import type { BenchmarkNumbers } from '../../benchmarks/types.ts';
import {
  mostVersions,
  type ImprovementCategory,
  type LineageVersion,
  type ProductionSample,
  type SuiteResult,
  type VersionAssessment,
  type VersionVerdict,
} from '../types.ts';
import { improvementCategory, rollingMeans, versionAssessment } from './source.ts';

/** What was measured of versions, by their ids. */
export interface Measured {
  readonly suites: ReadonlyMap<string, readonly SuiteResult[]>;
  readonly production: ReadonlyMap<string, ProductionSample>;
}

/** How a version did, and beside the one that it came from. */
export interface Evolution {
  readonly suites: readonly SuiteResult[];
  /** All suites together, each item once; null: no run of a benchmark belongs to the version. */
  readonly benchmark: BenchmarkNumbers | null;
  readonly production: ProductionSample | null;
  /** The version of the model before, else the parent; null: there is none. */
  readonly previousId: string | null;
  readonly accuracyAgainstPrevious: ValueComparison | null;
  readonly accuracyChangePercent: number | null;
  readonly improvementCategory: ImprovementCategory | null;
  readonly rollingChangePercent: number | null;
  readonly parentId: string | null;
  readonly accuracyAgainstParent: ValueComparison | null;
  readonly productionAgainstParent: readonly MetricComparison[];
  readonly assessment: VersionAssessment | null;
  readonly verdict: VersionVerdict;
  readonly verdictSentence: string;
  /** A sentence for each number of quality that is surely worse than the parent's. */
  readonly regressions: readonly string[];
}

/** Of a version beyond those that are compared: nothing was looked at. */
export const nothingMeasured: Evolution = {
  suites: [],
  benchmark: null,
  production: null,
  previousId: null,
  accuracyAgainstPrevious: null,
  accuracyChangePercent: null,
  improvementCategory: null,
  rollingChangePercent: null,
  parentId: null,
  accuracyAgainstParent: null,
  productionAgainstParent: [],
  assessment: null,
  verdict: 'NOTHING_TO_COMPARE',
  verdictSentence: `The version is not among the ${mostVersions.toLocaleString('en-US')} that were made last, which are compared.`,
  regressions: [],
};

const accuracyWords = { words: 'Benchmark accuracy', isMoreBetter: true } as const;
/** Numbers of production that say how good answers are, not how fast or dear. */
const qualityMetrics = ['SUCCESS_SHARE', 'ERROR_SHARE', 'AVERAGE_RATING'] as const;

/** Sums over the items of several suites. */
const joined = (parts: readonly Sums[]): Sums => ({
  category: null,
  itemCount: sumOf(parts, ({ itemCount }) => itemCount),
  resultCount: sumOf(parts, ({ resultCount }) => resultCount),
  errorCount: sumOf(parts, ({ errorCount }) => errorCount),
  decidedCount: sumOf(parts, ({ decidedCount }) => decidedCount),
  mostAnswers: Math.max(0, ...parts.map(({ mostAnswers }) => mostAnswers)),
  shares: sumOf(parts, ({ shares }) => shares),
  squares: sumOf(parts, ({ squares }) => squares),
  meanScore: parts.length === 1 ? (parts[0] as Sums).meanScore : null,
});
const sumOf = (parts: readonly Sums[], of: (part: Sums) => number): number => parts.reduce((sum, part) => sum + of(part), 0);

/**
 * Accuracy beside that of the base, over the suites that both were tested with: Newcombe's interval where each item has one answer, else
 * Welch's over the items' shares. Null: no suite is shared, or nothing in it is decided.
 */
export function compareAccuracy(one: readonly SuiteResult[], base: readonly SuiteResult[]): ValueComparison | null {
  const shared = new Set(one.map(({ suiteId }) => suiteId).filter((id) => base.some(({ suiteId }) => suiteId === id)));
  const [first, second] = [one, base].map((results) =>
    joined(results.filter(({ suiteId }) => shared.has(suiteId)).map(({ sums }) => sums)),
  ) as [Sums, Sums];
  if (first.decidedCount === 0 || second.decidedCount === 0) return null;
  if (first.mostAnswers <= 1 && second.mostAnswers <= 1)
    return compareShares(accuracyWords, { count: first.shares, of: first.decidedCount }, { count: second.shares, of: second.decidedCount });
  return compareMeans({ ...accuracyWords, unit: 'share' }, meanOf(first), meanOf(second));
}

const meanOf = ({ shares, squares, decidedCount: count }: Sums) => ({
  count,
  mean: shares / count,
  variance: count < 2 ? null : Math.max(0, (squares - shares ** 2 / count) / (count - 1)),
});

/**
 * How each version did, by its id. `versions` hold the whole lineage; of one model they are taken in the order of their numbers, as the
 * source takes them in that of time.
 */
export function evolutionOf(versions: readonly LineageVersion[], measured: Measured): ReadonlyMap<string, Evolution> {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const found = new Map<string, Evolution>();
  for (const ofModel of Map.groupBy(versions, ({ modelId }) => modelId).values()) {
    const ordered = ofModel.toSorted((one, other) => one.version - other.version);
    const steps = ordered.map((version, place) => stepOf(version, ordered[place - 1] ?? null, byId, measured));
    const rolling = rollingMeans(steps.map(({ accuracyChangePercent }) => accuracyChangePercent));
    for (const [place, step] of steps.entries())
      found.set((ordered[place] as LineageVersion).id, { ...step, rollingChangePercent: rolling[place] ?? null });
  }
  return found;
}

function stepOf(
  version: LineageVersion,
  before: LineageVersion | null,
  byId: ReadonlyMap<string, LineageVersion>,
  { suites: allSuites, production: allProduction }: Measured,
): Omit<Evolution, 'rollingChangePercent'> {
  const suites = allSuites.get(version.id) ?? [];
  const production = allProduction.get(version.id) ?? null;
  const parent = version.parentId === null ? null : (byId.get(version.parentId) ?? null);
  const previous = before ?? parent;
  const against = (base: LineageVersion | null) => (base === null ? null : compareAccuracy(suites, allSuites.get(base.id) ?? []));
  const accuracyAgainstPrevious = against(previous);
  const accuracyAgainstParent = against(parent);
  const accuracyChangePercent = percentOf(accuracyAgainstPrevious);
  const parentSample = parent === null ? null : (allProduction.get(parent.id)?.sample ?? null);
  const productionAgainstParent = production === null || parentSample === null ? [] : comparisonOf(production.sample, parentSample);
  const success = productionAgainstParent.find(({ metric }) => metric === 'SUCCESS_SHARE');
  const quality: readonly ValueComparison[] = [
    ...(accuracyAgainstParent === null ? [] : [accuracyAgainstParent]),
    ...productionAgainstParent.filter(({ metric, difference }) => difference !== null && isQuality(metric)),
  ];
  return {
    suites,
    benchmark: suites.length === 0 ? null : numbersOf(joined(suites.map(({ sums }) => sums))),
    production,
    previousId: previous?.id ?? null,
    accuracyAgainstPrevious,
    accuracyChangePercent,
    improvementCategory: improvementCategory(accuracyChangePercent),
    parentId: parent?.id ?? null,
    accuracyAgainstParent,
    productionAgainstParent,
    assessment: versionAssessment(accuracyAgainstParent?.difference ?? null, success?.difference ?? null),
    ...judged(parent, quality),
  };
}

const isQuality = (metric: MetricComparison['metric']): boolean => (qualityMetrics as readonly string[]).includes(metric);

/** Null: one is not known, or the base is 0, as `NULLIF` has it. Of shares that are equal it is exactly 0. */
const percentOf = (comparison: ValueComparison | null): number | null =>
  comparison?.relativeChange === null || comparison === null ? null : comparison.relativeChange * 100;

/** The verdict over all numbers of quality: one that is surely better and one that is surely worse are MIXED. */
function judged(
  parent: LineageVersion | null,
  quality: readonly ValueComparison[],
): Pick<Evolution, 'verdict' | 'verdictSentence' | 'regressions'> {
  const of = (verdict: ValueComparison['verdict']) => quality.filter((one) => one.verdict === verdict).map(({ sentence }) => sentence);
  const [better, worse] = [of('BETTER'), of('WORSE')];
  if (better.length > 0 || worse.length > 0) {
    const verdict = worse.length === 0 ? 'BETTER' : better.length === 0 ? 'WORSE' : 'MIXED';
    return { verdict, verdictSentence: [...worse, ...better].join(' '), regressions: worse };
  }
  if (quality.length === 0) {
    const verdictSentence =
      parent === null
        ? 'The version has no parent that it could be compared with.'
        : `Neither a benchmark nor answers are there of both this version and ${parent.model} v${parent.version}.`;
    return { verdict: 'NOTHING_TO_COMPARE', verdictSentence, regressions: [] };
  }
  const verdict = quality.some((one) => one.verdict === 'NOT_DECISIVE') ? 'NOT_DECISIVE' : 'TOO_FEW';
  const why = verdict === 'TOO_FEW' ? 'there are too few values' : 'every interval with enough values contains 0';
  const numbers =
    quality.length === 1
      ? 'The number of quality that was measured'
      : `None of the ${quality.length} numbers of quality that were measured`;
  const verdictSentence = `${numbers} is ${quality.length === 1 ? 'neither surely better nor worse' : 'surely better or worse'} than that of ${parent?.model} v${parent?.version}: ${why}.`;
  return { verdict, verdictSentence, regressions: [] };
}
