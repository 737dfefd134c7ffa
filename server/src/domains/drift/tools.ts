import { viewLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineTool, single } from '../../platform/tools/tool.ts';
import { comparedSearch, windowVariables } from '../analytics/pure/tool-window.ts';
import { readings } from './pure/features.ts';
import type { DriftFeature, EffectLabel } from './types.ts';

interface AskedReport {
  readonly baselineCount: number;
  readonly currentCount: number;
  readonly sentence: string;
  readonly tooLittle: string | null;
  readonly features: readonly {
    readonly feature: DriftFeature;
    readonly hasDrifted: boolean;
    readonly effect: number;
    readonly effectLabel: EffectLabel;
    readonly pValueAdjusted: number;
  }[];
}

export const driftTool = defineTool({
  name: 'drift',
  title: 'Drift',
  description:
    'Whether prompts and answers differ from those of a baseline: length, language, topics, words, tools, models, refusals and format, each tested and corrected for how many are compared.',
  group: 'production',
  words: ['drift', 'change', 'shift', 'differ', 'prompt', 'answer', 'vocabulary', 'baseline', 'distribution'],
  operations: single({
    about: 'how messages of a window differ from those of a baseline',
    document: `query ($from: DateTime, $to: DateTime, $baseline: DriftBaseline, $baselineFrom: DateTime, $baselineTo: DateTime, $role: DriftRole, $models: [String!], $environments: [String!]) {
      drift(input: {
        baseline: $baseline, baselineFrom: $baselineFrom, baselineTo: $baselineTo, role: $role
        filter: { from: $from, to: $to, models: $models, environments: $environments }
      }) {
        baselineCount currentCount sentence tooLittle
        features { feature hasDrifted effect effectLabel pValueAdjusted }
      }
    }`,
    computed: ['baseline'],
    references: { models: 'model', environments: 'environment' },
    variables: (args, run) => {
      const isRange = args['baselineFrom'] !== undefined || args['baselineTo'] !== undefined;
      return { ...windowVariables(args, run), ...(isRange && { baseline: 'RANGE' }) };
    },
    shape: ({ drift: { features, baselineCount, currentCount, sentence, tooLittle } }: { drift: AskedReport }, args, run) => {
      const drifted = features.filter(({ hasDrifted }) => hasDrifted);
      const { title, path } = viewLink('Drift of these messages', '/drift', windowVariables(args, run));
      const { role } = args;
      return {
        facts: [
          fact('driftedCount', 'Features that drifted', tooLittle === null ? drifted.length : null),
          fact('featureCount', 'Features compared', features.length),
          fact('baselineCount', 'Conversations of the baseline', baselineCount, { unit: 'conversations' }),
          fact('currentCount', 'Conversations now', currentCount, { unit: 'conversations' }),
          fact('first', 'Largest drift', drifted[0] === undefined ? null : readings[drifted[0].feature].name),
        ],
        table: tableOf(features, (at) => [
          at.text('feature', 'Feature', (row) => readings[row.feature].name),
          at.text('drifted', 'Drifted', (row) => (row.hasDrifted ? 'yes' : 'no')),
          at.number('size', 'Size of the difference', (row) => row.effect),
          at.text('sizeName', 'Size', (row) => row.effectLabel.toLowerCase()),
          at.number('pValue', 'Corrected p-value', (row) => row.pValueAdjusted),
        ]),
        notes: [sentence],
        links: [{ title, path: `${path}${comparedSearch(args)}${role === undefined ? '' : `&role=${String(role)}`}` }],
      };
    },
  }),
});
