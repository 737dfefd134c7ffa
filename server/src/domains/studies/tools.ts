import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineReference, defineTool } from '../../platform/tools/tool.ts';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly method: string;
  readonly status: string;
  readonly trialCount: number;
  readonly objectives: readonly { readonly name: string }[];
  readonly best: { readonly number: number; readonly values: readonly number[] | null } | null;
}

interface Read extends Listed {
  readonly bestEstimate: { readonly mean: number; readonly low: number; readonly high: number; readonly gain: number | null } | null;
  readonly stopAdvice: { readonly shouldStop: boolean; readonly sentence: string } | null;
  readonly importance:
    | readonly { readonly parameter: string; readonly value: number; readonly low: number; readonly high: number }[]
    | null;
}

export const studyReference = defineReference({
  kind: 'study',
  title: 'studies',
  nodeType: 'Study',
  document: '{ studies { id name } }',
  found: ({ studies }: { studies: readonly { id: string; name: string }[] }) => ({
    items: studies.map(({ id, name }) => ({ id, names: [name], count: null })),
    total: studies.length,
  }),
});

const listed = 'id name method status trialCount objectives { name } best { number values }';

export const studiesTool = defineTool({
  name: 'studies',
  title: 'Studies',
  description: 'Hyperparameter studies: their best trials, which parameters matter with intervals, and whether more trials are worth it.',
  group: 'training',
  words: ['study', 'hyperparameter', 'search', 'trial', 'importance', 'tuning', 'optuna', 'sweep'],
  operations: {
    list_studies: {
      about: 'studies with their trials and best values',
      words: ['list', 'study', 'which'],
      document: `{ studies { ${listed} } }`,
      shape: ({ studies }: { studies: readonly Listed[] }) => ({
        facts: [fact('studyCount', 'Studies', studies.length)],
        table: tableOf(studies, (at) => [
          at.text('name', 'Study', (row) => row.name),
          at.text('method', 'Method', (row) => row.method),
          at.text('status', 'Status', (row) => row.status),
          at.number('trials', 'Trials', (row) => row.trialCount),
          at.number('best', 'Best value', (row) => row.best?.values?.[0] ?? null),
          at.text('id', 'Id', (row) => row.id),
        ]),
        links: [pageLink('Studies', '/studies')],
      }),
    },
    study: {
      about: 'one study: best trial, importance of its parameters, and advice',
      words: ['best', 'importance', 'parameter', 'matter', 'stop', 'next'],
      document: `query ($studyId: ID!) { study(id: $studyId) { ${listed} bestEstimate { mean low high gain } stopAdvice { shouldStop sentence } importance { parameter value low high } } }`,
      arguments: { studyId: { type: 'string', isRequired: true, description: 'Study: its id or name' } },
      references: { studyId: 'study' },
      shape: ({ study }: { study: Read | null }) => {
        const important = study?.importance ?? [];
        return {
          facts: [
            fact('trialCount', 'Trials', study?.trialCount),
            fact('bestTrial', 'Best trial', study?.best?.number),
            fact('bestValue', 'Best value', study?.best?.values?.[0], { n: study?.trialCount ?? null }),
            fact('gain', 'Expected improvement over the baseline', study?.bestEstimate?.gain),
            fact('mostImportant', 'Most important parameter', important[0]?.parameter),
            fact('advice', 'Advice', study?.stopAdvice?.sentence),
          ],
          table: tableOf(important, (at) => [
            at.text('parameter', 'Parameter', (row) => row.parameter),
            at.number('importance', 'Importance', (row) => row.value, { unit: 'share' }),
            at.number('low', 'Low', (row) => row.low, { unit: 'share' }),
            at.number('high', 'High', (row) => row.high, { unit: 'share' }),
          ]),
          chart: {
            kind: 'interval',
            x: 'parameter',
            y: ['importance', 'low', 'high'],
            title: `Importance of the parameters of ${study?.name ?? 'the study'}`,
          },
          links: study === null ? [] : [pageLink(`Study ${study.name}`, `/studies/${encodeURIComponent(study.id)}`)],
        };
      },
    },
  },
});
