import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { maxListLength } from '../../../platform/graphql/limits/limits.ts';
import type { Interval } from '../pure/interval.ts';

export const IntervalRef = describedEnum<Interval>('Interval', 'Length of the buckets of a series, in UTC.', {
  HOUR: 'Hours.',
  DAY: 'Days.',
  WEEK: 'Weeks from Monday.',
  MONTH: 'Months.',
});

export const AnalyticsFilterRef = builder.inputType('AnalyticsFilter', {
  description:
    `Which messages to look at: those that satisfy every field given, by having any one of the values in its list, ${maxListLength} at most. What is absent, null or an empty list does not restrict. In lists of names, "" stands for messages that name none.`,
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'First instant, included; absent: since the beginning.' }),
    to: t.field({ type: 'DateTime', description: 'Last instant, not included; absent: without end.' }),
    models: t.stringList({ description: 'Models.' }),
    providers: t.stringList({ description: 'Providers.' }),
    trainingMethods: t.stringList({ description: 'Training methods of the models, as the list of models says: BASE, SFT, DPO, RLHF.' }),
    sessions: t.stringList({ description: 'Sessions.' }),
    experiments: t.stringList({ description: 'Experiments.' }),
    variants: t.stringList({ description: 'Variants.' }),
    environments: t.stringList({ description: 'Environments.' }),
    users: t.stringList({ description: 'Users, by the ids they were sent with.' }),
    ratings: t.intList({ description: 'Messages with at least one rating of these, 1 to 5.' }),
    success: t.boolean({ description: 'true: messages with at least one verdict of success; false: with at least one of failure.' }),
    widget: t.boolean({ description: 'true: only messages that came through a widget; false: only others.' }),
  }),
});
