import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { maxListLength } from '../../../platform/graphql/limits/limits.ts';
import type { Interval } from '../pure/interval.ts';

export const IntervalRef = describedEnum<Interval>('Interval', "Length of the buckets of a series, in the filter's time zone.", {
  HOUR: 'Hours, cut in UTC.',
  DAY: 'Days of the zone: 23 or 25 hours long where its clocks change.',
  WEEK: 'Weeks of the zone, from Monday.',
  MONTH: 'Months of the zone.',
});

export const AnalyticsFilterRef = builder.inputType('AnalyticsFilter', {
  description: `Messages to include: those that satisfy every field given, by having any one of the values in its list, ${maxListLength} at most. A field that is absent, null or an empty list does not restrict. In lists of names, "" stands for messages that name none.`,
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'First instant, included; absent: since the beginning.' }),
    to: t.field({ type: 'DateTime', description: 'Last instant, not included; absent: without end.' }),
    models: t.stringList({ description: 'Models that the messages name.' }),
    providers: t.stringList({ description: 'Providers that the messages name.' }),
    trainingMethods: t.stringList({ description: 'Training methods of the models: BASE, SFT, DPO, RLHF.' }),
    sessions: t.stringList({ description: 'Sessions of the messages.' }),
    experiments: t.stringList({ description: 'Experiments of the messages.' }),
    variants: t.stringList({ description: 'Variants of experiments.' }),
    environments: t.stringList({ description: 'Environments of the messages.' }),
    users: t.stringList({ description: 'Users, by the ids that the application gave.' }),
    ratings: t.intList({ description: 'Messages with at least one rating of these, 1 to 5.' }),
    success: t.boolean({ description: 'true: messages with at least one verdict of success; false: with at least one of failure.' }),
    timeZone: t.string({
      description:
        "Zone whose days, weeks and months series count, a name of IANA's list such as America/New_York; absent: UTC. Restricts nothing.",
    }),
    widget: t.boolean({ description: 'true: only messages that came through a widget; false: only others.' }),
  }),
});
