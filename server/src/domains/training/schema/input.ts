import { builder } from '../../../platform/graphql/builder.ts';
import { TrainingMethod } from '../../models/schema.ts';
import { maxMetricNameLength } from '../types.ts';
import { ReportedTrainingStatusEnum, SentTrainingSourceEnum, TrainingEndReasonEnum, TrainingTypeEnum } from './enums.ts';
import './scalars.ts';

export const TrainingHardwareInputRef = builder.inputType('TrainingHardwareInput', {
  description: 'Machine of a training job.',
  fields: (t) => ({
    name: t.string({ description: 'Name of the machine or the kind of instance.' }),
    gpuName: t.string({ description: 'Name of the GPU model.' }),
    gpuCount: t.int({ description: 'Number of GPUs.' }),
    cpuCount: t.int({ description: 'Number of CPU cores.' }),
    memoryBytes: t.field({ type: 'Step', description: 'Main memory in bytes.' }),
  }),
});

type Fields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

/** What can be stated of a job when it is made and later. */
const jobFields = (t: Fields) => ({
  project: t.string({ description: 'Project of the job, such as an experiment of MLflow.' }),
  groupName: t.string({ description: 'Group of jobs that are compared or averaged together.' }),
  tags: t.stringList({ description: 'Tags, at most 100 of 1 to 100 characters; replace the stored ones.' }),
  notes: t.string({ description: 'Notes in Markdown, at most 1 MiB.' }),
  trainingType: t.field({ type: TrainingTypeEnum, description: 'Kind of training.' }),
  trainingMethod: t.field({ type: TrainingMethod, description: 'Method of training.' }),
  baseModel: t.string({ description: 'Name of the model that is trained on.' }),
  modelVersion: t.string({ description: 'Version of the model that the job produces.' }),
  outputModel: t.string({ description: 'Name under which the trained model is registered.' }),
  hyperparameters: t.field({
    type: 'JSON',
    description: 'Hyperparameters, a JSON object of at most 1 MiB; merged into the stored ones by name.',
  }),
  datasetId: t.string({ description: 'Id of the dataset, as its owner names it.' }),
  datasetName: t.string({ description: 'Name of the dataset.' }),
  datasetSize: t.field({ type: 'Step', description: 'Number of examples in the dataset.' }),
  datasetQualityScore: t.float({ description: 'Quality of the dataset, as scored by the sender, 0 or more.' }),
  datasetSplit: t.floatList({ description: 'Shares of training, validation and test, each 0 to 1; at most 10.' }),
  totalEpochs: t.float({ description: 'Number of epochs that are planned.' }),
  totalSteps: t.field({ type: 'Step', description: 'Number of steps that are planned.' }),
  totalTokensProcessed: t.field({ type: 'Step', description: 'Number of tokens seen until now.' }),
  hardware: t.field({ type: TrainingHardwareInputRef, description: 'Machine of the job; replaces the stored one.' }),
  hourlyUsd: t.float({ description: 'Price of the machine for an hour, in US dollars.' }),
  userName: t.string({ description: 'Name of the person who started the job.' }),
  startedAt: t.field({ type: 'DateTime', description: 'Time when the training began; absent: now.' }),
});

export const TrainingJobInputRef = builder.inputType('TrainingJobInput', {
  description:
    'A training job to make, or to change where one with its externalId exists. A field that is absent stays as it was; one that is null is cleared. Ids and names have 1 to 512 characters.',
  fields: (t) => ({
    externalId: t.string({ description: 'Your id of the job; the same id again changes the job. Absent: a new job is made.' }),
    name: t.string({ description: 'Name of the job; absent: a new job is named after its externalId or the time.' }),
    source: t.field({
      type: SentTrainingSourceEnum,
      description: 'Way by which a new job came in; absent: API. Not changed later.',
    }),
    ...jobFields(t),
  }),
});

export const EditTrainingJobInputRef = builder.inputType('EditTrainingJobInput', {
  description: 'Fields of a training job to change. A field that is absent stays as it was; one that is null is cleared.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the job.' }),
    name: t.string({ description: 'Name of the job, 1 to 512 characters; null: stays as it was.' }),
    ...jobFields(t),
  }),
});

export const StartTrainingAttemptInputRef = builder.inputType('StartTrainingAttemptInput', {
  description: 'A restart of the trainer of a job.',
  fields: (t) => ({
    jobId: t.id({ required: true, description: 'Global id of the job.' }),
    resumedFromStep: t.field({
      type: 'Step',
      description: 'Step of the checkpoint at which the training goes on; absent: known when the first point comes.',
    }),
    startedAt: t.field({ type: 'DateTime', description: 'Time when the attempt began, from 2000 to one day ahead; absent: now.' }),
  }),
});

export const ReportTrainingStatusInputRef = builder.inputType('ReportTrainingStatusInput', {
  description: 'State of a job, as its trainer reports it.',
  fields: (t) => ({
    jobId: t.id({ required: true, description: 'Global id of the job.' }),
    status: t.field({ type: ReportedTrainingStatusEnum, required: true, description: 'State of the job.' }),
    errorDetails: t.string({ description: 'Error in which the job ended, at most 1 MiB.' }),
    endReason: t.field({
      type: TrainingEndReasonEnum,
      description: 'Reason of the end; absent: COMPLETED of FINISHED, REPORTED of FAILED, USER of CANCELLED.',
    }),
    endedAt: t.field({
      type: 'DateTime',
      description: 'Time when the job ended, from the start of the job to one day ahead; absent: now.',
    }),
    attempt: t.int({
      description: 'Attempt that reports, from 1; absent: the current one. A report of an earlier attempt changes nothing of the job.',
    }),
  }),
});

const names = `1 to ${maxMetricNameLength} characters`;

export const TrainingPointInputRef = builder.inputType('TrainingPointInput', {
  description: 'A point of a training curve. One by job, metric, step and attempt: the same again replaces it.',
  fields: (t) => ({
    metric: t.string({
      required: true,
      description: `Name of the metric, ${names}. "train/loss" and "loss" are one metric, "eval/loss" and "eval_loss" another; names that begin with "system/" are of the machine.`,
    }),
    step: t.field({ type: 'Step', required: true, description: 'Step of the trainer.' }),
    value: t.field({ type: 'MetricValue', required: true, description: 'Value of the metric at the step.' }),
    at: t.field({ type: 'DateTime', description: 'Time of the point, from 2000 to one day ahead; absent: now.' }),
    attempt: t.int({ description: 'Attempt that made the point, from 1; absent: the current one.' }),
  }),
});

export const SystemPointInputRef = builder.inputType('SystemPointInput', {
  description: 'A measurement of the machine of a training job. One by job, metric, attempt and time in milliseconds.',
  fields: (t) => ({
    metric: t.string({
      required: true,
      description: `Name of the metric, ${names}; stored with the prefix "system/", whether it is sent with it or not.`,
    }),
    value: t.field({ type: 'MetricValue', required: true, description: 'Value of the metric at the time.' }),
    at: t.field({ type: 'DateTime', description: 'Time of the measurement, from 2000 to one day ahead; absent: now.' }),
  }),
});
