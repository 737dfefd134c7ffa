import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineReference, defineTool } from '../../platform/tools/tool.ts';
import { comparedCohorts, comparedFields, type ComparedCohort } from './pure/compared-table.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly lastSize: { readonly userCount: number; readonly countedAt: string } | null;
}
export const cohortReference = defineReference({
  kind: 'cohort',
  title: 'cohorts',
  nodeType: 'UserCohort',
  document: '{ cohorts { id name } }',
  found: ({ cohorts }: { cohorts: readonly { id: string; name: string }[] }) => ({
    items: cohorts.map(({ id, name }) => ({ id, names: [name], count: null })),
    total: cohorts.length,
  }),
});

export const cohortsTool = defineTool({
  name: 'cohorts',
  title: 'Cohorts',
  description:
    'Cohorts of users with their sizes, and metrics of cohorts beside everyone else or another cohort, with intervals and verdicts.',
  group: 'experiments',
  words: ['cohort', 'segment', 'group of users', 'users'],
  operations: {
    list: {
      about: 'cohorts with their sizes',
      words: ['list', 'which', 'size'],
      document: '{ cohorts { id name description lastSize { userCount countedAt } } }',
      shape: ({ cohorts }: { cohorts: readonly Row[] }) => ({
        facts: [fact('cohortCount', 'Cohorts', cohorts.length)],
        table: tableOf(cohorts, (at) => [
          at.text('name', 'Cohort', (row) => row.name),
          at.number('users', 'Users', (row) => row.lastSize?.userCount, { unit: 'users' }),
          at.time('countedAt', 'Counted', (row) => row.lastSize?.countedAt),
          at.payload('description', 'Description', (row) => row.description),
          at.text('id', 'Id', (row) => row.id),
        ]),
        links: [pageLink('Cohorts', '/cohorts')],
      }),
    },
    compare: {
      about: 'metrics of cohorts beside everyone else, or beside another cohort',
      words: ['compare', 'versus', 'vs', 'differ'],
      document: `query ($input: CompareCohortsInput!) { compareCohorts(input: $input) ${comparedFields} }`,
      computed: ['input'],
      arguments: {
        cohortIds: { type: 'strings', isRequired: true, description: 'Cohorts, 1 to 10: their ids or names' },
        againstId: { type: 'string', description: 'Cohort that they are compared with; absent: everyone else' },
        from: { type: 'time', description: 'First instant, included, ISO 8601' },
        to: { type: 'time', description: 'Last instant, not included, ISO 8601' },
      },
      references: { cohortIds: 'cohort', againstId: 'cohort' },
      variables: (input) => ({ input }),
      shape: ({ compareCohorts }: { compareCohorts: readonly ComparedCohort[] }) => ({
        ...comparedCohorts(compareCohorts),
        links: [pageLink('Cohorts', '/cohorts')],
      }),
    },
  },
});
