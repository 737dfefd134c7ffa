import { builder } from '../graphql/builder.ts';
import { describedEnum } from '../graphql/enums.ts';
import { coalesced } from '../live/coalesce.ts';
import { NotFound } from '../graphql/errors.ts';
import { ingestStatus, type IngestStatus } from './queries.ts';
import type { TaskStatus as TaskStatusName } from '../store/prisma/generated/enums.ts';

const TaskStatus = describedEnum<TaskStatusName>('TaskStatus', 'State of a background task.', {
  QUEUED: 'The task is waiting to start, or for its next attempt at `retryAt`.',
  RUNNING: 'The task is under way.',
  SUCCEEDED: 'The task is done.',
  FAILED: 'The task failed for good; `error` has the reason.',
});

/** Import this where a field gives back the task it started. */
export const BackgroundTaskRef = builder.prismaNode('BackgroundTask', {
  id: { field: 'id' },
  nullable: true,
  description: 'Background work of the server, with progress.',
  findUnique: (id, { viewer }) => ({ id, workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'Kind of work, such as "reprice" or "rebuild".' }),
    status: t.expose('status', { type: TaskStatus, description: 'State of the task.' }),
    totalCount: t.exposeInt('totalCount', { description: 'Number of messages to process; 0 until counted.' }),
    doneCount: t.exposeInt('doneCount', { description: 'Number of messages that are done.' }),
    progressShare: t.float({
      description: 'Share of the work that is done, 0 to 1.',
      select: { totalCount: true, doneCount: true, status: true },
      resolve: ({ totalCount, doneCount, status }) =>
        status === 'SUCCEEDED' ? 1 : totalCount === 0 ? 0 : Math.min(1, doneCount / totalCount),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the task was requested.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the task succeeded or failed; null: the task has not ended.',
    }),
    error: t.exposeString('error', { nullable: true, description: 'Reason why the last attempt failed; null: no attempt failed.' }),
    failedCount: t.exposeInt('failedCount', {
      description: 'Number of attempts that failed. After the last one that the kind of work is given, the status is FAILED.',
    }),
    retryAt: t.expose('retryAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the next attempt after one that failed; null: no attempt is waiting.',
    }),
  }),
});

const ScheduleRef = builder.prismaObject('Schedule', {
  description:
    'Work that the server does at set times for all workspaces, such as deleting expired records, and the result of the last run.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the work, such as "trace retention".' }),
    cron: t.exposeString('cron', { description: 'Times in cron form: minute, hour, day of the month, month and day of the week, in UTC.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the last run began; null: no run has begun.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the last run succeeded or failed; null: no run has begun, or one is under way.',
    }),
    error: t.exposeString('error', { nullable: true, description: 'Reason why the last run failed; null: it did not fail.' }),
  }),
});

const IngestStatusRef = builder.objectRef<IngestStatus>('IngestStatus').implement({
  description: 'Delay of analytics behind the acknowledged messages.',
  fields: (t) => ({
    queuedCount: t.exposeInt('queuedCount', { description: 'Number of changed messages that are not in analytics yet.' }),
    lagMs: t.exposeInt('lagMs', { description: 'Waiting time of the oldest queued message, in milliseconds; 0 when none waits.' }),
    dirtyHourCount: t.exposeInt('dirtyHourCount', {
      description: 'Number of hours whose rollup is being rebuilt; until then the facts answer for them.',
    }),
  }),
});

builder.queryFields((t) => ({
  backgroundTasks: t.prismaField({
    type: ['BackgroundTask'],
    authScopes: { may: 'READ' },
    description: 'The last 100 background tasks, newest first.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.backgroundTask.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: 100,
      }),
  }),
  schedules: t.prismaField({
    type: [ScheduleRef],
    authScopes: { may: 'READ' },
    description: 'Schedules of the server, by name, at most 100. A run that failed is repeated at the next set time.',
    resolve: (query, _root, _args, { stores }) => stores.prisma.schedule.findMany({ ...query, orderBy: { name: 'asc' }, take: 100 }),
  }),
  ingestStatus: t.field({
    type: IngestStatusRef,
    authScopes: { may: 'READ' },
    description: 'Delay of analytics behind the acknowledged messages of this workspace.',
    resolve: (_root, _args, { stores, viewer }) => ingestStatus(stores, { workspaceId: viewer.workspaceId }),
  }),
}));

builder.subscriptionFields((t) => ({
  backgroundTaskChanged: t.prismaField({
    type: 'BackgroundTask',
    authScopes: { may: 'READ' },
    description: 'A background task: the present state at once, then again whenever the task changes, at most four times a second.',
    args: { id: t.arg.globalID({ required: true, for: BackgroundTaskRef, description: 'Global id of the task.' }) },
    extensions: { sharing: 'state' },
    subscribe: (_root, { id }, { live }) => coalesced(live, 'task.changed', id.id, { everyMs: 250, first: true }) as AsyncIterable<unknown>,
    resolve: async (query, _root, { id }, { stores, viewer }) => {
      const task = await stores.prisma.backgroundTask.findUnique({ ...query, where: { id: id.id, workspaceId: viewer.workspaceId } });
      if (task === null) throw new NotFound('Background task', id.id);
      return task;
    },
  }),
}));
