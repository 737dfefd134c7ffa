import { builder } from '../../platform/graphql/builder.ts';
import type { Model, TrainingJob } from '../../platform/store/prisma/generated/client.ts';
import { ModelRef, TrainingMethod } from '../models/schema.ts';
import { TrainingJobRef } from '../training/schema/job.ts';

/** Versions of a model that are shown. */
const mostVersions = 200;

const ModelVersionRef = builder.prismaObject('ModelVersion', {
  description: 'A model as one training job made it, with what the job was made with.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Number of the version within its model, from 1 in the order of registration.' }),
    label: t.exposeString('label', { nullable: true, description: 'Version by the own count of the trainer; null: not reported.' }),
    model: t.relation('model', { description: 'The model of which this is a version.' }),
    job: t.relation('job', { nullable: true, description: 'The training job that made the version; null: the job was deleted.' }),
    trainingMethod: t.expose('trainingMethod', {
      type: TrainingMethod,
      nullable: true,
      description: 'Method by which the version was trained; null: not reported.',
    }),
    baseModel: t.exposeString('baseModel', {
      nullable: true,
      description: 'Name of the model that the version was trained from; null: not reported.',
    }),
    trainingDataset: t.exposeString('trainingDataset', {
      nullable: true,
      description: 'Name, else id, of the dataset that the version was trained on; null: not reported.',
    }),
    hyperparameters: t.expose('hyperparameters', { type: 'JSON', description: 'Hyperparameters of the job by name, as sent.' }),
    registeredAt: t.expose('registeredAt', { type: 'DateTime', description: 'Time when the job registered the version.' }),
  }),
});

builder.prismaObjectFields(ModelRef, (t) => ({
  versions: t.relation('versions', {
    description: `Versions of the model that training jobs made, newest first; at most ${mostVersions}.`,
    query: { orderBy: { version: 'desc' }, take: mostVersions },
  }),
  trainingJob: t.field({
    type: TrainingJobRef,
    nullable: true,
    description: 'Training job that made the newest version of the model; null: no job registered the model, or the job was deleted.',
    select: (_args, _context, nested) => ({
      versions: { orderBy: { version: 'desc' }, take: 1, select: { job: nested(true) } },
    }),
    resolve: (model) => (model as unknown as { versions: { job: TrainingJob | null }[] }).versions[0]?.job ?? null,
  }),
}));

builder.prismaObjectFields(TrainingJobRef, (t) => ({
  registration: t.relation('registration', {
    type: ModelVersionRef,
    nullable: true,
    description: 'Version of a model that the finished job became; null: the job registered none.',
  }),
  model: t.field({
    type: ModelRef,
    nullable: true,
    description: 'Model that the finished job became; null: the job registered none.',
    select: (_args, _context, nested) => ({ registration: { select: { model: nested(true) } } }),
    resolve: (job) => (job as unknown as { registration: { model: Model } | null }).registration?.model ?? null,
  }),
}));
