import { builder } from '../graphql/builder.ts';
import { coalesced } from '../live/coalesce.ts';
import { NotFound } from '../graphql/errors.ts';
import { ingestStatus, type IngestStatus } from './queries.ts';
import { TaskStatus as taskStatuses } from '../store/prisma/generated/enums.ts';

const TaskStatus = builder.enumType('TaskStatus', {
  description: 'Where a background task stands.',
  values: {
    QUEUED: { description: 'Waiting for its turn, or for its next attempt: `retryAt` says when.', value: taskStatuses.QUEUED },
    RUNNING: { description: 'Being worked on.', value: taskStatuses.RUNNING },
    SUCCEEDED: { description: 'Done.', value: taskStatuses.SUCCEEDED },
    FAILED: { description: 'Given up; `error` says why.', value: taskStatuses.FAILED },
  },
});

/** Import this where a field gives back the task it started. */
export const BackgroundTaskRef = builder.prismaNode('BackgroundTask', {
  id: { field: 'id' },
  nullable: true,
  description: 'Work that goes on behind the page, with its progress.',
  findUnique: (id, { viewer }) => ({ id, workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'What is done, such as "reproject" or "rebuild".' }),
    status: t.expose('status', { type: TaskStatus, description: 'Where it stands.' }),
    totalCount: t.exposeInt('totalCount', { description: 'How many messages there are to do; 0 until counted.' }),
    doneCount: t.exposeInt('doneCount', { description: 'How many messages are done.' }),
    progressShare: t.float({
      description: 'Done share, 0 to 1.',
      select: { totalCount: true, doneCount: true, status: true },
      resolve: ({ totalCount, doneCount, status }) => (status === 'SUCCEEDED' ? 1 : totalCount === 0 ? 0 : Math.min(1, doneCount / totalCount)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true, description: 'When it ended, either way; null: it has not.' }),
    error: t.exposeString('error', { nullable: true, description: 'Why its last attempt failed; null: it did not.' }),
    failedCount: t.exposeInt('failedCount', { description: 'How many attempts at it failed. After the last one that it is given, its status is FAILED.' }),
    retryAt: t.expose('retryAt', { type: 'DateTime', nullable: true, description: 'When it is tried again after an attempt that failed; null: it does not wait for that.' }),
  }),
});

const ScheduleRef = builder.prismaObject('Schedule', {
  description: 'Work that the server does at set times for all workspaces, such as deleting what is not kept any longer, and how its last run went.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What is done, such as "retention".' }),
    cron: t.exposeString('cron', { description: 'When: minute, hour, day of the month, month and day of the week, in UTC.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When its last run began; null: none has.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true, description: 'When its last run ended, well or not; null: none has begun, or it is still at work.' }),
    error: t.exposeString('error', { nullable: true, description: 'Why its last run failed; null: it did not.' }),
  }),
});

const IngestStatusRef = builder.objectRef<IngestStatus>('IngestStatus').implement({
  description: 'How far analytics are behind what was acknowledged.',
  fields: (t) => ({
    queuedCount: t.exposeInt('queuedCount', { description: 'Changed messages that are not in analytics yet.' }),
    lagMs: t.exposeInt('lagMs', { description: 'How long the oldest of them has waited, in milliseconds; 0 when none waits.' }),
    dirtyHourCount: t.exposeInt('dirtyHourCount', { description: 'Hours whose rollup is being rebuilt; until then they are answered from the facts.' }),
  }),
});

builder.queryFields((t) => ({
  backgroundTasks: t.prismaField({
    type: ['BackgroundTask'],
    authScopes: { atLeast: 'VIEWER' },
    description: 'The last 100 tasks, newest first.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.backgroundTask.findMany({ ...query, where: { workspaceId: viewer.workspaceId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 100 }),
  }),
  schedules: t.prismaField({
    type: [ScheduleRef],
    authScopes: { atLeast: 'VIEWER' },
    description: 'Work that the server does at set times, by name. A run that failed is made again when its time comes next.',
    resolve: (query, _root, _args, { stores }) => stores.prisma.schedule.findMany({ ...query, orderBy: { name: 'asc' } }),
  }),
  ingestStatus: t.field({
    type: IngestStatusRef,
    authScopes: { atLeast: 'VIEWER' },
    description: 'How far analytics are behind what was acknowledged, in this workspace.',
    resolve: (_root, _args, { stores, viewer }) => ingestStatus(stores, { workspaceId: viewer.workspaceId }),
  }),
}));

builder.subscriptionFields((t) => ({
  backgroundTaskChanged: t.prismaField({
    type: 'BackgroundTask',
    authScopes: { atLeast: 'VIEWER' },
    description: 'The task as it stands, at once and then whenever it moves, at most four times a second.',
    args: { id: t.arg.globalID({ required: true, for: BackgroundTaskRef, description: 'The task.' }) },
    extensions: { sharing: 'state' },
    subscribe: (_root, { id }, { live }) => coalesced(live, 'task.changed', id.id, { everyMs: 250, first: true }) as AsyncIterable<unknown>,
    resolve: async (query, _root, { id }, { stores, viewer }) => {
      const task = await stores.prisma.backgroundTask.findUnique({ ...query, where: { id: id.id, workspaceId: viewer.workspaceId } });
      if (task === null) throw new NotFound('Background task', id.id);
      return task;
    },
  }),
}));
