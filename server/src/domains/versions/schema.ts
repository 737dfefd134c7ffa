import { builder } from '../../platform/graphql/builder.ts';
import type { Model, TrainingJob } from '../../platform/store/prisma/generated/client.ts';
import { ModelRef } from '../models/schema.ts';
import { TrainingJobRef } from '../training/schema/job.ts';
import { ModelVersionRef } from './schema/version.ts';
import './schema/evolution.ts';
import './schema/input.ts';
import './schema/release.ts';

/** Versions of a model that are shown. */
const mostVersions = 200;

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
