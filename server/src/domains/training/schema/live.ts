import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor } from '../../../platform/graphql/cursors.ts';
import { NotFound } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { changesOfJobs, stepsOf, type StepBatch, type StepPlace } from '../arrivals.ts';
import { storedSteps } from '../load/replay.ts';
import { knownJob } from '../record/known-jobs.ts';
import { TrainingJobRef } from './job.ts';
import { TrainingPointRef } from './series.ts';

const format = 'training steps';
const cursorOf = ({ afterStep, version }: StepPlace): string => encodeCursor(format, afterStep, version);

function placeOf(cursor: string): StepPlace {
  const [afterStep, version] = decodeCursor(format, 2, cursor, 'cursor');
  const isStep = afterStep === null || (Number.isSafeInteger(afterStep) && (afterStep as number) >= -1);
  if (!isStep || !Number.isSafeInteger(version)) throw badCursor('cursor');
  return { afterStep: afterStep as number | null, version: version as number };
}

/** What of the points of a batch the scalar `TrainingColumns` shows: one curve a metric. */
function columnsOf({ points }: StepBatch): object {
  const curves: Record<string, Record<'x' | 'step' | 'value' | 'at' | 'attempt', (number | string)[]>> = Object.create(null);
  points.metric.forEach((metric, index) => {
    const curve = (curves[metric] ??= { x: [], step: [], value: [], at: [], attempt: [] });
    curve.x.push(points.step[index] as number);
    curve.step.push(points.step[index] as number);
    curve.value.push(points.value[index] as number | string);
    curve.at.push(points.at[index] as number);
    curve.attempt.push(points.attempt[index] as number);
  });
  return curves;
}

interface SentBatch extends StepBatch {
  /** Global id, as the viewer sent it. */
  readonly jobId: string;
}

const StepBatchRef = builder.objectRef<SentBatch>('TrainingStepBatch').implement({
  description: 'Points of a training job that were stored, at most 5,000.',
  fields: (t) => ({
    jobId: t.exposeID('jobId', { description: 'Global id of the job.' }),
    points: t.field({
      type: [TrainingPointRef],
      description: 'Points in the order of their storage; replayed ones in the order of steps. A point may come twice.',
      resolve: ({ points }) =>
        points.metric.map((metric, index) => ({
          metric,
          step: points.step[index] as number,
          value: points.value[index] as number,
          at: new Date(points.at[index] as number),
          attempt: points.attempt[index] as number,
          x: points.step[index] as number,
        })),
    }),
    columns: t.field({
      type: 'TrainingColumns',
      description: 'The same points as columns by metric, placed on the axis of steps: costs less than `points`.',
      resolve: (batch) => columnsOf(batch),
    }),
    cursor: t.string({
      description: 'Place from which a later subscription goes on, for the argument `cursor`.',
      resolve: ({ place }) => cursorOf(place),
    }),
  }),
});

builder.subscriptionFields((t) => ({
  trainingSteps: t.field({
    type: StepBatchRef,
    authScopes: { may: 'READ' },
    description:
      'Points of a training job: those that were missed, then each as soon as it is durable, in at most 10 batches a second. No point is left out for a slow viewer; one may come twice. Metrics of the machine are sent live.',
    args: {
      jobId: t.arg.id({ required: true, description: 'Global id of the job.' }),
      after: t.arg.int({ description: 'Stored points with a greater step are sent first; -1: all; absent: none.' }),
      afterStep: t.arg({ type: 'Step', description: 'The same as `after`, for steps beyond 2^31.' }),
      cursor: t.arg.string({ description: 'Cursor of the last batch that was received: everything since is sent first.' }),
    },
    extensions: { sharing: 'alone' },
    subscribe: async (_root, { jobId, after, afterStep, cursor }, { stores, live, viewer }) => {
      const key = keyOfNode('TrainingJob', jobId, 'jobId');
      const place = cursor === null || cursor === undefined ? null : placeOf(cursor);
      if ((await knownJob(stores, viewer.workspaceId, key)) === null) throw new NotFound('Training job', key, 'jobId');
      const from = afterStep ?? after ?? null;
      const begin = place ?? (from === null ? null : { afterStep: from, version: null });
      return stepsOf(live, key, storedSteps(stores, viewer.workspaceId, key), begin);
    },
    resolve: (batch, { jobId }) => ({ ...(batch as StepBatch), jobId: String(jobId) }),
  }),
  trainingJobChanged: t.prismaField({
    type: TrainingJobRef,
    authScopes: { may: 'READ' },
    description: 'New and changed training jobs, their progress included; each job at most once a second.',
    args: { jobId: t.arg.id({ description: 'Global id of the job to follow; absent: every job of the workspace.' }) },
    extensions: { sharing: 'events' },
    subscribe: (_root, { jobId }, { live, viewer }) =>
      changesOfJobs(
        live,
        viewer.workspaceId,
        jobId === null || jobId === undefined ? null : keyOfNode('TrainingJob', jobId, 'jobId'),
      ) as AsyncIterable<unknown>,
    resolve: async (query, id, _args, { stores, viewer }) => {
      const job = await stores.prisma.trainingJob.findUnique({ ...query, where: { id: id as string, workspaceId: viewer.workspaceId } });
      if (job === null) throw new NotFound('Training job', String(id));
      return job;
    },
  }),
}));
