import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { TrainingMethod } from '../../models/schema.ts';

export const ModelVersionRef = builder.prismaNode('ModelVersion', {
  id: { field: 'id' },
  nullable: true,
  description: 'A model as one training job made it, or as a registration states, with the settings of the training.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Number of the version within its model, from 1 in the order of registration.' }),
    label: t.exposeString('label', { nullable: true, description: 'Version by the own count of the trainer; null: not reported.' }),
    model: t.relation('model', { description: 'The model of which this is a version.' }),
    job: t.relation('job', {
      nullable: true,
      description: 'The training job that made the version; null: the job was deleted, or the version was registered without one.',
    }),
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
    registeredAt: t.expose('registeredAt', { type: 'DateTime', description: 'Time when the version was registered.' }),
    madeAt: t.expose('madeAt', { type: 'DateTime', description: 'End of the job, else the time that was stated, else the registration.' }),
    parent: t.relation('parent', {
      nullable: true,
      description:
        'Version that this one was made from: as stated, else the version of the model before, else the newest version then of its base model; null: none is known, or the parent was deleted.',
    }),
    parentName: t.exposeString('parentName', {
      nullable: true,
      description: 'Model and number of the parent, kept when the parent is deleted; null: none is known.',
    }),
    servedAs: t.exposeStringList('servedAs', {
      description:
        'Further names by which messages and benchmarks name this version alone, beside `model:label`, `model@label`, `model:v1` and `model@1`.',
    }),
  }),
});

builder.prismaObjectField('ModelVersion', 'lastChange', (t) => t.field(lastChangeField('ModelVersion', 'version', ({ id }) => id)));
