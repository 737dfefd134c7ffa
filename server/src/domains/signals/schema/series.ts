import { dayMs } from '../../analytics/pure/interval.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { adjustmentOf } from '../load/adjustment.ts';
import { learningOf } from '../pure/watched.ts';
import { SeriesLearningRef, SignalDimensionRef, SignalMetricRef } from './enums.ts';
import { shownValue } from './finding.ts';

export const WatchedSeriesRef = builder.prismaNode('WatchedSeries', {
  id: { field: 'id' },
  nullable: true,
  description:
    'A metric that is watched for anomalies: of messages by the hour, of all or of those with one value of a dimension; of a training job, once something was found in it.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    metric: t.expose('metric', { type: SignalMetricRef, description: 'Metric of the series.' }),
    dimension: t.expose('dimension', { type: SignalDimensionRef, description: 'What the series is kept apart by.' }),
    dimensionValue: t.string({
      nullable: true,
      description: 'Value of the dimension, such as the name of a model; null: all messages.',
      select: { dimension: true, value: true },
      resolve: (row) => shownValue(row),
    }),
    learning: t.field({
      type: SeriesLearningRef,
      description: 'How well the series is learned.',
      select: { valueCount: true, bucketMs: true, dimension: true },
      // Curves of a job have no season to learn.
      resolve: (row) => (row.dimension === 'TRAINING_JOB' ? 'LEARNED' : learningOf(row)),
    }),
    bucketMs: t.exposeInt('bucketMs', {
      description: 'Length of a bucket in milliseconds: an hour, or six where hours have few judgments.',
    }),
    shortBucketMs: t.exposeInt('shortMs', {
      nullable: true,
      description:
        'Length in milliseconds of the short buckets by which a busy series is watched beside its hours, 60,000 or 300,000; null: it has too few messages.',
    }),
    valueCount: t.exposeInt('valueCount', { description: 'Number of buckets with a value that were learned from.' }),
    lastBucketAt: t.expose('lastBucketAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Start of the last hour with a value; null: none was judged.',
    }),
    level: t.exposeFloat('level', {
      nullable: true,
      description: 'Expected value of the last hour that was judged; null: the series is too new.',
    }),
    bandShare: t.exposeFloat('bandShare', {
      nullable: true,
      description:
        'Half of the width of the expected range over the expected value, of a bucket of the last 48 with a usual number of measurements; null: the series is too new.',
    }),
    threshold: t.string({
      description: 'Sentence on how strong findings must be, by the verdicts on findings of the series.',
      select: { id: true, metric: true },
      resolve: (row, _args, context) => adjustmentOf(context).load(row),
    }),
    mutedUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'End of the time in which no finding is reported; null: the series is not muted.',
      select: { mutedUntil: true },
      resolve: ({ mutedUntil }) => (mutedUntil !== null && mutedUntil > new Date() ? mutedUntil : null),
    }),
    findingCount30Days: t.int({
      description: 'Number of findings that opened in the last 30 days.',
      select: () => ({ _count: { select: { findings: { where: { openedAt: { gte: new Date(Date.now() - 30 * dayMs) } } } } } }),
      resolve: ({ _count: count }) => count.findings,
    }),
  }),
});
