import type { BadgeTone } from 'ui-kit/badge';
import type { Unit } from 'ui-kit/format';
import type {
  ComparedMetric,
  ImprovementCategory,
  ReleaseMode,
  ReleasePart,
  VersionAssessment,
  VersionRowFragment,
  VersionVerdict,
} from '../../graphql/generated/graphql.ts';
import type { EvolutionMetric } from './evolution-search.ts';

interface Label {
  readonly words: string;
  readonly tone: BadgeTone;
}

export const categoryWords: Readonly<Record<ImprovementCategory, Label>> = {
  SIGNIFICANT_IMPROVEMENT: { words: 'significant improvement', tone: 'neutral' },
  MODERATE_IMPROVEMENT: { words: 'moderate improvement', tone: 'neutral' },
  SLIGHT_IMPROVEMENT: { words: 'slight improvement', tone: 'neutral' },
  NO_CHANGE: { words: 'no change', tone: 'neutral' },
  DEGRADATION: { words: 'degradation', tone: 'neutral' },
};

export const assessmentWords: Readonly<Record<VersionAssessment, string>> = {
  MAJOR_IMPROVEMENT: 'major improvement',
  IMPROVEMENT: 'improvement',
  MIXED_RESULTS: 'mixed results',
  REGRESSION: 'regression',
  NO_CHANGE: 'no change',
};

/** What intervals say; these alone have a colour. */
export const verdictWords: Readonly<Record<VersionVerdict, Label>> = {
  BETTER: { words: 'better', tone: 'good' },
  WORSE: { words: 'worse', tone: 'bad' },
  MIXED: { words: 'mixed', tone: 'warn' },
  NOT_DECISIVE: { words: 'not decisive', tone: 'neutral' },
  TOO_FEW: { words: 'too few', tone: 'neutral' },
  NOTHING_TO_COMPARE: { words: 'nothing to compare', tone: 'neutral' },
};

/** `support v3 · 2026-11` */
export const versionName = ({
  model,
  version,
  label,
}: Pick<VersionRowFragment, 'version' | 'label'> & { readonly model: { readonly name: string } }) =>
  `${model.name} v${version}${label == null ? '' : ` · ${label}`}`;

interface Measure {
  readonly label: string;
  readonly unit: Unit;
  readonly better: 'higher' | 'lower';
  readonly of: (row: VersionRowFragment) => number | null;
  /** Whether the difference to the parent is more than chance. */
  readonly isSure: (row: VersionRowFragment) => boolean;
}

const sure: readonly (string | undefined)[] = ['BETTER', 'WORSE'];
const isSureOf =
  (metric: ComparedMetric) =>
  ({ evolution }: VersionRowFragment): boolean =>
    sure.includes(evolution.productionAgainstParent.find((one) => one.metric === metric)?.verdict);

/** Numbers by which versions can be compared on the chart. */
export const measures: Readonly<Record<EvolutionMetric, Measure>> = {
  accuracy: {
    label: 'Benchmark accuracy',
    unit: 'share',
    better: 'higher',
    of: ({ evolution }) => evolution.benchmark?.accuracy ?? null,
    isSure: ({ evolution }) => sure.includes(evolution.accuracyAgainstParent?.verdict),
  },
  success: {
    label: 'Success share',
    unit: 'share',
    better: 'higher',
    of: ({ evolution }) => evolution.production?.successShare ?? null,
    isSure: isSureOf('SUCCESS_SHARE'),
  },
  rating: {
    label: 'Average rating',
    unit: 'rating',
    better: 'higher',
    of: ({ evolution }) => evolution.production?.averageRating ?? null,
    isSure: isSureOf('AVERAGE_RATING'),
  },
  latency: {
    label: 'Average latency',
    unit: 'ms',
    better: 'lower',
    of: ({ evolution }) => evolution.production?.averageLatencyMs ?? null,
    isSure: isSureOf('AVERAGE_LATENCY'),
  },
  cost: {
    label: 'Cost per execution',
    unit: 'usd',
    better: 'lower',
    of: ({ evolution }) => evolution.production?.costPerExecutionUsd ?? null,
    isSure: isSureOf('COST_PER_MESSAGE'),
  },
};

export const metricNames: Readonly<Record<ComparedMetric, { readonly name: string; readonly unit: Unit }>> = {
  SUCCESS_SHARE: { name: 'Success share', unit: 'share' },
  ERROR_SHARE: { name: 'Error share', unit: 'share' },
  AVERAGE_RATING: { name: 'Average rating', unit: 'rating' },
  AVERAGE_LATENCY: { name: 'Average latency', unit: 'ms' },
  LATENCY_P50: { name: 'Median latency', unit: 'ms' },
  LATENCY_P95: { name: 'Latency p95', unit: 'ms' },
  TIME_TO_FIRST_TOKEN_P50: { name: 'Median time to first token', unit: 'ms' },
  COST_PER_MESSAGE: { name: 'Cost per execution', unit: 'usd' },
  OUTPUT_TOKENS_PER_MESSAGE: { name: 'Output tokens per execution', unit: 'count' },
};

export const partNames: Readonly<Record<ReleasePart, string>> = {
  BENCHMARKS: 'Benchmarks',
  PRODUCTION: 'Production',
  COST: 'Cost',
  DRIFT: 'Drift',
};

export const modeWords: Readonly<Record<ReleaseMode, string>> = {
  OFF: 'regressions are shown, and do nothing',
  WARN: 'regressions warn',
  BLOCK: 'regressions block',
};
