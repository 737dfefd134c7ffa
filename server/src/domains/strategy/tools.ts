import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineTool, single } from '../../platform/tools/tool.ts';
import type { StrategyKind, StrategyPriority } from './types.ts';

interface AskedStrategy {
  readonly basis: string;
  readonly jobCount: number;
  readonly recommendations: readonly {
    readonly kind: StrategyKind;
    readonly title: string;
    readonly priority: StrategyPriority;
    readonly isDecisive: boolean;
    readonly improvement: { readonly value: number; readonly low: number; readonly high: number } | null;
    readonly savedHours: { readonly value: number } | null;
    readonly hours: number | null;
    readonly costUsd: number | null;
  }[];
}

export const strategyTool = defineTool({
  name: 'training_strategy',
  title: 'Strategy of training',
  description:
    'What to try next, from the finished training jobs of the workspace: hyperparameters, data, schedule and architecture, each with predicted improvement, interval, cost and priority.',
  group: 'training',
  words: ['strategy', 'recommend', 'recommendation', 'next', 'improve', 'try', 'hyperparameters', 'optimize', 'roadmap', 'schedule'],
  operations: single({
    about: 'recommendations for the next training',
    document: `{ trainingStrategy { basis jobCount recommendations {
      kind title priority isDecisive improvement { value low high } savedHours { value } hours costUsd } } }`,
    shape: ({ trainingStrategy: { basis, jobCount, recommendations } }: { trainingStrategy: AskedStrategy }) => ({
      facts: [
        fact('jobCount', 'Jobs of the basis', jobCount),
        fact('recommendationCount', 'Recommendations', recommendations.length),
        fact('first', 'First recommendation', recommendations[0]?.title),
      ],
      table: tableOf(recommendations, (at) => [
        at.text('title', 'Recommendation', (row) => row.title),
        at.text('kind', 'About', (row) => row.kind.toLowerCase()),
        at.text('priority', 'Priority', (row) => row.priority.toLowerCase()),
        at.number('improvement', 'Loss less', (row) => row.improvement?.value),
        at.number('low', 'Low end', (row) => row.improvement?.low),
        at.number('high', 'High end', (row) => row.improvement?.high),
        at.number('savedHours', 'Hours saved', (row) => row.savedHours?.value),
        at.number('hours', 'Hours of a job', (row) => row.hours),
        at.usd('cost', 'Cost of a job', (row) => row.costUsd),
      ]),
      notes: [basis],
      links: [pageLink('Strategy', '/strategy')],
    }),
  }),
});
