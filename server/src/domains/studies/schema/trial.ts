import { builder } from '../../../platform/graphql/builder.ts';
import { TrainingJobRef } from '../../training/schema/job.ts';
import { jobById, reportsOfTrial } from '../loaders.ts';
import type { Trial } from '../load/trials.ts';
import { StudyTrialStateEnum } from './enums.ts';

const ReportRef = builder.objectRef<{ readonly step: number; readonly value: number }>('StudyReport').implement({
  description: 'First objective of a trial at a step before its end.',
  fields: (t) => ({
    step: t.exposeFloat('step', { description: 'Step of the report.' }),
    value: t.float({
      nullable: true,
      description: 'Value at the step; null: it was no number.',
      resolve: ({ value }) => (Number.isFinite(value) ? value : null),
    }),
  }),
});

export const StudyTrialRef = builder.objectRef<Trial>('StudyTrial').implement({
  description: 'One choice of parameters in a study, and what it was worth.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Number of the trial in its study, from 0.' }),
    state: t.expose('state', { type: StudyTrialStateEnum, description: 'State of the trial.' }),
    parameters: t.expose('parameters', {
      type: 'JSON',
      description: 'Values of the parameters by name; one whose condition does not hold is left out.',
    }),
    values: t.expose('values', {
      type: ['Float'],
      nullable: true,
      description: 'Value of each objective; null: the trial has none.',
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why the trial failed or was pruned; null: neither, or no reason was sent.',
    }),
    externalId: t.exposeString('externalId', { nullable: true, description: 'Your id of the trial; null: it was asked for here.' }),
    job: t.field({
      type: TrainingJobRef,
      nullable: true,
      description: 'Training job that the trial is; null: a program ran the trial, or the job was deleted.',
      resolve: ({ jobId }, _args, context) => (jobId === null ? null : jobById(context).load(jobId)),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Time when the trial was given out.' }),
    heardAt: t.expose('heardAt', { type: 'DateTime', description: 'Time of the last report, or of the end.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'Time when the end was sent; null: the trial runs.' }),
    lastStep: t.exposeFloat('lastStep', { nullable: true, description: 'Greatest step of a report; null: none came.' }),
    reports: t.field({
      type: [ReportRef],
      description: 'Reports of the trial by step.',
      complexity: 10,
      resolve: async ({ study: { id }, number }, _args, context) => [...(await reportsOfTrial(context).load(`${id} ${number}`))],
    }),
  }),
});
