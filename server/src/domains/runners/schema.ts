import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { TrainingJobRef } from '../training/schema/job.ts';
import { cloneConfiguration, deleteConfiguration, saveConfiguration, startJob } from './commands/configurations.ts';
import { appendLog, leaseJob, renewLease, reportExit } from './commands/leases.ts';
import { registerRunner, revokeRunner } from './commands/runners.ts';
import {
  AppendTrainingLogInputRef,
  LeaseTrainingJobInputRef,
  RegisterRunnerInputRef,
  RenewTrainingLeaseInputRef,
  ReportTrainingExitInputRef,
  SaveTrainingConfigurationInputRef,
  StartTrainingJobInputRef,
} from './schema/input.ts';
import './schema/log.ts';
import { RunnerRef, TrainingConfigurationRef, TrainingLeaseRef } from './schema/types.ts';

const fenceOf = (fence: string): string => (/^\d{1,18}$/.test(fence) ? fence : '0');

builder.queryFields((t) => ({
  trainingConfigurations: t.prismaField({
    type: [TrainingConfigurationRef],
    authScopes: { may: 'READ' },
    description: 'Training configurations by name; at most 500.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.trainingConfiguration.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId, deletedAt: null },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: 500,
      }),
  }),
  runners: t.prismaField({
    type: [RunnerRef],
    authScopes: { may: 'READ' },
    description: 'Runners by name, revoked ones included; at most 500.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.runner.findMany({ ...query, where: { workspaceId: viewer.workspaceId }, orderBy: { name: 'asc' }, take: 500 }),
  }),
}));

builder.mutationFields((t) => ({
  saveTrainingConfiguration: t.prismaField({
    type: TrainingConfigurationRef,
    authScopes: { may: 'TRAIN' },
    description: 'Makes a training configuration, or a new version of one.',
    args: { input: t.arg({ type: SaveTrainingConfigurationInputRef, required: true, description: 'The configuration to store.' }) },
    resolve: async (query, _root, { input }, { stores, viewer: { workspaceId } }) => {
      const id = input.id === null || input.id === undefined ? null : keyOfNode('TrainingConfiguration', input.id, 'input.id');
      const saved = unwrap(await saveConfiguration(stores, workspaceId, { ...input, id }, new Date()), 'input');
      return stores.prisma.trainingConfiguration.findUniqueOrThrow({ ...query, where: { id: saved, workspaceId } });
    },
  }),
  cloneTrainingConfiguration: t.prismaField({
    type: TrainingConfigurationRef,
    authScopes: { may: 'TRAIN' },
    description: 'Makes a training configuration with the current content of another one.',
    args: { id: t.arg.globalID({ required: true, for: TrainingConfigurationRef, description: 'Global id of the configuration to copy.' }) },
    resolve: async (query, _root, { id }, { stores, viewer: { workspaceId } }) => {
      const made = unwrap(await cloneConfiguration(stores, workspaceId, uuidKey(id.id), new Date()));
      return stores.prisma.trainingConfiguration.findUniqueOrThrow({ ...query, where: { id: made, workspaceId } });
    },
  }),
  deleteTrainingConfiguration: t.globalID({
    authScopes: { may: 'TRAIN' },
    description: 'Deletes a training configuration, and returns its id. Jobs that were started from it go on.',
    args: { id: t.arg.globalID({ required: true, for: TrainingConfigurationRef, description: 'Global id of the configuration.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      type: TrainingConfigurationRef,
      id: unwrap(await deleteConfiguration(stores, viewer.workspaceId, uuidKey(id.id), new Date())),
    }),
  }),
  startTrainingJob: t.prismaField({
    type: TrainingJobRef,
    authScopes: { may: 'TRAIN' },
    description: 'Puts a training job into the queue, for the next runner that allows its command and has its labels.',
    args: {
      input: t.arg({ type: StartTrainingJobInputRef, required: true, description: 'The configuration, and changes of its parameters.' }),
    },
    resolve: async (query, _root, { input }, { stores, live, viewer: { workspaceId } }) => {
      const configurationId = keyOfNode('TrainingConfiguration', input.configurationId, 'input.configurationId');
      const id = unwrap(await startJob({ stores, live }, workspaceId, { ...input, configurationId }, new Date()), 'input');
      return stores.prisma.trainingJob.findUniqueOrThrow({ ...query, where: { id, workspaceId } });
    },
  }),
  registerRunner: t.prismaField({
    type: RunnerRef,
    authScopes: { may: 'RUN_JOBS' },
    description: 'Makes a runner, or changes the one of the same name.',
    args: { input: t.arg({ type: RegisterRunnerInputRef, required: true, description: 'Machine to register.' }) },
    resolve: async (query, _root, { input }, { stores, viewer: { workspaceId } }) => {
      const id = unwrap(await registerRunner(stores, workspaceId, input, new Date()), 'input');
      return stores.prisma.runner.findUniqueOrThrow({ ...query, where: { id, workspaceId } });
    },
  }),
  revokeRunner: t.prismaField({
    type: RunnerRef,
    authScopes: { may: 'MANAGE_RUNNERS' },
    description: 'Ends a runner: it takes no job any more, and what it still writes is refused. Its jobs are queued again.',
    args: { id: t.arg.globalID({ required: true, for: RunnerRef, description: 'Global id of the runner.' }) },
    resolve: async (query, _root, { id }, { stores, live, viewer: { workspaceId } }) => {
      const key = unwrap(await revokeRunner({ stores, live }, workspaceId, uuidKey(id.id), new Date()));
      return stores.prisma.runner.findUniqueOrThrow({ ...query, where: { id: key, workspaceId } });
    },
  }),
  leaseTrainingJob: t.prismaField({
    type: TrainingLeaseRef,
    nullable: true,
    authScopes: { may: 'RUN_JOBS' },
    description: 'Gives a runner the next job of the queue under a lease; null: no job waits that the runner can take.',
    args: { input: t.arg({ type: LeaseTrainingJobInputRef, required: true, description: 'Runner that asks for a job.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer: { workspaceId } }) => {
      const runnerId = keyOfNode('Runner', input.runnerId, 'input.runnerId');
      const jobId = unwrap(await leaseJob({ stores, live }, workspaceId, runnerId, new Date()), 'input');
      return jobId === null ? null : stores.prisma.trainingLease.findUnique({ ...query, where: { jobId, workspaceId } });
    },
  }),
  renewTrainingLease: t.prismaField({
    type: TrainingLeaseRef,
    authScopes: { may: 'RUN_JOBS' },
    description:
      'Reports that the command of a job is alive. A lease that is not renewed, logged to or trained under for a minute is lost.',
    args: { input: t.arg({ type: RenewTrainingLeaseInputRef, required: true, description: 'Lease to renew.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer: { workspaceId } }) => {
      const held = { jobId: keyOfNode('TrainingJob', input.jobId, 'input.jobId'), fence: fenceOf(input.fence) };
      const jobId = unwrap(await renewLease({ stores, live }, workspaceId, held, new Date()), 'input');
      return stores.prisma.trainingLease.findUniqueOrThrow({ ...query, where: { jobId, workspaceId } });
    },
  }),
  appendTrainingLog: t.prismaField({
    type: TrainingLeaseRef,
    authScopes: { may: 'RUN_JOBS' },
    description: 'Stores lines that the command of a job wrote; they are durable when this answers. A line that is stored keeps its text.',
    args: { input: t.arg({ type: AppendTrainingLogInputRef, required: true, description: 'The lease, and the lines.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer: { workspaceId } }) => {
      const chunk = { ...input, jobId: keyOfNode('TrainingJob', input.jobId, 'input.jobId'), fence: fenceOf(input.fence) };
      const jobId = unwrap(await appendLog({ stores, live }, workspaceId, chunk, new Date()), 'input');
      return stores.prisma.trainingLease.findUniqueOrThrow({ ...query, where: { jobId, workspaceId } });
    },
  }),
  reportTrainingExit: t.prismaField({
    type: TrainingJobRef,
    authScopes: { may: 'RUN_JOBS' },
    description: 'Reports the end of the command of a job, and ends the lease. The same report again changes nothing.',
    args: { input: t.arg({ type: ReportTrainingExitInputRef, required: true, description: 'The lease, and how the command ended.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer: { workspaceId } }) => {
      const exit = { ...input, jobId: keyOfNode('TrainingJob', input.jobId, 'input.jobId'), fence: fenceOf(input.fence) };
      const id = unwrap(await reportExit({ stores, live }, workspaceId, exit, new Date()), 'input');
      return stores.prisma.trainingJob.findUniqueOrThrow({ ...query, where: { id, workspaceId } });
    },
  }),
}));
