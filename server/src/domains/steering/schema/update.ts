import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { TrainingJobRef } from '../../training/schema/job.ts';
import type { Control } from '../load.ts';
import { stopDueAt } from '../pure/deadline.ts';
import type { DeclaredParameter } from '../types.ts';
import { ParameterChangeEnum, ParameterTypeEnum, ParameterUpdateStatusEnum } from './enums.ts';

export const ParameterUpdateRef = builder.prismaNode('ParameterUpdate', {
  id: { field: 'id' },
  nullable: true,
  description: 'A request to change parameters of a training job while the job runs, with the answer of the trainer.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    job: t.relation('job', { description: 'Training job that the change is for.' }),
    attempt: t.exposeInt('attempt', { description: 'Attempt of the job that ran when the change was requested, from 1.' }),
    parameters: t.expose('parameters', { type: 'JSON', description: 'New values by name.' }),
    previous: t.expose('previous', {
      type: 'JSON',
      description: 'Values before the change by name, as the trainer declared them; null: not reported.',
    }),
    status: t.expose('status', { type: ParameterUpdateStatusEnum, description: 'State of the update.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Reason of the refusal; null: not refused.' }),
    appliedAtStep: t.expose('appliedAtStep', {
      type: 'Step',
      nullable: true,
      description: 'First step with the new values; null: not applied, or the trainer did not report it.',
    }),
    requestedBy: t.exposeString('requestedBy', {
      nullable: true,
      description: 'Name of the API key of the request; null: a local request without a key.',
    }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'Time of the request.' }),
    deliveredAt: t.expose('deliveredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the trainer had received the update; null: it has not.',
    }),
    decidedAt: t.expose('decidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the update was applied or refused; null: it waits.',
    }),
  }),
});

const DeclaredParameterRef = builder.objectRef<DeclaredParameter>('DeclaredParameter').implement({
  description: 'A parameter as the trainer of a job declared it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the parameter.' }),
    type: t.expose('type', { type: ParameterTypeEnum, description: 'Type of the values.' }),
    applies: t.expose('applies', { type: ParameterChangeEnum, description: 'Time at which a change takes effect.' }),
    minimum: t.exposeFloat('minimum', { nullable: true, description: 'Least number; null: no bound.' }),
    maximum: t.exposeFloat('maximum', { nullable: true, description: 'Greatest number; null: no bound.' }),
    current: t.expose('current', { type: 'JSON', nullable: true, description: 'Present value; null: not reported.' }),
  }),
});

export const TrainingControlRef = builder.objectRef<Control>('TrainingControl').implement({
  description: 'What the trainer of a job is to do.',
  fields: (t) => ({
    shouldStop: t.exposeBoolean('shouldStop', { description: 'Whether the trainer is to stop.' }),
    saveCheckpoint: t.exposeBoolean('saveCheckpoint', { description: 'Whether the trainer is to save a checkpoint before the stop.' }),
    updates: t.prismaField({
      type: [ParameterUpdateRef],
      description:
        'Every update that was neither applied nor refused, in the order of the requests, at most 1,000; a trainer that was restarted receives those again that were delivered.',
      resolve: (query, { jobId }, _args, { stores, viewer }) =>
        stores.prisma.parameterUpdate.findMany({
          ...query,
          where: { workspaceId: viewer.workspaceId, jobId, status: { in: ['REQUESTED', 'DELIVERED'] } },
          orderBy: { number: 'asc' },
          take: 1_000,
        }),
    }),
  }),
});

builder.prismaObjectFields(TrainingJobRef, (t) => ({
  parameterUpdates: t.relation('parameterUpdates', {
    description: 'Changes of parameters that were requested, the last 200, in the order of the requests.',
    query: { orderBy: { number: 'asc' }, take: -200 },
  }),
  parameters: t.field({
    type: [DeclaredParameterRef],
    description: 'Parameters that the trainer has declared; empty: none.',
    select: { control: { select: { parameters: true } } },
    resolve: ({ control }) => (control?.parameters ?? []) as unknown as DeclaredParameter[],
  }),
  stopRequestedAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'Time of the last request to end the job; null: there was none.',
    select: { control: { select: { stopRequestedAt: true } } },
    resolve: ({ control }) => control?.stopRequestedAt ?? null,
  }),
  stopDueAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'Time by which a job that is CANCELLING should have confirmed its end; null: it is in another state.',
    select: { status: true, control: { select: { stopRequestedAt: true, stopSavesCheckpoint: true } } },
    resolve: ({ status, control }) =>
      status !== 'CANCELLING' || control === null || control.stopRequestedAt === null
        ? null
        : stopDueAt(control.stopRequestedAt, control.stopSavesCheckpoint),
  }),
}));
