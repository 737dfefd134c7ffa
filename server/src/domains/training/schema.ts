import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { batchArgument } from '../../platform/graphql/limits/lists.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { itemsOf } from '../../platform/ingest/batches.ts';
import { IngestResultRef } from '../messages/schema/input.ts';
import { createOrUpdateJob, deleteJob, editJob, jobIdOfRun } from './commands/job.ts';
import { logPoints } from './commands/points.ts';
import { reportStatus, startAttempt } from './commands/state.ts';
import { settleProgress } from './load/jobs.ts';
import {
  EditTrainingJobInputRef,
  ReportTrainingStatusInputRef,
  StartTrainingAttemptInputRef,
  SystemPointInputRef,
  TrainingJobInputRef,
  TrainingPointInputRef,
} from './schema/input.ts';
import { TrainingJobRef } from './schema/job.ts';
import './schema/list.ts';
import './schema/live.ts';
import './schema/series.ts';

builder.queryField('trainingJob', (t) =>
  t.prismaField({
    type: TrainingJobRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'One training job; null: none has this id.',
    args: { id: t.arg.globalID({ required: true, for: TrainingJobRef, description: 'Global id of the job.' }) },
    resolve: async (query, _root, { id }, { stores, viewer }) => {
      await settleProgress(stores);
      return stores.prisma.trainingJob.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId: viewer.workspaceId } });
    },
  }),
);

builder.queryField('trainingJobByExternalId', (t) =>
  t.prismaField({
    type: TrainingJobRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'The training job with an external id; null: none has this id.',
    args: {
      externalId: t.arg.string({ required: true, description: 'Id that the job was sent with, or id of its run in MLflow’s clients.' }),
    },
    resolve: async (query, _root, { externalId }, { stores, viewer }) => {
      await settleProgress(stores);
      const { workspaceId } = viewer;
      const sent = await stores.prisma.trainingJob.findFirst({ ...query, where: { externalId: storable(externalId), workspaceId } });
      const id = sent === null ? jobIdOfRun(externalId) : null;
      return id === null ? sent : stores.prisma.trainingJob.findUnique({ ...query, where: { id, workspaceId } });
    },
  }),
);

/** No job has an id that PostgreSQL cannot hold. */
const storable = (id: string): string => (id.includes('\u0000') || !id.isWellFormed() ? '' : id);

builder.mutationFields((t) => ({
  createTrainingJob: t.prismaField({
    type: TrainingJobRef,
    authScopes: { may: 'INGEST' },
    description: 'Makes a training job that runs already, or changes the one with the same externalId.',
    args: { input: t.arg({ type: TrainingJobInputRef, required: true, description: 'The job to make or to change.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer }) => {
      const { source, ...fields } = input;
      const origin = { source: source ?? 'API', now: new Date() } as const;
      const { job } = unwrap(await createOrUpdateJob({ stores, live }, viewer.workspaceId, fields, origin), 'input');
      return stores.prisma.trainingJob.findUniqueOrThrow({ ...query, where: { id: job.id, workspaceId: viewer.workspaceId } });
    },
  }),
  editTrainingJob: t.prismaField({
    type: TrainingJobRef,
    authScopes: { may: 'TRAIN' },
    description: 'Changes fields of a training job.',
    args: { input: t.arg({ type: EditTrainingJobInputRef, required: true, description: 'The fields to change.' }) },
    resolve: async (query, _root, { input: { id, ...input } }, { stores, live, viewer }) => {
      const key = keyOfNode('TrainingJob', id, 'input.id');
      const job = unwrap(await editJob({ stores, live }, viewer.workspaceId, key, input, { now: new Date() }), 'input');
      return stores.prisma.trainingJob.findUniqueOrThrow({ ...query, where: { id: job.id, workspaceId: viewer.workspaceId } });
    },
  }),
  deleteTrainingJob: t.globalID({
    authScopes: { may: 'DELETE_DATA' },
    description: 'Deletes a training job with all of its points, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: TrainingJobRef, description: 'Global id of the job.' }) },
    resolve: async (_root, { id }, { stores, live, viewer }) => ({
      type: TrainingJobRef,
      id: unwrap(await deleteJob({ stores, live }, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
  startTrainingAttempt: t.prismaField({
    type: TrainingJobRef,
    authScopes: { may: 'INGEST' },
    description:
      'Resumes a training job: its trainer starts again, and what it logs from now on is a new attempt. Steps that an earlier attempt had logged already are superseded.',
    args: { input: t.arg({ type: StartTrainingAttemptInputRef, required: true, description: 'The job, and the step of its checkpoint.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer }) => {
      const jobId = keyOfNode('TrainingJob', input.jobId, 'input.jobId');
      unwrap(await startAttempt({ stores, live }, viewer.workspaceId, { ...input, jobId }, new Date()), 'input');
      return stores.prisma.trainingJob.findUniqueOrThrow({ ...query, where: { id: jobId, workspaceId: viewer.workspaceId } });
    },
  }),
  reportTrainingStatus: t.prismaField({
    type: TrainingJobRef,
    authScopes: { may: 'INGEST' },
    description: 'Stores the state that a trainer reports of its job. The same report again changes nothing.',
    args: { input: t.arg({ type: ReportTrainingStatusInputRef, required: true, description: 'The job and its state.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer }) => {
      const jobId = keyOfNode('TrainingJob', input.jobId, 'input.jobId');
      unwrap(await reportStatus({ stores, live }, viewer.workspaceId, { ...input, jobId }, new Date()), 'input');
      return stores.prisma.trainingJob.findUniqueOrThrow({ ...query, where: { id: jobId, workspaceId: viewer.workspaceId } });
    },
  }),
  logTrainingSteps: t.field({
    type: IngestResultRef,
    authScopes: { may: 'INGEST' },
    description:
      'Stores up to 5,000 points of a training job, in any order. A bad point is rejected by index, field and reason; all others are durable when this answers. Sending the same again changes nothing.',
    args: {
      jobId: t.arg.id({ required: true, description: 'Global id of the job.' }),
      points: t.arg({
        type: [TrainingPointInputRef],
        required: true,
        extensions: batchArgument,
        description: 'Points to store. Send them as a variable.',
      }),
    },
    resolve: async (_root, { jobId, points }, { stores, live, viewer }) => {
      const batch = { jobId: keyOfNode('TrainingJob', jobId, 'jobId'), items: itemsOf(points), form: 'STEP' } as const;
      return unwrap(await logPoints({ stores, live }, viewer.workspaceId, batch, new Date()));
    },
  }),
  logSystemMetrics: t.field({
    type: IngestResultRef,
    authScopes: { may: 'INGEST' },
    description:
      'Stores up to 5,000 measurements of the machine of a training job. A bad one is rejected by index, field and reason; all others are durable when this answers.',
    args: {
      jobId: t.arg.id({ required: true, description: 'Global id of the job.' }),
      points: t.arg({
        type: [SystemPointInputRef],
        required: true,
        extensions: batchArgument,
        description: 'Measurements to store. Send them as a variable.',
      }),
    },
    resolve: async (_root, { jobId, points }, { stores, live, viewer }) => {
      const batch = { jobId: keyOfNode('TrainingJob', jobId, 'jobId'), items: itemsOf(points), form: 'SYSTEM' } as const;
      return unwrap(await logPoints({ stores, live }, viewer.workspaceId, batch, new Date()));
    },
  }),
}));
