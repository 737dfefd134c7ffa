import { builder } from '../../../platform/graphql/builder.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { BadArgument } from '../../../platform/graphql/errors.ts';
import { canonicalMetric, isSystemMetric } from '../pure/metric-name.ts';
import { shownValue, type Curve } from '../pure/curve.ts';
import { placingsOn, readCurves, type SeriesRequest } from '../load/series.ts';
import { sparklinePoints } from '../load/sparklines.ts';
import { sparklineOf } from '../loaders.ts';
import { TrainingAttemptsEnum, TrainingAxisEnum } from './enums.ts';
import { TrainingJobRef } from './job.ts';

const defaultPoints = 1_000;
const maxPointsOfCurve = 20_000;
const maxMetrics = 100;
const maxJobs = 200;

interface Point {
  readonly metric: string;
  readonly step: number;
  readonly value: number;
  readonly at: Date;
  readonly attempt: number;
  readonly x: number | null;
}

export const TrainingPointRef = builder.objectRef<Point>('TrainingPoint').implement({
  description: 'A point of a training curve.',
  fields: (t) => ({
    metric: t.exposeString('metric', { description: 'Name under which the metric is stored.' }),
    step: t.expose('step', { type: 'Step', description: 'Step of the trainer; of a metric of the machine: milliseconds since 1970.' }),
    value: t.expose('value', { type: 'MetricValue', description: 'Value of the metric at the step.' }),
    at: t.expose('at', { type: 'DateTime', description: 'Time of the point.' }),
    attempt: t.exposeInt('attempt', { description: 'Attempt that made the point, from 1.' }),
    x: t.exposeFloat('x', {
      nullable: true,
      description: 'Place of the point on the asked axis; null: the job logs no such counter.',
    }),
  }),
});

const range = {
  maxPoints: `Number of points that a curve has at most where all are finite, 4 to ${maxPointsOfCurve}; absent: ${defaultPoints}. A longer curve keeps first, last, least and greatest point, and first NaN and infinity, of each stretch.`,
  fromStep: 'First step, included; absent: from the beginning.',
  toStep: 'Last step, included; absent: to the end.',
  x: 'Axis of the field x; absent: STEP.',
  attempts: 'Attempts whose points are read; absent: CURRENT.',
} as const;

interface Range {
  readonly maxPoints?: number | null | undefined;
  readonly fromStep?: number | null | undefined;
  readonly toStep?: number | null | undefined;
  readonly attempts?: 'CURRENT' | 'ALL' | null | undefined;
}

/** The name under which a metric is stored; what cannot be stored is the name of none. */
const storedName = (metric: string): string => canonicalMetric(metric.trim().replaceAll('\u0000', '').toWellFormed());

function requestOf(metrics: readonly string[], { maxPoints, fromStep, toStep, attempts }: Range): SeriesRequest {
  const asked = maxPoints ?? defaultPoints;
  if (asked < 4 || asked > maxPointsOfCurve) throw new BadArgument('maxPoints', `is ${asked}; 4 to ${maxPointsOfCurve} is taken`);
  if (metrics.length > maxMetrics) throw new BadArgument('metrics', `has ${metrics.length} names; at most ${maxMetrics} are taken`);
  return {
    metrics: [...new Set(metrics.map(storedName))],
    maxPoints: asked,
    fromStep: fromStep ?? null,
    toStep: toStep ?? null,
    isCurrentOnly: attempts !== 'ALL',
  };
}

/** A curve as the scalar `TrainingColumns` shows it. */
const shownCurve = (curve: Curve, x: readonly (number | null)[]): object => ({
  x,
  step: curve.step,
  value: curve.value.every(Number.isFinite) ? curve.value : curve.value.map(shownValue),
  at: curve.at,
  attempt: curve.attempt,
});

builder.prismaObjectFields(TrainingJobRef, (t) => ({
  series: t.field({
    type: [TrainingPointRef],
    description:
      'Points of one metric, in the order of steps. Costly where a curve has many points: `seriesColumns` gives the same in less.',
    args: {
      metric: t.arg.string({ required: true, description: 'Name of the metric, in any of its spellings.' }),
      maxPoints: t.arg.int({ description: range.maxPoints }),
      fromStep: t.arg({ type: 'Step', description: range.fromStep }),
      toStep: t.arg({ type: 'Step', description: range.toStep }),
      x: t.arg({ type: TrainingAxisEnum, description: range.x }),
      attempts: t.arg({ type: TrainingAttemptsEnum, description: range.attempts }),
    },
    resolve: async (job, { metric, x, ...asked }, { stores, viewer }) => {
      const request = requestOf([metric], asked);
      const [curves, placings] = await Promise.all([
        readCurves(stores, viewer.workspaceId, [job], request),
        placingsOn(stores, viewer.workspaceId, [job], x ?? 'STEP'),
      ]);
      const [entry] = curves.get(job.id) ?? [];
      if (entry === undefined) return [];
      const [name, curve] = entry;
      const places = placings.get(job.id)?.(curve, isSystemMetric(name)) ?? [];
      return curve.step.map((step, index) => ({
        metric: name,
        step,
        value: curve.value[index] as number,
        at: new Date(curve.at[index] as number),
        attempt: curve.attempt[index] as number,
        x: places[index] ?? null,
      }));
    },
  }),
  seriesColumns: t.field({
    type: 'TrainingColumns',
    description: `Curves of several metrics as columns, by the name under which each metric is stored; at most ${maxMetrics} metrics. A metric without points is not there.`,
    args: {
      metrics: t.arg.stringList({ required: true, description: `Names of the metrics, in any of their spellings; at most ${maxMetrics}.` }),
      maxPoints: t.arg.int({ description: range.maxPoints }),
      fromStep: t.arg({ type: 'Step', description: range.fromStep }),
      toStep: t.arg({ type: 'Step', description: range.toStep }),
      x: t.arg({ type: TrainingAxisEnum, description: range.x }),
      attempts: t.arg({ type: TrainingAttemptsEnum, description: range.attempts }),
    },
    resolve: async (job, { metrics, x, ...asked }, { stores, viewer }) => {
      const request = requestOf(metrics, asked);
      const [curves, placings] = await Promise.all([
        readCurves(stores, viewer.workspaceId, [job], request),
        placingsOn(stores, viewer.workspaceId, [job], x ?? 'STEP'),
      ]);
      return Object.fromEntries(
        [...(curves.get(job.id) ?? [])].map(([name, curve]) => [
          name,
          shownCurve(curve, placings.get(job.id)?.(curve, isSystemMetric(name)) ?? []),
        ]),
      );
    },
  }),
  sparkline: t.field({
    type: ['MetricValue'],
    description: `Values of one metric over all steps of the job, about ${sparklinePoints} with least and greatest among them; empty: no points.`,
    args: { metric: t.arg.string({ description: 'Name of the metric, in any of its spellings; absent: "loss".' }) },
    select: { heardAt: true },
    resolve: async (job, { metric }, context) => sparklineOf(context).load({ job, metric: storedName(metric ?? 'loss') }),
  }),
}));

const CompareInput = builder.inputType('CompareTrainingJobsInput', {
  description: 'Jobs and a metric to compare.',
  fields: (t) => ({
    jobIds: t.idList({ required: true, description: `Global ids of the jobs, at most ${maxJobs}; those that do not exist are left out.` }),
    metric: t.string({ required: true, description: 'Name of the metric, in any of its spellings.' }),
    maxPoints: t.int({ description: range.maxPoints }),
    fromStep: t.field({ type: 'Step', description: range.fromStep }),
    toStep: t.field({ type: 'Step', description: range.toStep }),
    x: t.field({ type: TrainingAxisEnum, description: range.x }),
  }),
});

builder.queryField('compareTrainingJobs', (t) =>
  t.field({
    type: 'TrainingColumns',
    authScopes: { may: 'READ' },
    description: `Curves of one metric of several jobs as columns, by the global id of each job; at most ${maxJobs} jobs. A job without points is not there.`,
    args: { input: t.arg({ type: CompareInput, required: true, description: 'The jobs and the metric.' }) },
    resolve: async (_root, { input: { jobIds, metric, x, ...asked } }, { stores, viewer }) => {
      const { workspaceId } = viewer;
      if (jobIds.length > maxJobs) throw new BadArgument('input.jobIds', `has ${jobIds.length} ids; at most ${maxJobs} are taken`);
      const keys = jobIds.map((id, index) => keyOfNode('TrainingJob', String(id), `input.jobIds[${index}]`));
      const request = requestOf([metric], asked);
      const jobs = await stores.prisma.trainingJob.findMany({
        where: { workspaceId, id: { in: keys } },
        select: { id: true, attempt: true, startedAt: true, createdAt: true },
      });
      const [curves, placings] = await Promise.all([
        readCurves(stores, workspaceId, jobs, request),
        placingsOn(stores, workspaceId, jobs, x ?? 'STEP'),
      ]);
      return Object.fromEntries(
        keys.flatMap((key, index) => {
          const [[name, curve] = ['', undefined]] = curves.get(key) ?? [];
          return curve === undefined ? [] : [[jobIds[index], shownCurve(curve, placings.get(key)?.(curve, isSystemMetric(name)) ?? [])]];
        }),
      );
    },
  }),
);
