import { builder } from '../../../platform/graphql/builder.ts';
import { BadArgument } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { TrainingMethod } from '../../models/schema.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import { matchesGlob } from '../pure/glob.ts';
import { etaSeconds, progressShare } from '../pure/outlook.ts';
import { metricNamesOf, metricsOf, systemMetricNamesOf, systemMetricsOf } from '../loaders.ts';
import type { MetricRow } from '../queries/metrics.ts';
import { shownValue, valueKinds } from '../pure/curve.ts';
import { alertLevels, alertPrefix, type Alert, type AlertLevel } from '../types.ts';
import { TrainingAlertLevelEnum, TrainingEndReasonEnum, TrainingSourceEnum, TrainingStatusEnum, TrainingTypeEnum } from './enums.ts';
import './scalars.ts';

const maxGlobLength = 512;

export interface Hardware {
  readonly name?: string | null;
  readonly gpuName?: string | null;
  readonly gpuCount?: number | null;
  readonly cpuCount?: number | null;
  readonly memoryBytes?: number | null;
}

export const TrainingHardwareRef = builder.objectRef<Hardware>('TrainingHardware').implement({
  description: 'Machine of a training job, as reported.',
  fields: (t) => ({
    name: t.string({ nullable: true, description: 'Name of the machine; null: not reported.', resolve: ({ name }) => name ?? null }),
    gpuName: t.string({
      nullable: true,
      description: 'Name of the GPU model; null: not reported.',
      resolve: ({ gpuName }) => gpuName ?? null,
    }),
    gpuCount: t.int({ nullable: true, description: 'Number of GPUs; null: not reported.', resolve: ({ gpuCount }) => gpuCount ?? null }),
    cpuCount: t.int({
      nullable: true,
      description: 'Number of CPU cores; null: not reported.',
      resolve: ({ cpuCount }) => cpuCount ?? null,
    }),
    memoryBytes: t.field({
      type: 'Step',
      nullable: true,
      description: 'Main memory in bytes; null: not reported.',
      resolve: ({ memoryBytes }) => memoryBytes ?? null,
    }),
  }),
});

builder.prismaObject('TrainingAttempt', {
  description: 'One run of the trainer of a job. A later attempt supersedes the steps of earlier ones from its first step on.',
  fields: (t) => ({
    attempt: t.exposeInt('attempt', { description: 'Number of the attempt, from 1.' }),
    firstStep: t.field({
      type: 'Step',
      nullable: true,
      description: 'First step that the attempt repeats or adds to earlier ones; null: none has come.',
      select: { firstStep: true },
      resolve: ({ firstStep }) => firstStep,
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Time when the attempt began.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'Time when the attempt ended; null: it goes on.' }),
    endReason: t.expose('endReason', {
      type: TrainingEndReasonEnum,
      nullable: true,
      description: 'Reason of the end; null: the attempt goes on, or a later one followed without a report.',
    }),
    exitCode: t.exposeInt('exitCode', { nullable: true, description: 'Exit code of the command; null: not reported.' }),
  }),
});

const MetricRef = builder.objectRef<MetricRow>('TrainingMetric').implement({
  description: 'What is known of one metric of a training job, over all of its attempts.',
  fields: (t) => ({
    name: t.exposeString('metric', { description: 'Name under which the metric is stored.' }),
    spellings: t.exposeStringList('spellings', { description: 'Names by which trainers sent the metric, in alphabetical order.' }),
    latest: t.field({
      type: 'MetricValue',
      description: 'Value at the last step of the last attempt that has the metric.',
      resolve: (metric) => latestOf(metric),
    }),
    min: t.expose('least', { type: 'Float', nullable: true, description: 'Least finite value; null: no value is finite.' }),
    max: t.expose('greatest', { type: 'Float', nullable: true, description: 'Greatest finite value; null: no value is finite.' }),
    firstStep: t.expose('firstStep', { type: 'Step', description: 'Least step with a value.' }),
    lastStep: t.expose('lastStep', { type: 'Step', description: 'Greatest step with a value.' }),
    firstNonFiniteStep: t.expose('firstNonFiniteStep', {
      type: 'Step',
      nullable: true,
      description: 'Least step at which the value is NaN or infinite; null: all values are finite.',
    }),
    receivedCount: t.field({
      type: 'Step',
      description: 'Number of points that were received, points that were sent again included.',
      resolve: ({ receivedCount }) => receivedCount,
    }),
  }),
});

const latestOf = ({ latest, latestKind }: MetricRow): number => valueKinds[latestKind as 0 | 1 | 2 | 3] ?? (latest as number);

const alertLevelOf = ({ level }: Alert): AlertLevel => alertLevels.find((known) => known === level.toUpperCase()) ?? 'WARN';

const AlertRef = builder.objectRef<Alert>('TrainingAlert').implement({
  description: 'An alert that the trainer of a job sent.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Title of the alert.' }),
    text: t.exposeString('text', { nullable: true, description: 'Text of the alert; null: none was sent.' }),
    level: t.field({
      type: TrainingAlertLevelEnum,
      description: 'Urgency of the alert; one that is not known counts as WARN.',
      resolve: alertLevelOf,
    }),
    step: t.expose('step', { type: 'Step', nullable: true, description: 'Step at which the trainer raised the alert; null: not sent.' }),
    at: t.field({ type: 'DateTime', description: 'Time when the trainer raised the alert.', resolve: ({ at }) => new Date(at) }),
  }),
});

/** Alerts of a job that are shown. */
const mostAlerts = 200;

const alertsOf = (attributes: unknown): Alert[] =>
  Object.entries(attributes as Record<string, unknown>)
    .flatMap(([name, alert]) => (name.startsWith(alertPrefix) ? [alert as Alert] : []))
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .slice(0, mostAlerts);

/** Other domains add to a job what they know of it. */
export const TrainingJobRef = builder.prismaNode('TrainingJob', {
  id: { field: 'id' },
  nullable: true,
  description: 'A training of a model: what it was made with, how far it has come, its curves, and how it ended.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true, attempt: true, startedAt: true, createdAt: true },
  fields: (t) => ({
    externalId: t.exposeString('externalId', { nullable: true, description: 'Id that the job was sent with; null: none.' }),
    name: t.exposeString('name', { description: 'Name of the job.' }),
    project: t.exposeString('project', { nullable: true, description: 'Project of the job; null: none.' }),
    groupName: t.exposeString('groupName', { nullable: true, description: 'Group of the job; null: none.' }),
    tags: t.exposeStringList('tags', { description: 'Tags of the job.' }),
    notes: t.exposeString('notes', { nullable: true, description: 'Notes in Markdown; null: none.' }),
    source: t.expose('source', { type: TrainingSourceEnum, description: 'Way by which the job came in.' }),
    status: t.expose('status', { type: TrainingStatusEnum, description: 'State of the job.' }),
    endReason: t.expose('endReason', {
      type: TrainingEndReasonEnum,
      nullable: true,
      description: 'Reason of the end; null: the job has not ended.',
    }),
    errorDetails: t.exposeString('errorDetails', { nullable: true, description: 'Error in which the job ended; null: none was reported.' }),
    attempt: t.exposeInt('attempt', { description: 'Number of the current attempt, from 1.' }),
    attempts: t.relation('attempts', {
      description: 'Attempts of the job, first to last.',
      query: { orderBy: { attempt: 'asc' } },
    }),
    trainingType: t.expose('trainingType', {
      type: TrainingTypeEnum,
      nullable: true,
      description: 'Kind of training; null: not reported.',
    }),
    trainingMethod: t.expose('trainingMethod', {
      type: TrainingMethod,
      nullable: true,
      description: 'Method of training; null: not reported.',
    }),
    baseModel: t.exposeString('baseModel', { nullable: true, description: 'Name of the model that is trained on; null: not reported.' }),
    modelVersion: t.exposeString('modelVersion', {
      nullable: true,
      description: 'Version of the model that the job produces; null: not reported.',
    }),
    outputModel: t.exposeString('outputModel', {
      nullable: true,
      description: 'Name under which the trained model is registered; null: none.',
    }),
    hyperparameters: t.expose('hyperparameters', { type: 'JSON', description: 'Hyperparameters by name, as sent.' }),
    datasetId: t.exposeString('datasetId', { nullable: true, description: 'Id of the dataset, as sent; null: not reported.' }),
    datasetName: t.exposeString('datasetName', { nullable: true, description: 'Name of the dataset; null: not reported.' }),
    datasetSize: t.expose('datasetSize', {
      type: 'Step',
      nullable: true,
      description: 'Number of examples in the dataset; null: not reported.',
    }),
    datasetQualityScore: t.exposeFloat('datasetQualityScore', {
      nullable: true,
      description: 'Quality of the dataset, as scored by the sender; null: not reported.',
    }),
    datasetSplit: t.exposeFloatList('datasetSplit', {
      description: 'Shares of training, validation and test, each 0 to 1; empty: not reported.',
    }),
    totalEpochs: t.exposeFloat('totalEpochs', { nullable: true, description: 'Number of epochs that are planned; null: not reported.' }),
    totalSteps: t.expose('totalSteps', {
      type: 'Step',
      nullable: true,
      description: 'Number of steps that are planned; null: not reported.',
    }),
    totalTokensProcessed: t.expose('totalTokensProcessed', {
      type: 'Step',
      nullable: true,
      description: 'Number of tokens seen until now; null: not reported.',
    }),
    hardware: t.field({
      type: TrainingHardwareRef,
      nullable: true,
      description: 'Machine of the job; null: not reported.',
      select: { hardware: true },
      resolve: ({ hardware }) => hardware as Hardware | null,
    }),
    hourlyUsd: t.float({
      nullable: true,
      description: 'Price of the machine for an hour in US dollars; null: not known.',
      select: { hourlyNanoUsd: true },
      resolve: ({ hourlyNanoUsd }) => (hourlyNanoUsd === null ? null : usdFromNano(hourlyNanoUsd)),
    }),
    alerts: t.field({
      type: [AlertRef],
      description: `Alerts that the trainer sent, newest first; at most ${mostAlerts}.`,
      select: { attributes: true },
      resolve: ({ attributes }) => alertsOf(attributes),
    }),
    userName: t.exposeString('userName', { nullable: true, description: 'Name of the person who started the job; null: not reported.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the job was made.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'Time when the training began; null: it has not.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'Time when the job ended; null: it has not.' }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Time when a client of MLflow deleted the run, which stays out of lists until a client restores the run; null: not deleted.',
    }),
    heardAt: t.expose('heardAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last point, beat or report of the trainer; null: nothing came.',
    }),
    currentStep: t.expose('currentStep', {
      type: 'Step',
      nullable: true,
      description: 'Greatest step of the last attempt that has any, in whatever order points came; null: no point has come.',
    }),
    currentEpoch: t.exposeFloat('currentEpoch', { nullable: true, description: 'Last value of the metric "epoch"; null: not logged.' }),
    progressShare: t.float({
      nullable: true,
      description: 'Share of the planned steps or epochs that is done, 0 to 1; null: the total is not known.',
      select: {
        status: true,
        currentStep: true,
        totalSteps: true,
        currentEpoch: true,
        totalEpochs: true,
        startedAt: true,
        stepMs: true,
      },
      resolve: (job) => progressShare(job),
    }),
    etaSeconds: t.int({
      nullable: true,
      description: 'Seconds until the end at the pace of the last steps; null: not known, or the job does not run.',
      select: {
        status: true,
        currentStep: true,
        totalSteps: true,
        currentEpoch: true,
        totalEpochs: true,
        startedAt: true,
        stepMs: true,
      },
      resolve: (job) => etaSeconds(job, new Date()),
    }),
    lastLoss: t.field({
      type: 'MetricValue',
      nullable: true,
      description: 'Last value of the metric "loss"; null: not logged.',
      select: { lastLoss: true },
      resolve: ({ lastLoss }) => lastLoss,
    }),
    lastEvalLoss: t.field({
      type: 'MetricValue',
      nullable: true,
      description: 'Last value of the metric "eval_loss"; null: not logged.',
      select: { lastEvalLoss: true },
      resolve: ({ lastEvalLoss }) => lastEvalLoss,
    }),
    bestEvalLoss: t.exposeFloat('bestEvalLoss', {
      nullable: true,
      description: 'Least finite value of the metric "eval_loss"; null: not logged.',
    }),
    bestEvalStep: t.expose('bestEvalStep', {
      type: 'Step',
      nullable: true,
      description: 'Step of the least evaluation loss; null: not logged.',
    }),
    metricNames: t.stringList({
      description: 'Names of the metrics of the model, in alphabetical order.',
      resolve: ({ id }, _args, context) => metricNamesOf(context).load(id),
    }),
    systemMetricNames: t.stringList({
      description: 'Names of the metrics of the machine, in alphabetical order; each begins with "system/".',
      resolve: ({ id }, _args, context) => systemMetricNamesOf(context).load(id),
    }),
    metrics: t.field({
      type: [MetricRef],
      description: 'Metrics of the model, and of the machine where the pattern begins with "system/", in alphabetical order.',
      args: {
        glob: t.arg.string({
          description: `Pattern of the names, in which * stands for any text and ? for one character, at most ${maxGlobLength} characters; absent: all metrics of the model.`,
        }),
      },
      resolve: async ({ id }, { glob }, context) => {
        const pattern = glob ?? '*';
        if (pattern.length > maxGlobLength)
          throw new BadArgument('glob', `has ${pattern.length} characters; at most ${maxGlobLength} are taken`);
        const metrics = await (pattern.startsWith('system/') ? systemMetricsOf : metricsOf)(context).load(id);
        return metrics.filter(({ metric }) => matchesGlob(metric, pattern));
      },
    }),
    latest: t.field({
      type: 'JSON',
      description: 'Latest value of each metric of the model, by name; what is not finite is "NaN", "Infinity" or "-Infinity".',
      resolve: async ({ id }, _args, context) =>
        Object.fromEntries((await metricsOf(context).load(id)).map((metric) => [metric.metric, shownValue(latestOf(metric))])),
    }),
  }),
});
