import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { endsOf } from '../../../platform/graphql/cursors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { searchTextOf } from '../../../platform/ingest/search-text.ts';
import { listUsers } from '../../users/load.ts';
import { EndUserConnection, EndUserRef, userCursor, userOfCursor } from '../../users/schema/user.ts';
import { countRule, experimentsOfCohort, landUsers, membersOfRule } from '../load.ts';
import type { CohortRule } from '../types.ts';

const maxShownSizes = 400;
const maxShownExperiments = 1_000;

const ruleOf = ({ rule }: { readonly rule: unknown }): CohortRule => rule as CohortRule;

const CohortSizeRef = builder.prismaObject('CohortSize', {
  description: 'Number of users in a cohort by the last count of a day.',
  fields: (t) => ({
    day: t.string({
      description: 'Day of UTC, such as "2026-01-31".',
      select: { day: true },
      resolve: ({ day }) => day.toISOString().slice(0, 10),
    }),
    userCount: t.exposeInt('userCount', { description: 'Number of users in the cohort.' }),
    countedAt: t.expose('countedAt', { type: 'DateTime', description: 'Time of the count.' }),
  }),
});

interface Targeting {
  readonly key: string;
  readonly name: string;
  readonly state: string;
}
const CohortExperimentRef = builder.objectRef<Targeting>('CohortExperiment').implement({
  description: 'An experiment or flag whose targeting names a cohort.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the experiment.' }),
    name: t.exposeString('name', { description: 'Name of the experiment for people.' }),
    isRunning: t.boolean({
      description: 'Whether units are, or will be again, assigned: the experiment runs or is paused.',
      resolve: ({ state }) => state === 'RUNNING' || state === 'PAUSED',
    }),
  }),
});

export const CohortRef = builder.prismaNode('UserCohort', {
  id: { field: 'id' },
  nullable: true,
  description: 'Users of the application who meet a rule; who they are is computed each time.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the cohort, unique in the workspace.' }),
    description: t.exposeString('description', { description: 'What the cohort is for; empty: nothing was written.' }),
    rule: t.field({
      type: 'JSON',
      description:
        'Rule in the form of CohortRuleInput; the value of a property stands in `values`, `text`, `number`, `at` or `days`, as the test takes it. Listed users have their stored ids.',
      select: { rule: true },
      resolve: (row) => ruleOf(row),
    }),
    userCount: t.int({
      description: 'Number of users in the cohort now.',
      select: { rule: true },
      resolve: (row, _args, { stores, viewer }) => countRule(stores, viewer.workspaceId, ruleOf(row), new Date()),
    }),
    lastSize: t.field({
      type: CohortSizeRef,
      nullable: true,
      description: 'Number of users by the last count, which is made when the cohort is saved, and each hour; null: not counted yet.',
      select: { sizes: { orderBy: { day: 'desc' }, take: 1 } },
      resolve: ({ sizes }) => sizes[0] ?? null,
    }),
    sizes: t.relation('sizes', {
      description: `Number of users on each day that the cohort was counted, latest first; the last ${maxShownSizes}.`,
      query: { orderBy: { day: 'desc' }, take: maxShownSizes },
    }),
    experiments: t.field({
      type: [CohortExperimentRef],
      description: `Experiments and flags that target the cohort, those that are archived left out; at most ${maxShownExperiments}.`,
      select: { id: true },
      resolve: ({ id }, _args, { stores, viewer }) => experimentsOfCohort(stores, viewer.workspaceId, id),
    }),
    members: t.connection(
      {
        type: EndUserRef,
        select: { rule: true },
        description: 'Users in the cohort whom a message names or the application identified, last active first. At most 200 a page.',
        args: {
          search: t.arg.string({
            description: 'Part of an id or of a value of a property, at most 512 characters, regardless of case; absent: all members.',
          }),
        },
        resolve: async (row, { search, ...args }, { stores, viewer: { workspaceId } }) => {
          await landUsers(stores);
          const among = await membersOfRule(stores, workspaceId, ruleOf(row), new Date());
          const asked = { workspaceId, search: searchTextOf(search) ?? '', among };
          return resolveCursorConnection(
            { args, toCursor: userCursor, defaultSize: defaultPageSize, maxSize: maxPageSize },
            ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
              const ends = endsOf({ after, before }, userOfCursor);
              return listUsers(stores, { ...asked, olderThan: ends.after, newerThan: ends.before, newestFirst: !inverted, limit });
            },
          ) as never;
        },
      },
      EndUserConnection,
    ),
    version: t.exposeInt('version', { description: 'Number of the current version, from 1.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the cohort was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time of the last change.' }),
    lastChange: t.field(lastChangeField('UserCohort', 'cohort', ({ id }: { id: string }) => id)),
  }),
});
