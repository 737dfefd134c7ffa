import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { lastChangeField } from '../audit/schema/last-change.ts';
import { TrainingJobRef } from '../training/schema/job.ts';
import { deleteTransfer, saveTransfer } from './commands.ts';
import { effectOfTransfer } from './loaders.ts';
import { TransferEffectRef } from './schema/effect.ts';

/** Sessions that are listed. */
const mostSessions = 500;
const noticeEveryMs = 1_000;

const TransferSessionRef = builder.prismaNode('TransferSession', {
  id: { field: 'id' },
  nullable: true,
  description: 'Knowledge that one model took over from another.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'Your id of the session.' }),
    sourceModel: t.exposeString('sourceModel', { description: 'Name of the model that gives, as messages name it.' }),
    targetModel: t.exposeString('targetModel', { description: 'Name of the model that takes, as messages name it.' }),
    domain: t.exposeString('domain', { description: 'Field of knowledge that was taken over.' }),
    method: t.exposeString('method', { description: 'Method of the transfer, such as fine-tuning, distillation or frozen layers.' }),
    layersTransferred: t.exposeInt('layersTransferred', {
      nullable: true,
      description: 'Number of layers that were taken over; null: not sent.',
    }),
    fineTuningEpochs: t.exposeFloat('fineTuningEpochs', { nullable: true, description: 'Epochs of the fine-tuning; null: not sent.' }),
    notes: t.exposeString('notes', { nullable: true, description: 'Notes; null: none were sent.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Start of the transfer.' }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true, description: 'End of the transfer; null: not sent.' }),
    job: t.field({
      type: TrainingJobRef,
      nullable: true,
      description: 'Training job of the transfer; null: none, or it was deleted.',
      select: { jobId: true },
      resolve: ({ jobId }, _args, { stores, viewer }) =>
        jobId === null ? null : stores.prisma.trainingJob.findUnique({ where: { id: jobId, workspaceId: viewer.workspaceId } }),
    }),
    effect: t.field({
      type: TransferEffectRef,
      complexity: { field: 5, multiplier: 1 },
      description: 'Worth of the transfer.',
      resolve: ({ id }, _args, context) => effectOfTransfer(context).load(id),
    }),
  }),
});

builder.prismaObjectField('TransferSession', 'lastChange', (t) => t.field(lastChangeField('TransferSession', 'session', ({ id }) => id)));

builder.queryField('transferSessions', (t) =>
  t.prismaField({
    type: [TransferSessionRef],
    authScopes: { may: 'READ' },
    complexity: { field: 5, multiplier: 20 },
    description: `Sessions of transfer learning, latest start first; at most ${mostSessions}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.transferSession.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId },
        orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
        take: mostSessions,
      }),
  }),
);

const TransferInputRef = builder.inputType('TransferSessionInput', {
  description:
    'A session of transfer learning. One by externalId: saved again, fields that are absent or null stay as they were. Names have 1 to 512 characters. Numbers that are absent are taken from benchmarks and trainings of the workspace.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: 'Your id of the session.' }),
    sourceModel: t.string({ required: true, description: 'Name of the model that gives, as messages name it.' }),
    targetModel: t.string({ required: true, description: 'Name of the model that takes, as messages name it.' }),
    domain: t.string({ required: true, description: 'Field of knowledge that is taken over.' }),
    method: t.string({ required: true, description: 'Method of the transfer.' }),
    layersTransferred: t.int({ description: 'Number of layers that are taken over, 0 or more.' }),
    fineTuningEpochs: t.float({ description: 'Epochs of the fine-tuning, 0 or more.' }),
    accuracyBefore: t.float({ description: 'Accuracy of the target before, 0 to 1; absent: by benchmarks.' }),
    accuracyAfter: t.float({ description: 'Accuracy of the target after, 0 to 1; absent: by benchmarks.' }),
    countBefore: t.int({ description: 'Number of items behind accuracyBefore, 1 or more.' }),
    countAfter: t.int({ description: 'Number of items behind accuracyAfter, 1 or more.' }),
    trainingTimeHours: t.float({ description: 'Duration of the training in hours; absent: by the job, else by the times.' }),
    trainingCostUsd: t.float({ description: 'Cost of the training in US dollars; absent: by the job.' }),
    scratchTimeHours: t.float({ description: 'Duration of a training from scratch in hours; absent: by such jobs of the target.' }),
    scratchCostUsd: t.float({ description: 'Cost of a training from scratch in US dollars; absent: by such jobs of the target.' }),
    jobId: t.id({ description: 'Global id of the training job of the transfer.' }),
    notes: t.string({ description: 'Notes, at most 1 MiB.' }),
    startedAt: t.field({ type: 'DateTime', description: 'Start of the transfer, from 2000 to one day ahead; absent: now.' }),
    completedAt: t.field({ type: 'DateTime', description: 'End of the transfer, from 2000 to one day ahead.' }),
  }),
});

builder.mutationFields((t) => ({
  saveTransferSession: t.prismaField({
    type: TransferSessionRef,
    authScopes: { may: 'INGEST' },
    description: 'Saves a session of transfer learning.',
    args: { input: t.arg({ type: TransferInputRef, required: true, description: 'The session to save.' }) },
    resolve: async (_query, _root, { input: { jobId, ...input } }, { stores, live, viewer }) => {
      const key = jobId == null ? null : keyOfNode('TrainingJob', jobId, 'input.jobId');
      return unwrap(await saveTransfer({ stores, live }, viewer.workspaceId, { ...input, jobId: key }, new Date()), 'input');
    },
  }),
  deleteTransferSession: t.globalID({
    authScopes: { may: 'DELETE_DATA' },
    description: 'Deletes a session of transfer learning, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: TransferSessionRef, description: 'Global id of the session.' }) },
    resolve: async (_root, { id }, { stores, live, viewer }) => ({
      type: TransferSessionRef,
      id: unwrap(await deleteTransfer({ stores, live }, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));

builder.subscriptionField('transferSessionsChanged', (t) =>
  t.boolean({
    authScopes: { may: 'READ' },
    description: 'A notice each time when sessions of transfer learning changed, at most once a second; always true.',
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'transfer.changed', viewer.workspaceId, { everyMs: noticeEveryMs }) as AsyncIterable<unknown>,
    resolve: () => true,
  }),
);
