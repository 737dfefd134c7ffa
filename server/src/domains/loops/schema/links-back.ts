import { builder } from '../../../platform/graphql/builder.ts';
import { DatasetVersionRef } from '../../datasets/schema/version.ts';
import { EvaluationRunRef } from '../../evaluation-runs/schema/run.ts';
import { TrainingJobRef } from '../../training/schema/job.ts';
import { LoopRef } from './loop.ts';

builder.prismaObjectField(DatasetVersionRef, 'loop', (t) =>
  t.prismaField({
    type: LoopRef,
    nullable: true,
    description: 'Loop that has made the version, the newest; null: none.',
    select: { id: true, workspaceId: true },
    resolve: (query, { id, workspaceId }, _args, { stores }) =>
      stores.prisma.loop.findFirst({ ...query, where: { workspaceId, datasetVersionId: id }, orderBy: { createdAt: 'desc' } }),
  }),
);

builder.prismaObjectField(TrainingJobRef, 'loop', (t) =>
  t.prismaField({
    type: LoopRef,
    nullable: true,
    description: 'Loop that has the job, the newest; null: none.',
    select: { id: true, workspaceId: true },
    resolve: (query, { id, workspaceId }, _args, { stores }) =>
      stores.prisma.loop.findFirst({ ...query, where: { workspaceId, jobId: id }, orderBy: { createdAt: 'desc' } }),
  }),
);

builder.prismaObjectField('ModelVersion', 'loop', (t) =>
  t.prismaField({
    type: LoopRef,
    nullable: true,
    description: 'Loop that has made the version, the newest; null: none.',
    select: { modelId: true, version: true, workspaceId: true },
    resolve: (query, { modelId, version, workspaceId }, _args, { stores }) =>
      stores.prisma.loop.findFirst({ ...query, where: { workspaceId, modelId, modelVersion: version }, orderBy: { createdAt: 'desc' } }),
  }),
);

builder.prismaObjectField(EvaluationRunRef, 'loop', (t) =>
  t.prismaField({
    type: LoopRef,
    nullable: true,
    description: 'Loop whose prompts the run answers; null: none.',
    select: { id: true, workspaceId: true },
    resolve: (query, { id, workspaceId }, _args, { stores }) =>
      stores.prisma.loop.findFirst({ ...query, where: { workspaceId, evaluationRunId: id }, orderBy: { createdAt: 'desc' } }),
  }),
);
