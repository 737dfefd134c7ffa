import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineReference, defineTool } from '../../platform/tools/tool.ts';
import type { DriftDirection } from './types.ts';

export const sessionReference = defineReference({
  kind: 'continualSession',
  title: 'sessions of continual learning',
  nodeType: 'ContinualSession',
  document: '{ continualSessions { id name } }',
  found: ({ continualSessions }: { continualSessions: readonly { id: string; name: string }[] }) => ({
    items: continualSessions.map(({ id, name }) => ({ id, names: [name], count: null })),
    total: continualSessions.length,
  }),
});

interface AskedSession {
  readonly id: string;
  readonly name: string;
  readonly model: string | null;
  readonly isEnabled: boolean;
  readonly tasks: readonly string[];
  readonly metrics: {
    readonly learningStatistics: { readonly updateCount: number; readonly failedCount: number; readonly rollbackCount: number };
    readonly performanceDrift: {
      readonly baselinePerformance: number | null;
      readonly currentPerformance: number | null;
      readonly driftRate: number | null;
      readonly driftDirection: DriftDirection | null;
    };
    readonly adaptationMetrics: {
      readonly adaptationSpeed: number | null;
      readonly stabilityScore: number | null;
      readonly catastrophicForgettingScore: number | null;
    };
    readonly transfer: {
      readonly averageAccuracy: number | null;
      readonly backwardTransfer: number | null;
      readonly forwardTransfer: number | null;
    };
    readonly matrix: { readonly rows: readonly (readonly (number | null)[])[] };
  };
}

const fields = `id name model isEnabled tasks metrics {
  learningStatistics { updateCount failedCount rollbackCount }
  performanceDrift { baselinePerformance currentPerformance driftRate driftDirection }
  adaptationMetrics { adaptationSpeed stabilityScore catastrophicForgettingScore }
  transfer { averageAccuracy backwardTransfer forwardTransfer }
  matrix { rows }
}`;

export const continualTool = defineTool({
  name: 'continual_learning',
  title: 'Continual learning',
  description:
    'Sessions of models that go on learning: updates, failures, rollbacks, drift of the performance, speed of adaptation, stability, forgetting, backward and forward transfer.',
  group: 'training',
  words: ['continual', 'continuous', 'online', 'forgetting', 'retention', 'rollback', 'adaptation', 'transfer', 'stability', 'task'],
  operations: {
    list: {
      about: 'sessions with their metrics',
      words: ['list', 'session', 'which'],
      document: `{ continualSessions { ${fields} } }`,
      shape: ({ continualSessions }: { continualSessions: readonly AskedSession[] }) => ({
        facts: [
          fact('sessionCount', 'Sessions', continualSessions.length),
          fact(
            'degradingCount',
            'Sessions that degrade',
            continualSessions.filter(({ metrics }) => metrics.performanceDrift.driftDirection === 'DEGRADING').length,
          ),
        ],
        table: tableOf(continualSessions, (at) => [
          at.text('name', 'Session', (row) => row.name),
          at.number('updates', 'Updates', (row) => row.metrics.learningStatistics.updateCount),
          at.number('failed', 'Failed', (row) => row.metrics.learningStatistics.failedCount),
          at.number('rollbacks', 'Rolled back', (row) => row.metrics.learningStatistics.rollbackCount),
          at.share('performance', 'Performance now', (row) => row.metrics.performanceDrift.currentPerformance),
          at.text('direction', 'Direction', (row) => row.metrics.performanceDrift.driftDirection?.toLowerCase() ?? null),
          at.number('speed', 'Adaptation speed', (row) => row.metrics.adaptationMetrics.adaptationSpeed),
          at.number('stability', 'Stability', (row) => row.metrics.adaptationMetrics.stabilityScore),
          at.number('retention', 'Retention of old knowledge', (row) => row.metrics.adaptationMetrics.catastrophicForgettingScore),
          at.number('backward', 'Backward transfer', (row) => row.metrics.transfer.backwardTransfer),
          at.number('forward', 'Forward transfer', (row) => row.metrics.transfer.forwardTransfer),
        ]),
        links: [pageLink('Continual learning', '/continual')],
      }),
    },
    session: {
      about: 'one session: its matrix of accuracies and its metrics',
      words: ['one', 'matrix', 'accuracy', 'forget'],
      document: `query ($sessionId: ID!) { node(id: $sessionId) { ... on ContinualSession { ${fields} } } }`,
      arguments: { sessionId: { type: 'string', isRequired: true, description: 'Session of continual learning: its id or name' } },
      references: { sessionId: 'continualSession' },
      shape: ({ node }: { node: AskedSession | null }) => ({
        facts: [
          fact('session', 'Session', node?.name),
          fact('updates', 'Updates', node?.metrics.learningStatistics.updateCount),
          fact('performance', 'Performance now', node?.metrics.performanceDrift.currentPerformance, { unit: 'share' }),
          fact('backwardTransfer', 'Backward transfer', node?.metrics.transfer.backwardTransfer),
          fact('forwardTransfer', 'Forward transfer', node?.metrics.transfer.forwardTransfer),
          fact('retention', 'Retention of old knowledge', node?.metrics.adaptationMetrics.catastrophicForgettingScore),
        ],
        table: tableOf(node?.metrics.matrix.rows ?? [], (at) => [
          at.text('after', 'After learning', (row) => node?.tasks[node.metrics.matrix.rows.indexOf(row)] ?? null),
          ...(node?.tasks ?? []).map((task, place) =>
            at.share(`task${place}`, task, (row: readonly (number | null)[]) => row[place] ?? null),
          ),
        ]),
        links: node === null ? [] : [pageLink(node.name, `/continual?opened=${encodeURIComponent(node.id)}`)],
      }),
    },
  },
});
