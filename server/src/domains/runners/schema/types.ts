import { builder } from '../../../platform/graphql/builder.ts';
import { BadArgument } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import { TrainingHardwareRef, TrainingJobRef, type Hardware } from '../../training/schema/job.ts';

const mostVersions = 100;

function versionCount(first: number | null | undefined): number {
  const count = first ?? mostVersions;
  if (count < 0 || count > mostVersions) throw new BadArgument('first', `is ${count}; 0 to ${mostVersions} is taken`);
  return count;
}

const ConfigurationVersionRef = builder.prismaObject('TrainingConfigurationVersion', {
  description: 'Content of a version of a training configuration.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Number of the version, from 1.' }),
    command: t.exposeString('command', { description: 'Name under which runners allow the command.' }),
    parameters: t.expose('parameters', { type: 'JSON', description: 'Parameters of the command by name.' }),
    labels: t.exposeStringList('labels', { description: 'Labels that a runner must have.' }),
    project: t.exposeString('project', { nullable: true, description: 'Project of the jobs; null: none.' }),
    baseModel: t.exposeString('baseModel', { nullable: true, description: 'Name of the model that is trained on; null: not stated.' }),
    timeLimitSeconds: t.exposeInt('timeLimitSeconds', {
      nullable: true,
      description: 'Seconds after which a runner ends the command; null: no limit.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the version was stored.' }),
  }),
});

export const TrainingConfigurationRef = builder.prismaNode('TrainingConfiguration', {
  id: { field: 'id' },
  nullable: true,
  description: 'What is started on runners: a command by its name, with parameters.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the configuration.' }),
    version: t.exposeInt('version', { description: 'Number of the current version, from 1.' }),
    versions: t.relation('versions', {
      args: { first: t.arg.int({ description: `Number of versions, 0 to ${mostVersions}; absent: ${mostVersions}.` }) },
      description: `Versions of the configuration, newest first; at most ${mostVersions}.`,
      query: ({ first }) => ({ orderBy: { version: 'desc' as const }, take: versionCount(first) }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the configuration was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time when the current version was stored.' }),
    lastChange: t.field(lastChangeField('TrainingConfiguration', 'configuration', ({ id }: { id: string }) => id)),
  }),
});

export const RunnerRef = builder.prismaNode('Runner', {
  id: { field: 'id' },
  nullable: true,
  description: 'A machine that takes training jobs from the queue.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the runner, unique in the workspace.' }),
    labels: t.exposeStringList('labels', { description: 'Labels of the runner.' }),
    commands: t.exposeStringList('commands', { description: 'Names of the commands that the runner allows.' }),
    hardware: t.field({
      type: TrainingHardwareRef,
      nullable: true,
      description: 'Machine of the runner; null: not reported.',
      select: { hardware: true },
      resolve: ({ hardware }) => hardware as Hardware | null,
    }),
    hourlyUsd: t.float({
      nullable: true,
      description: 'Price of the machine for an hour in US dollars; null: not known.',
      select: { hourlyNanoUsd: true },
      resolve: ({ hourlyNanoUsd }) => (hourlyNanoUsd === null ? null : usdFromNano(hourlyNanoUsd)),
    }),
    leases: t.relation('leases', {
      description: 'Leases that the runner holds; at most 100.',
      query: { where: { releasedAt: null }, orderBy: { leasedAt: 'asc' }, take: 100 },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the runner was first registered.' }),
    seenAt: t.expose('seenAt', { type: 'DateTime', description: 'Time when the runner last asked for a job, or wrote under a lease.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the revocation; null: the runner may take jobs.',
    }),
    lastChange: t.field(lastChangeField('Runner', 'runner', ({ id }: { id: string }) => id)),
  }),
});

export const TrainingLeaseRef = builder.prismaObject('TrainingLease', {
  description: 'The right of one runner to write about a training job.',
  fields: (t) => ({
    job: t.relation('job', { description: 'Training job of the lease.' }),
    runner: t.relation('runner', { description: 'Runner that holds the lease, or held it last.' }),
    fence: t.string({
      description: 'Number that every write under the lease carries; a later lease of the job has a greater one.',
      select: { fence: true },
      resolve: ({ fence }) => String(fence),
    }),
    attempt: t.exposeInt('attempt', { description: 'Attempt of the job that the lease is for, from 1.' }),
    lastLine: t.expose('lastLine', { type: 'Step', description: 'Number of the last line of the log that is stored; 0: none.' }),
    lossCount: t.exposeInt('lossCount', { description: 'Number of times that a runner of the job was lost.' }),
    leasedAt: t.expose('leasedAt', { type: 'DateTime', description: 'Time when the runner took the job.' }),
    processAt: t.expose('processAt', { type: 'DateTime', description: 'Time of the last sign of the command.' }),
    releasedAt: t.expose('releasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the end of the lease; null: it is held.',
    }),
    configuration: t.field({
      type: ConfigurationVersionRef,
      description: 'Version of the configuration that the job was started from.',
      select: { job: { select: { configurationId: true, configurationVersion: true } } },
      resolve: ({ job }, _args, { stores, viewer }) =>
        stores.prisma.trainingConfigurationVersion.findUniqueOrThrow({
          where: {
            configurationId_version: { configurationId: job.configurationId as string, version: job.configurationVersion as number },
            workspaceId: viewer.workspaceId,
          },
        }),
    }),
  }),
});

builder.prismaObjectFields(TrainingJobRef, (t) => ({
  priority: t.exposeInt('priority', { description: 'Priority in the queue; the greatest is taken first.' }),
  queuedAt: t.expose('queuedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Time when the job was last queued; null: it never was.',
  }),
  lease: t.relation('lease', { nullable: true, description: 'Last lease of the job; null: no runner has taken it.' }),
  runner: t.field({
    type: RunnerRef,
    nullable: true,
    description: 'Runner that took the job last; null: none has.',
    select: { runnerId: true },
    resolve: ({ runnerId }, _args, { stores, viewer }) =>
      runnerId === null ? null : stores.prisma.runner.findUnique({ where: { id: runnerId, workspaceId: viewer.workspaceId } }),
  }),
  configuration: t.field({
    type: TrainingConfigurationRef,
    nullable: true,
    description: 'Configuration that the job was started from; null: none.',
    select: { configurationId: true },
    resolve: ({ configurationId }, _args, { stores, viewer }) =>
      configurationId === null
        ? null
        : stores.prisma.trainingConfiguration.findUnique({ where: { id: configurationId, workspaceId: viewer.workspaceId } }),
  }),
  configurationVersion: t.exposeInt('configurationVersion', {
    nullable: true,
    description: 'Version of the configuration that the job was started from; null: none.',
  }),
}));
