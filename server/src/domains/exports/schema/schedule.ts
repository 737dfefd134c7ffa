import { assertCohort } from '../../analytics/load.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { MessageRole } from '../../messages/schema/message.ts';
import type { MessageRole as MessageRoleName } from '../../messages/types.ts';
import { AnalyticsFilterRef } from '../../analytics/schema/filter.ts';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { deleteExportSchedule, saveExportSchedule } from '../commands/schedules.ts';
import { checkTimes } from '../ingest/schedule.ts';
import { nextRuns, type Times } from '../pure/next-runs.ts';
import { maxRecipients, maxScheduledDays, maxSchedules, type ExportFormat, type ExportType, type ScheduleInterval } from '../types.ts';
import { ExportFormatRef, ExportTypeRef, ScheduleIntervalRef } from './enums.ts';
import { ExportRef, fileFields } from './export.ts';

/** How many runs a person looks at. */
const shownRuns = 3;
const lastExports = 10;

const ExportScheduleRef = builder.prismaNode('ExportSchedule', {
  id: { field: 'id' },
  nullable: true,
  authScopes: { may: 'EXPORT' },
  description: 'An export that is made again at set times, and whose link is sent to members by mail.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the schedule, unique in the workspace.' }),
    type: t.field({ type: ExportTypeRef, description: 'What its files hold.', resolve: ({ type }) => type as ExportType }),
    format: t.field({ type: ExportFormatRef, description: 'Form of its files.', resolve: ({ format }) => format as ExportFormat }),
    filter: t.expose('filter', { type: 'JSON', description: 'Filter of its files, an AnalyticsFilter without a time range.' }),
    roles: t.field({
      type: [MessageRole],
      description: 'Roles of the messages in the files; empty: all.',
      resolve: ({ roles }) => roles as MessageRoleName[],
    }),
    every: t.field({
      type: ScheduleIntervalRef,
      description: 'How often the schedule runs.',
      resolve: ({ every }) => every as ScheduleInterval,
    }),
    weekday: t.exposeInt('weekday', { nullable: true, description: 'Day of the week of its runs, 1 (Monday) to 7; null: every day.' }),
    time: t.string({
      description: 'Time of its runs by the clock of the zone, such as "08:00".',
      resolve: ({ minute }) => [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':'),
    }),
    timeZone: t.exposeString('timeZone', { description: "Zone of its times and days, a name of IANA's list." }),
    dayCount: t.exposeInt('dayCount', { description: 'Number of whole days before the day of a run that its file is about.' }),
    recipients: t.exposeStringList('recipients', {
      description: 'Addresses of members; the link to each file is sent to those who may read the workspace at that time.',
    }),
    isPaused: t.exposeBoolean('isPaused', { description: 'Whether the schedule makes no runs at present.' }),
    nextRuns: t.field({
      type: ['DateTime'],
      description: `The next ${shownRuns} runs, the earliest first; empty: the schedule is paused.`,
      resolve: ({ every, weekday, minute, timeZone, isPaused }) =>
        isPaused ? [] : nextRuns({ every: every as ScheduleInterval, weekday, minute, timeZone }, new Date(), shownRuns),
    }),
    savedBy: t.exposeString('ownerName', {
      nullable: true,
      description: 'Name of the person who saved the schedule last, whose right to export is looked at for each run; null: a key did.',
    }),
    failure: t.exposeString('failure', {
      nullable: true,
      description: 'Reason why the last run made no file; null: it did, or there was none.',
    }),
    exports: t.field({
      type: [ExportRef],
      description: `The last ${lastExports} exports of the schedule whose rows are kept, newest first.`,
      resolve: ({ id, workspaceId }, _args, { stores }) =>
        stores.prisma.export.findMany({
          where: { scheduleId: id, workspaceId },
          include: { task: true },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: lastExports,
        }),
    }),
  }),
});

const times = {
  every: { type: ScheduleIntervalRef, required: true, description: 'How often the schedule is to run.' },
  weekday: { description: 'Day of the week, 1 (Monday) to 7; of weekly schedules alone.' },
  time: {
    required: true,
    description:
      'Time of day by the clock of the zone, "00:00" to "23:59". A time that a day leaves out is as much later, of one that comes twice it is the first.',
  },
  timeZone: { required: true, description: "Zone of the time and of the days, a name of IANA's list such as America/New_York." },
} as const;

const ExportTimesInputRef = builder.inputType('ExportTimesInput', {
  description: 'Times at which a schedule of exports is to run.',
  fields: (t) => ({
    every: t.field(times.every),
    weekday: t.int(times.weekday),
    time: t.string(times.time),
    timeZone: t.string(times.timeZone),
  }),
});

const ExportScheduleInputRef = builder.inputType('ExportScheduleInput', {
  description: 'A schedule of exports to save.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the schedule, unique in the workspace, 1 to 100 characters.' }),
    type: t.field(fileFields.type),
    format: t.field(fileFields.format),
    filter: t.field({ type: AnalyticsFilterRef, description: 'Messages that the files are about, without a time range; absent: all.' }),
    roles: t.field(fileFields.roles),
    every: t.field(times.every),
    weekday: t.int(times.weekday),
    time: t.string(times.time),
    timeZone: t.string(times.timeZone),
    dayCount: t.int({
      description: `Number of whole days before the day of a run that its file is about, 1 to ${maxScheduledDays}; absent: 1 every day, 7 every week.`,
    }),
    recipients: t.stringList({ description: `Addresses of members that the link to each file is sent to, at most ${maxRecipients}.` }),
    isPaused: t.boolean({ description: 'Whether the schedule is to make no runs for now; absent: it runs.' }),
  }),
});

builder.queryFields((t) => ({
  exportSchedules: t.prismaField({
    type: [ExportScheduleRef],
    authScopes: { may: 'EXPORT' },
    description: `Schedules of exports, by name; at most ${maxSchedules}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.exportSchedule.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId },
        orderBy: { name: 'asc' },
        take: maxSchedules,
      }),
  }),
  exportRuns: t.field({
    type: ['DateTime'],
    authScopes: { may: 'EXPORT' },
    description: `The next ${shownRuns} runs of a schedule of exports with these times, the earliest first.`,
    args: { input: t.arg({ type: ExportTimesInputRef, required: true, description: 'Times at which the schedule is to run.' }) },
    resolve: (_root, { input }) => nextRuns(unwrap(checkTimes(input), 'input') satisfies Times, new Date(), shownRuns),
  }),
}));

builder.mutationFields((t) => ({
  saveExportSchedule: t.prismaField({
    type: ExportScheduleRef,
    authScopes: { may: 'EXPORT' },
    description: `Saves a schedule of exports; one of the same name is replaced. At most ${maxSchedules} a workspace.`,
    args: { input: t.arg({ type: ExportScheduleInputRef, required: true, description: 'The schedule to save.' }) },
    resolve: async (query, _root, { input }, { stores, viewer }) => {
      await assertCohort(stores.postgres, viewer.workspaceId, input.filter, 'input.filter');
      return stores.prisma.exportSchedule.findUniqueOrThrow({
        ...query,
        where: { id: unwrap(await saveExportSchedule(stores, viewer, input, new Date()), 'input') },
      });
    },
  }),
  deleteExportSchedule: t.globalID({
    authScopes: { may: 'EXPORT' },
    description: 'Deletes a schedule of exports and returns its id; files that it has made are kept for their days.',
    args: { id: t.arg.globalID({ required: true, for: ExportScheduleRef, description: 'Global id of the schedule.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      type: ExportScheduleRef,
      id: unwrap(await deleteExportSchedule(stores, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));

builder.prismaObjectField('ExportSchedule', 'lastChange', (t) =>
  t.field(lastChangeField('ExportSchedule', 'schedule of exports', ({ id }) => id)),
);
