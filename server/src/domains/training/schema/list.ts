import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { endsOf } from '../../../platform/graphql/cursors.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import type { TrainingJob } from '../../../platform/store/prisma/generated/client.ts';
import { TrainingMethod } from '../../models/schema.ts';
import type { TrainingMethod as TrainingMethodName } from '../../models/types.ts';
import { checkFilter, placesOf, wordsOf } from '../list.ts';
import { settleProgress } from '../load/jobs.ts';
import { jobCount, jobOptions, jobPage, type JobSortKey } from '../queries/list.ts';
import type { TrainingSource, TrainingStatus } from '../types.ts';
import { TrainingJobOrderEnum, TrainingSourceEnum, TrainingStatusEnum } from './enums.ts';
import { TrainingJobRef } from './job.ts';

export const TrainingJobFilterRef = builder.inputType('TrainingJobFilter', {
  description: 'Training jobs to include. Values of one field are alternatives; all fields given must hold.',
  fields: (t) => ({
    ids: t.idList({ description: 'Global ids of the jobs; those that do not exist are left out.' }),
    statuses: t.field({ type: [TrainingStatusEnum], description: 'States of the jobs.' }),
    projects: t.stringList({ description: 'Projects of the jobs.' }),
    groupNames: t.stringList({ description: 'Groups of the jobs.' }),
    tags: t.stringList({ description: 'Tags, of which a job has at least one.' }),
    sources: t.field({ type: [TrainingSourceEnum], description: 'Ways by which the jobs came in.' }),
    trainingMethods: t.field({ type: [TrainingMethod], description: 'Methods of training.' }),
    baseModels: t.stringList({ description: 'Names of the models that are trained on.' }),
    configurationIds: t.idList({ description: 'Global ids of the training configurations that the jobs were started from.' }),
    runnerIds: t.idList({ description: 'Global ids of the runners that took the jobs last.' }),
    from: t.field({ type: 'DateTime', description: 'First instant of creation, included.' }),
    to: t.field({ type: 'DateTime', description: 'Last instant of creation, not included.' }),
  }),
});

const TrainingJobConnection = builder.connectionObject(
  { type: TrainingJobRef, name: 'TrainingJobConnection', description: 'A page of training jobs.' },
  { name: 'TrainingJobEdge', description: 'A training job together with its place in a list.' },
);

interface Options {
  readonly statuses: readonly TrainingStatus[];
  readonly projects: readonly string[];
  readonly groupNames: readonly string[];
  readonly tags: readonly string[];
  readonly sources: readonly TrainingSource[];
  readonly trainingMethods: readonly TrainingMethodName[];
  readonly baseModels: readonly string[];
}

const OptionsRef = builder.objectRef<Options>('TrainingJobOptions').implement({
  description: 'Values that occur in the fields of TrainingJobFilter, most used first, at most 200 of each.',
  fields: (t) => ({
    statuses: t.expose('statuses', { type: [TrainingStatusEnum], description: 'States of the jobs.' }),
    projects: t.exposeStringList('projects', { description: 'Projects of the jobs.' }),
    groupNames: t.exposeStringList('groupNames', { description: 'Groups of the jobs.' }),
    tags: t.exposeStringList('tags', { description: 'Tags of the jobs.' }),
    sources: t.expose('sources', { type: [TrainingSourceEnum], description: 'Ways by which the jobs came in.' }),
    trainingMethods: t.expose('trainingMethods', { type: [TrainingMethod], description: 'Methods of training.' }),
    baseModels: t.exposeStringList('baseModels', { description: 'Names of the models that are trained on.' }),
  }),
});

builder.queryFields((t) => ({
  trainingJobs: t.connection(
    {
      type: TrainingJobRef,
      authScopes: { may: 'READ' },
      description: 'Training jobs, newest first where no order is asked for. At most 200 a page.',
      args: {
        status: t.arg({ type: TrainingStatusEnum, description: 'Only jobs in this state; absent: in any.' }),
        filter: t.arg({ type: TrainingJobFilterRef, description: 'Jobs to include; absent: all.' }),
        search: t.arg.string({
          description:
            'Search text, at most 512 characters and 16 words: jobs of which every word stands in name, externalId, project, group, models, dataset, user, tags or notes, regardless of case.',
        }),
        order: t.arg({ type: TrainingJobOrderEnum, description: 'Order of the list; absent: CREATED.' }),
        descending: t.arg.boolean({ description: 'Whether the greatest stands first; absent: only in the order CREATED.' }),
      },
      resolve: async (_root, { status, filter, search, order, descending, ...args }, context, info) => {
        const by = order ?? 'CREATED';
        const isDescending = descending ?? by === 'CREATED';
        const { cursorOf, placeOf } = placesOf(by, isDescending);
        const words = unwrap(wordsOf(search));
        const asked = unwrap(checkFilter(filter), 'filter');
        const statuses = status === null || status === undefined ? asked.statuses : [status];
        const ends = endsOf(args, placeOf);
        const now = ends.after?.now ?? ends.before?.now ?? new Date();
        await settleProgress(context.stores);
        const places = new Map<string, JobSortKey>();
        return resolveCursorConnection(
          {
            args,
            toCursor: ({ id }: { id: string }) => cursorOf(places.get(id) as JobSortKey, now),
            defaultSize: defaultPageSize,
            maxSize: maxPageSize,
          },
          async ({ after, before, limit, inverted: isInverted }: ResolveCursorConnectionArgs) => {
            const { stores, viewer } = context;
            const { workspaceId } = viewer;
            const found = await jobPage(stores.postgres, {
              workspaceId,
              filter: { ...asked, statuses },
              words,
              order: by,
              isDescending,
              isInverted,
              ...endsOf({ after, before }, placeOf),
              limit,
              now,
            });
            for (const place of found) places.set(place.id, place);
            const query = queryFromInfo({ context, info, typeName: 'TrainingJob', path: ['edges', 'node'], select: { id: true } });
            const jobs = (await stores.prisma.trainingJob.findMany({
              ...query,
              where: { workspaceId, id: { in: found.map(({ id }) => id) } },
            } as object)) as TrainingJob[];
            const byId = new Map(jobs.map((job) => [job.id, job]));
            return found.map(({ id }) => byId.get(id)).filter((job) => job !== undefined);
          },
        ) as never;
      },
    },
    TrainingJobConnection,
  ),
  trainingJobCount: t.int({
    authScopes: { may: 'READ' },
    description: 'Number of training jobs that a filter and a search find, as `trainingJobs` takes them.',
    args: {
      filter: t.arg({ type: TrainingJobFilterRef, description: 'Jobs to count; absent: all.' }),
      search: t.arg.string({ description: 'Search text, at most 512 characters and 16 words; absent: all jobs.' }),
    },
    resolve: async (_root, { filter, search }, { stores, viewer }) => {
      await settleProgress(stores);
      const asked = { filter: unwrap(checkFilter(filter), 'filter'), words: unwrap(wordsOf(search)) };
      return (await jobCount(stores.postgres, { workspaceId: viewer.workspaceId, ...asked }))[0]?.count ?? 0;
    },
  }),
  trainingJobOptions: t.field({
    type: OptionsRef,
    authScopes: { may: 'READ' },
    description: 'Values that occur in the fields of TrainingJobFilter, most used first, at most 200 of each.',
    resolve: async (_root, _args, { stores, viewer }) => {
      const rows = await jobOptions(stores.postgres, { workspaceId: viewer.workspaceId });
      const of = (kind: string): never[] => rows.filter((row) => row.kind === kind).map(({ value }) => value as never);
      return {
        statuses: of('statuses'),
        projects: of('projects'),
        groupNames: of('groupNames'),
        tags: of('tags'),
        sources: of('sources'),
        trainingMethods: of('trainingMethods'),
        baseModels: of('baseModels'),
      };
    },
  }),
}));
