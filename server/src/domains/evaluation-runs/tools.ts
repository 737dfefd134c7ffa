import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineReference, defineTool } from '../../platform/tools/tool.ts';
import type { ComparisonVerdict } from './types.ts';

interface Score {
  readonly name: string;
  readonly n: number;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly passShare: number | null;
  readonly errorCount: number;
}
interface ComparedNumber {
  readonly name: string;
  readonly n: number;
  readonly a: number | null;
  readonly b: number | null;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly adjustedPValue: number | null;
  readonly verdict: ComparisonVerdict;
  readonly gained: number;
  readonly lost: number;
}
interface Run {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly model: string | null;
  readonly promptName: string | null;
  readonly promptVersion: number | null;
  readonly dataset: { readonly name: string } | null;
  readonly itemCount: number;
  readonly doneCount: number;
  readonly failedCount: number;
  readonly costUsd: number;
  readonly createdAt: string;
  readonly scores: readonly Score[];
}
interface Listed {
  readonly edges: readonly { readonly node: Run }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}
interface Compared {
  readonly a: { readonly id: string; readonly name: string };
  readonly b: { readonly id: string; readonly name: string };
  readonly sharedCount: number;
  readonly changedCount: number;
  readonly scores: readonly ComparedNumber[];
  readonly latencyMs: ComparedNumber;
  readonly costUsd: ComparedNumber;
}

const fields = 'id name state model promptName promptVersion dataset { name } itemCount doneCount failedCount costUsd createdAt';
const scoreFields = 'scores { name n mean low high passShare errorCount }';
const comparedFields = 'name n a b difference low high adjustedPValue verdict gained lost';

const words = (value: string): string => value.toLowerCase().replaceAll('_', ' ');
const promptOf = ({ promptName, promptVersion }: Run): string | null =>
  promptName === null ? null : `${promptName}${promptVersion === null ? '' : ` v${promptVersion}`}`;

export const evaluationRunReference = defineReference({
  kind: 'evaluationRun',
  title: 'evaluation runs',
  nodeType: 'EvaluationRun',
  document: '{ evaluationRuns(first: 200) { edges { node { id name } } } }',
  found: ({ evaluationRuns: { edges } }: { evaluationRuns: RunNames }) => ({
    items: edges.map(({ node: { id, name } }) => ({ id, names: [name], count: null })),
    total: edges.length,
  }),
});
interface RunNames {
  readonly edges: readonly { readonly node: { readonly id: string; readonly name: string } }[];
}

export const evaluationRunsTool = defineTool({
  name: 'evaluation_runs',
  title: 'Evaluation runs',
  description:
    'Runs of a prompt version and a model over a dataset or messages: how each scored, with intervals, cost and failures; and whether one run is better than another, row by row.',
  group: 'quality',
  words: ['evaluation', 'run', 'dataset', 'regression', 'test', 'prompt', 'compare', 'better', 'score', 'baseline'],
  operations: {
    list: {
      about: 'evaluation runs, newest first',
      words: ['list', 'which', 'latest', 'newest', 'runs'],
      document: `{ evaluationRuns(first: 50) { edges { node { ${fields} } } pageInfo { hasNextPage } } }`,
      shape: ({ evaluationRuns: { edges, pageInfo } }: { evaluationRuns: Listed }) => ({
        facts: pageInfo.hasNextPage ? [] : [fact('runCount', 'Evaluation runs', edges.length)],
        table: tableOf(
          edges.map(({ node }) => node),
          (at) => [
            at.text('name', 'Run', (row) => row.name),
            at.text('state', 'State', (row) => words(row.state)),
            at.text('dataset', 'Dataset', (row) => row.dataset?.name),
            at.text('prompt', 'Prompt', promptOf),
            at.text('model', 'Model', (row) => row.model),
            at.number('items', 'Items', (row) => row.itemCount),
            at.number('failed', 'Failed', (row) => row.failedCount),
            at.usd('cost', 'Cost', (row) => row.costUsd),
            at.time('createdAt', 'Began', (row) => row.createdAt),
          ],
          { hasMore: pageInfo.hasNextPage },
        ),
        links: [pageLink('Evaluations', '/evaluations')],
      }),
    },
    scores: {
      about: 'how one run scored',
      words: ['score', 'result', 'mean', 'passed', 'accuracy'],
      document: `query ($runId: ID!) { evaluationRun(id: $runId) { ${fields} ${scoreFields} } }`,
      arguments: { runId: { type: 'string', isRequired: true, description: 'Evaluation run: its id or name' } },
      references: { runId: 'evaluationRun' },
      shape: ({ evaluationRun: run }: { evaluationRun: Run | null }) => ({
        facts: [
          fact('state', 'State', run === null ? null : words(run.state)),
          fact('done', 'Items answered', run?.doneCount),
          fact('failed', 'Items failed', run?.failedCount),
          fact('cost', 'Cost', run?.costUsd, { unit: 'usd' }),
        ],
        table: tableOf(run?.scores ?? [], (at) => [
          at.payload('score', 'Score', (row) => row.name),
          at.number('rows', 'Rows', (row) => row.n),
          at.number('mean', 'Mean', (row) => row.mean),
          at.number('low', 'Low', (row) => row.low),
          at.number('high', 'High', (row) => row.high),
          at.share('passed', 'Passed', (row) => row.passShare),
          at.number('errors', 'Errors', (row) => row.errorCount),
        ]),
        links: run === null ? [] : [pageLink(run.name, `/evaluations/${encodeURIComponent(run.id)}`)],
      }),
    },
    compare: {
      about: 'whether a run is better than a base, over the rows that both have',
      words: ['compare', 'better', 'worse', 'difference', 'regression', 'baseline'],
      document: `query ($base: ID!, $other: ID!) { compareEvaluationRuns(a: $base, b: $other) {
        a { id name } b { id name } sharedCount changedCount
        scores { ${comparedFields} } latencyMs { ${comparedFields} } costUsd { ${comparedFields} } } }`,
      arguments: {
        base: { type: 'string', isRequired: true, description: 'Evaluation run that is the base: its id or name' },
        other: { type: 'string', isRequired: true, description: 'Evaluation run that is compared with it: its id or name' },
      },
      references: { base: 'evaluationRun', other: 'evaluationRun' },
      shape: ({ compareEvaluationRuns: { a, b, ...compared } }: { compareEvaluationRuns: Compared }) => ({
        facts: [
          fact('shared', 'Rows that both runs have', compared.sharedCount),
          fact('better', 'Scores that are better', compared.scores.filter(({ verdict }) => verdict === 'BETTER').length),
          fact('worse', 'Scores that are worse', compared.scores.filter(({ verdict }) => verdict === 'WORSE').length),
        ],
        table: tableOf([...compared.scores, compared.latencyMs, compared.costUsd], (at) => [
          at.payload('score', 'Number', (row) => row.name),
          at.number('rows', 'Rows', (row) => row.n),
          at.number('base', 'Base', (row) => row.a),
          at.number('other', 'Other', (row) => row.b),
          at.number('difference', 'Difference', (row) => row.difference),
          at.number('low', 'Low', (row) => row.low),
          at.number('high', 'High', (row) => row.high),
          at.number('p', 'P, adjusted', (row) => row.adjustedPValue),
          at.text('verdict', 'Verdict', (row) => words(row.verdict)),
          at.number('gained', 'Rows gained', (row) => row.gained),
          at.number('lost', 'Rows lost', (row) => row.lost),
        ]),
        notes:
          compared.changedCount === 0
            ? []
            : [`Rows that were edited between the runs: ${compared.changedCount}. They are compared all the same.`],
        links: [pageLink('Comparison', `/evaluations/${encodeURIComponent(a.id)}/beside/${encodeURIComponent(b.id)}`)],
      }),
    },
  },
});
