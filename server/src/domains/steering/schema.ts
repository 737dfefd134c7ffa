import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { TrainingJobRef } from '../training/schema/job.ts';
import { answerUpdate, cancelJob, declareParameters, requestUpdate } from './commands.ts';
import { controlOf } from './load.ts';
import { maxParameters } from './ingest.ts';
import { AcknowledgeParameterUpdateInputRef, DeclareTrainingParametersInputRef } from './schema/input.ts';
import './schema/live.ts';
import { ParameterUpdateRef, TrainingControlRef } from './schema/update.ts';

builder.queryField('trainingControl', (t) =>
  t.field({
    type: TrainingControlRef,
    authScopes: { may: 'READ' },
    description: 'What the trainer of a job is to do: stop, and change parameters. A trainer asks for it every few seconds.',
    args: { jobId: t.arg.id({ required: true, description: 'Global id of the job.' }) },
    resolve: (_root, { jobId }, { stores, viewer }) => controlOf(stores, viewer.workspaceId, keyOfNode('TrainingJob', jobId, 'jobId')),
  }),
);

builder.mutationFields((t) => ({
  updateTrainingParameters: t.prismaField({
    type: ParameterUpdateRef,
    authScopes: { may: 'TRAIN' },
    description:
      'Requests a change of parameters of a training job while it runs. The trainer applies all of them or refuses all; what it has not declared to be changeable is refused here.',
    args: {
      jobId: t.arg.id({ required: true, description: 'Global id of the job.' }),
      parameters: t.arg({
        type: 'JSON',
        required: true,
        description: `New values by name, a JSON object of 1 to ${maxParameters} numbers, texts and booleans.`,
      }),
    },
    resolve: async (query, _root, { jobId, parameters }, { stores, live, viewer }) => {
      const id = unwrap(
        await requestUpdate({ stores, live }, viewer, { parameters, jobId: keyOfNode('TrainingJob', jobId, 'jobId') }, new Date()),
      );
      return stores.prisma.parameterUpdate.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
  acknowledgeParameterUpdate: t.prismaField({
    type: ParameterUpdateRef,
    authScopes: { may: 'INGEST' },
    description: 'Stores what the trainer answers to a parameter update. The same answer again changes nothing.',
    args: { input: t.arg({ type: AcknowledgeParameterUpdateInputRef, required: true, description: 'The update, and the answer.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer }) => {
      const key = keyOfNode('ParameterUpdate', input.id, 'input.id');
      const id = unwrap(await answerUpdate({ stores, live }, viewer.workspaceId, { ...input, id: key }, new Date()), 'input');
      return stores.prisma.parameterUpdate.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
  declareTrainingParameters: t.prismaField({
    type: TrainingJobRef,
    authScopes: { may: 'INGEST' },
    description:
      'Stores which parameters the trainer of a job can change while it runs, with their values; replaces what was declared before.',
    args: { input: t.arg({ type: DeclareTrainingParametersInputRef, required: true, description: 'The job, and its parameters.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer }) => {
      const jobId = keyOfNode('TrainingJob', input.jobId, 'input.jobId');
      const id = unwrap(await declareParameters({ stores, live }, viewer.workspaceId, { ...input, jobId }, new Date()), 'input');
      return stores.prisma.trainingJob.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
  cancelTrainingJob: t.prismaField({
    type: TrainingJobRef,
    authScopes: { may: 'TRAIN' },
    description:
      'Asks for the end of a training job. A job that waits for a runner is CANCELLED at once; any other is CANCELLING until its trainer or runner confirms the end.',
    args: {
      id: t.arg.id({ required: true, description: 'Global id of the job.' }),
      saveCheckpoint: t.arg.boolean({ description: 'Whether the trainer is to save a checkpoint first; absent: not.' }),
    },
    resolve: async (query, _root, args, { stores, live, viewer }) => {
      const id = keyOfNode('TrainingJob', args.id, 'id');
      unwrap(await cancelJob({ stores, live }, viewer, { saveCheckpoint: args.saveCheckpoint, id }, new Date()));
      return stores.prisma.trainingJob.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
}));
