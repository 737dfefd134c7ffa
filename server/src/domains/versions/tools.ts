import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineTool, single } from '../../platform/tools/tool.ts';
import type { ImprovementCategory, VersionAssessment, VersionVerdict } from './types.ts';

interface AskedVersion {
  readonly id: string;
  readonly version: number;
  readonly label: string | null;
  readonly madeAt: string;
  readonly parentName: string | null;
  readonly model: { readonly name: string };
  readonly evolution: {
    readonly benchmark: {
      readonly accuracy: number | null;
      readonly accuracyLow: number | null;
      readonly accuracyHigh: number | null;
      readonly decidedCount: number;
    } | null;
    readonly production: {
      readonly executionCount: number;
      readonly successShare: number | null;
      readonly averageRating: number | null;
      readonly averageLatencyMs: number | null;
      readonly costPerExecutionUsd: number | null;
    } | null;
    readonly accuracyChangePercent: number | null;
    readonly improvementCategory: ImprovementCategory | null;
    readonly rollingChangePercent: number | null;
    readonly assessment: VersionAssessment | null;
    readonly verdict: VersionVerdict;
    readonly verdictSentence: string;
    readonly regressions: readonly string[];
  };
}

const words = (value: string | null): string | null => value?.toLowerCase().replaceAll('_', ' ') ?? null;

export const modelEvolutionTool = defineTool({
  name: 'model_evolution',
  title: 'Evolution of models',
  description:
    'Versions of a model in the order in which they were made: benchmark accuracy, production quality, cost and latency of each, categories by thresholds, verdicts by intervals, and regressions.',
  group: 'quality',
  words: ['version', 'evolution', 'lineage', 'parent', 'regression', 'improve', 'improvement', 'better', 'release', 'model'],
  operations: single({
    about: 'whether versions of a model got better',
    document: `query ($model: String) { modelEvolution(model: $model) {
      id version label madeAt parentName model { name }
      evolution {
        benchmark { accuracy accuracyLow accuracyHigh decidedCount }
        production { executionCount successShare averageRating averageLatencyMs costPerExecutionUsd }
        accuracyChangePercent improvementCategory rollingChangePercent assessment verdict verdictSentence regressions
      } } }`,
    references: { model: 'model' },
    shape: ({ modelEvolution: versions }: { modelEvolution: readonly AskedVersion[] }, { model }) => {
      const newest = versions.at(-1);
      const name = newest === undefined ? null : `${newest.model.name} v${newest.version}`;
      return {
        facts: [
          fact('versionCount', 'Versions', versions.length),
          fact('newest', 'Newest version', name),
          fact('newestAccuracy', 'Benchmark accuracy of the newest', newest?.evolution.benchmark?.accuracy, {
            unit: 'share',
            n: newest?.evolution.benchmark?.decidedCount ?? null,
          }),
          fact('newestVerdict', 'Newest version beside its parent', words(newest?.evolution.verdict ?? null)),
          fact(
            'regressionCount',
            'Versions with a regression',
            versions.filter(({ evolution }) => evolution.regressions.length > 0).length,
          ),
        ],
        table: tableOf(versions.toReversed(), (at) => [
          at.text('version', 'Version', (row) => `${row.model.name} v${row.version}`),
          at.time('madeAt', 'Made', (row) => row.madeAt),
          at.text('parent', 'Made from', (row) => row.parentName),
          at.share('accuracy', 'Accuracy', (row) => row.evolution.benchmark?.accuracy),
          at.number('changePercent', 'Change of accuracy, percent', (row) => row.evolution.accuracyChangePercent),
          at.text('category', 'Category by thresholds', (row) => words(row.evolution.improvementCategory)),
          at.text('assessment', 'Assessment by thresholds', (row) => words(row.evolution.assessment)),
          at.text('verdict', 'Verdict by intervals', (row) => words(row.evolution.verdict)),
          at.share('success', 'Success share', (row) => row.evolution.production?.successShare),
          at.number('rating', 'Average rating', (row) => row.evolution.production?.averageRating),
          at.ms('latency', 'Average latency', (row) => row.evolution.production?.averageLatencyMs),
          at.usd('cost', 'Cost per execution', (row) => row.evolution.production?.costPerExecutionUsd),
          at.number('executions', 'Executions', (row) => row.evolution.production?.executionCount),
        ]),
        notes: newest === undefined ? [] : [`${name}: ${newest.evolution.verdictSentence}`],
        links: [pageLink('Evolution', model === undefined ? '/evolution' : `/evolution?named=${encodeURIComponent(String(model))}`)],
      };
    },
  }),
});
