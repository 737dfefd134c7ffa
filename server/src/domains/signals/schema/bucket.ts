import { builder } from '../../../platform/graphql/builder.ts';
import type { ExpectedBucket } from '../types.ts';

export const ExpectedBucketRef = builder.objectRef<ExpectedBucket>('ExpectedBucket').implement({
  description: 'Value of a metric in a bucket of time, and what was expected by the buckets before.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Start of the bucket.' }),
    value: t.exposeFloat('value', { nullable: true, description: 'Value in the unit of the metric; null: nothing was measured.' }),
    expected: t.exposeFloat('expected', { nullable: true, description: 'Expected value; null: the series is too new to expect one.' }),
    low: t.exposeFloat('low', {
      nullable: true,
      description: 'Lower end of the range that 95 of 100 values lie in; null: the series is too new.',
    }),
    high: t.exposeFloat('high', {
      nullable: true,
      description: 'Upper end of the range that 95 of 100 values lie in; null: the series is too new.',
    }),
    isOut: t.exposeBoolean('isOut', { description: 'Whether the value lies outside of the range.' }),
  }),
});
