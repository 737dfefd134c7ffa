import type { MetricComparison } from '../../analytics/pure/comparison.ts';
import type { ComparisonNumbers } from '../../benchmarks/types.ts';
import { holm } from '../../../platform/statistics/multiple.ts';
import type { CountedPart, ReleasePart, ReleasePolicy, VersionVerdict } from '../types.ts';

/** One suite that both versions were tested with, item by item. */
export interface SuiteCheck {
  readonly suite: string;
  readonly suiteId: string;
  readonly baseRunId: string;
  readonly runId: string;
  readonly numbers: ComparisonNumbers;
}

/** What one part of a release check found. */
export interface PartCheck {
  readonly part: ReleasePart;
  readonly verdict: VersionVerdict;
  readonly sentence: string;
  /** Sentences on what is surely worse. */
  readonly regressions: readonly string[];
}

export const productionMetrics = [
  'SUCCESS_SHARE',
  'ERROR_SHARE',
  'AVERAGE_RATING',
  'LATENCY_P95',
] as const satisfies readonly MetricComparison['metric'][];
export const costMetrics = ['COST_PER_MESSAGE'] as const satisfies readonly MetricComparison['metric'][];

const points = (share: number): string => `${share > 0 ? '+' : ''}${Number((share * 100).toPrecision(3))}`;

/** Verdicts of suites hold together: p-values are adjusted by Holm; suites whose items were answered several times count by their intervals. */
export function adjustedSuites(suites: readonly SuiteCheck[]): SuiteCheck[] {
  const tested = suites.filter(({ numbers }) => numbers.pValue !== null);
  const adjusted = holm(tested.map(({ numbers }) => numbers.pValue as number));
  return suites.map((suite) => {
    const place = tested.indexOf(suite);
    return place < 0 || (adjusted[place] as number) <= 0.05 ? suite : { ...suite, numbers: { ...suite.numbers, verdict: 'NOT_DECISIVE' } };
  });
}

export function benchmarksPart(suites: readonly SuiteCheck[]): PartCheck {
  const decided = suites.filter(({ numbers }) => numbers.itemCount > 0);
  const words = ({ suite, numbers: { difference, interval, itemCount, verdict } }: SuiteCheck): string =>
    `${suite}: ${points(difference ?? 0)} points${interval === null ? '' : ` (95 % interval ${points(interval.low)} to ${points(interval.high)})`} over ${itemCount} shared items, ${verdict.toLowerCase().replace('_', ' ')}.`;
  const of = (verdict: ComparisonNumbers['verdict']) => decided.filter(({ numbers }) => numbers.verdict === verdict).map(words);
  return part(
    'BENCHMARKS',
    { better: of('BETTER'), worse: of('WORSE'), open: of('NOT_DECISIVE'), few: [] },
    'No benchmark has items that both versions decided.',
  );
}

export function metricsPart(which: 'PRODUCTION' | 'COST', metrics: readonly MetricComparison[]): PartCheck {
  const wanted: readonly string[] = which === 'PRODUCTION' ? productionMetrics : costMetrics;
  const own = metrics.filter(({ metric, difference }) => wanted.includes(metric) && difference !== null);
  const of = (verdict: MetricComparison['verdict']) => own.filter((one) => one.verdict === verdict).map(({ sentence }) => sentence);
  const nothing =
    which === 'PRODUCTION' ? 'No answers are there of both versions.' : 'No answers with a known price are there of both versions.';
  return part(which, { better: of('BETTER'), worse: of('WORSE'), open: of('NOT_DECISIVE'), few: of('TOO_FEW') }, nothing);
}

interface Found {
  readonly better: readonly string[];
  readonly worse: readonly string[];
  readonly open: readonly string[];
  readonly few: readonly string[];
}

function part(name: ReleasePart, { better, worse, open, few }: Found, nothing: string): PartCheck {
  const verdict: VersionVerdict =
    worse.length > 0
      ? better.length > 0
        ? 'MIXED'
        : 'WORSE'
      : better.length > 0
        ? 'BETTER'
        : open.length > 0
          ? 'NOT_DECISIVE'
          : few.length > 0
            ? 'TOO_FEW'
            : 'NOTHING_TO_COMPARE';
  const sentences = [...worse, ...better, ...open, ...few];
  return { part: name, verdict, sentence: sentences.length === 0 ? nothing : sentences.join(' '), regressions: worse };
}

/** The parts together, and what the policy makes of them. */
export interface ReleaseSummary {
  readonly verdict: VersionVerdict;
  /** Of the parts that the policy counts. */
  readonly regressions: readonly string[];
  readonly isBlocked: boolean;
  readonly sentence: string;
}

export function summaryOf(parts: readonly PartCheck[], { mode, parts: counted }: Pick<ReleasePolicy, 'mode' | 'parts'>): ReleaseSummary {
  const own = parts.filter(({ part: name }) => counted.includes(name as CountedPart));
  const has = (...verdicts: readonly VersionVerdict[]): boolean => own.some(({ verdict }) => verdicts.includes(verdict));
  const regressions = own.flatMap((one) => one.regressions);
  const verdict: VersionVerdict =
    regressions.length > 0
      ? has('BETTER', 'MIXED')
        ? 'MIXED'
        : 'WORSE'
      : has('BETTER')
        ? 'BETTER'
        : has('NOT_DECISIVE')
          ? 'NOT_DECISIVE'
          : has('TOO_FEW')
            ? 'TOO_FEW'
            : 'NOTHING_TO_COMPARE';
  const isBlocked = mode === 'BLOCK' && regressions.length > 0;
  return { verdict, regressions, isBlocked, sentence: sentenceOf(verdict, regressions.length, { mode, isBlocked }) };
}

function sentenceOf(
  verdict: VersionVerdict,
  count: number,
  { mode, isBlocked }: { readonly mode: ReleasePolicy['mode']; readonly isBlocked: boolean },
): string {
  if (count > 0) {
    const what = count === 1 ? 'One number is' : `${count} numbers are`;
    const then = isBlocked
      ? 'The policy of the workspace blocks the deployment; an owner can override it with a reason.'
      : mode === 'WARN'
        ? 'The policy of the workspace warns.'
        : 'The policy of the workspace lets it pass.';
    return `${what} surely worse than before. ${then}`;
  }
  if (verdict === 'BETTER') return 'Something is surely better than before, and nothing surely worse.';
  if (verdict === 'NOT_DECISIVE') return 'Nothing is surely better or worse than before.';
  return verdict === 'TOO_FEW' ? 'There are too few values for a verdict.' : 'There is nothing that could be compared.';
}
