import { builder } from '../../../platform/graphql/builder.ts';
import { BadArgument } from '../../../platform/graphql/errors.ts';
import { canonicalMetric } from '../pure/metric-name.ts';
import type { Curve } from '../pure/curve.ts';
import { placingOn, readCurves, type SeriesRequest } from '../load/series.ts';
import { TrainingAttemptsEnum, TrainingAxisEnum } from './enums.ts';
import { TrainingJobRef } from './job.ts';
import { shownValue } from './scalars.ts';

const defaultPoints = 1_000;
const maxPointsOfCurve = 20_000;
const maxMetrics = 100;

interface Point {
  readonly metric: string;
  readonly step: number;
  readonly value: number;
  readonly at: Date;
  readonly attempt: number;
  readonly x: number | null;
}

const TrainingPointRef = builder.objectRef<Point>('TrainingPoint').implement({
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

function requestOf(metrics: readonly string[], { maxPoints, fromStep, toStep, attempts }: Range): SeriesRequest {
  const asked = maxPoints ?? defaultPoints;
  if (asked < 4 || asked > maxPointsOfCurve) throw new BadArgument('maxPoints', `is ${asked}; 4 to ${maxPointsOfCurve} is taken`);
  if (metrics.length > maxMetrics) throw new BadArgument('metrics', `has ${metrics.length} names; at most ${maxMetrics} are taken`);
  return {
    metrics: [...new Set(metrics.map((metric) => canonicalMetric(metric.trim().replaceAll('\u0000', '').toWellFormed())))],
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
      const [curves, placing] = await Promise.all([
        readCurves(stores, viewer.workspaceId, [job], request),
        placingOn(stores, viewer.workspaceId, job, x ?? 'STEP'),
      ]);
      const [entry] = curves.get(job.id) ?? [];
      if (entry === undefined) return [];
      const [name, curve] = entry;
      const places = placing(curve);
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
      const [curves, placing] = await Promise.all([
        readCurves(stores, viewer.workspaceId, [job], request),
        placingOn(stores, viewer.workspaceId, job, x ?? 'STEP'),
      ]);
      return Object.fromEntries([...(curves.get(job.id) ?? [])].map(([name, curve]) => [name, shownCurve(curve, placing(curve))]));
    },
  }),
}));
