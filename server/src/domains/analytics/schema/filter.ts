import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { maxListLength } from '../../../platform/graphql/limits/limits.ts';
import { TrainingMethod } from '../../models/schema.ts';
import { WeekStartRef } from '../../settings/schema.ts';
import { EmotionRef } from './emotion.ts';
import type { MessageVerdict } from '../pure/filter.ts';
import type { Interval } from '../pure/interval.ts';

export const IntervalRef = describedEnum<Interval>('Interval', "Length of the buckets of a series, in the filter's time zone.", {
  HOUR: 'Hours, cut in UTC.',
  DAY: 'Days of the zone: 23 or 25 hours long where its clocks change.',
  WEEK: 'Weeks of the zone, from the first day of the week in the filter or the settings.',
  MONTH: 'Months of the zone.',
});

const MessageVerdictRef = describedEnum<MessageVerdict>('MessageVerdict', 'Verdicts among the evaluations of a message.', {
  SUCCESS: 'Messages with at least one verdict of success.',
  FAILURE: 'Messages with at least one verdict of failure.',
  UNJUDGED: 'Messages without a verdict: no evaluation reports success or failure.',
});

export const TimeRangeInputRef = builder.inputType('TimeRangeInput', {
  description: 'Instants from `from` up to and not including `to`; an absent end is open.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'First instant, included; absent: since the beginning.' }),
    to: t.field({ type: 'DateTime', description: 'Last instant, not included; absent: without end.' }),
  }),
});

const lists = {
  models: 'Models that the messages name.',
  providers: 'Providers that the messages name.',
  sessions: 'Sessions of the messages.',
  experiments: 'Experiments of the messages.',
  variants: 'Variants of experiments.',
  environments: 'Environments of the messages.',
  users: 'Users, by the ids that the application gave.',
} as const;
const laterLists = {
  failureTags: 'Failure tags that evaluations gave to the messages; "": messages without one.',
  errorTypes: 'Kinds of errors that the messages ended in, as sent; "": messages without an error.',
  tools: 'Tools that the messages called; "": messages without a call.',
  promptNames: 'Prompts of the registry that the answers were asked with; "": answers that name none.',
  promptVersions: 'Versions of prompts that the answers were asked with, such as "3"; with `promptNames`, versions of these.',
} as const;

/** A field for each description. */
const listsOf = <Name extends string, Field>(
  make: (options: { description: string }) => Field,
  descriptions: Readonly<Record<Name, string>>,
): Record<Name, Field> =>
  Object.fromEntries(Object.entries<string>(descriptions).map(([name, description]) => [name, make({ description })])) as Record<
    Name,
    Field
  >;

const textDescription =
  'Search text, at most 512 characters and 16 words: messages whose text contains every word, any part of a word, or a "phrase in quotes", regardless of case.';

const AnalyticsExclusionRef = builder.inputType('AnalyticsExclusion', {
  description: `Messages to leave out: those that match any of the fields given, by having any one of the values in its list, ${maxListLength} at most. A field that is absent, null or an empty list leaves out none. In lists of names, "" stands for messages that name none.`,
  fields: (t) => ({
    ...listsOf((options) => t.stringList(options), lists),
    trainingMethods: t.field({ type: [TrainingMethod], description: 'Training methods of the models.' }),
    ratings: t.intList({ description: 'Messages with at least one rating of these, 1 to 5.' }),
    verdicts: t.field({ type: [MessageVerdictRef], description: 'Messages with one of these verdicts.' }),
    ...listsOf((options) => t.stringList(options), laterLists),
    text: t.string({ description: textDescription }),
  }),
});

export const AnalyticsFilterRef = builder.inputType('AnalyticsFilter', {
  description: `Messages to include: those that satisfy every field given, by having any one of the values in its list, ${maxListLength} at most. A field that is absent, null or an empty list does not restrict. In lists of names, "" stands for messages that name none.`,
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'First instant, included; absent: since the beginning.' }),
    to: t.field({ type: 'DateTime', description: 'Last instant, not included; absent: without end.' }),
    ...listsOf((options) => t.stringList(options), lists),
    trainingMethods: t.stringList({ description: 'Training methods of the models: BASE, SFT, DPO, RLHF.' }),
    ratings: t.intList({ description: 'Messages with at least one rating of these, 1 to 5.' }),
    success: t.boolean({ description: 'true: messages with at least one verdict of success; false: with at least one of failure.' }),
    verdicts: t.field({ type: [MessageVerdictRef], description: 'Messages with one of these verdicts; a message may have both.' }),
    evaluated: t.boolean({ description: 'true: messages with at least one evaluation; false: messages without any.' }),
    judgedPoorly: t.boolean({
      description: 'true: messages with at least one verdict of failure or rating of 1 or 2; false: messages without either.',
    }),
    ...listsOf((options) => t.stringList(options), laterLists),
    text: t.string({ description: textDescription }),
    slowerThanMs: t.int({ description: 'Messages whose latency is above so many milliseconds; those that report none are left out.' }),
    cohort: t.id({ description: 'Global id of a cohort: messages of the users who are in it now.' }),
    topicIds: t.stringList({
      description: 'Ids of topics, those of `topics`: messages of conversations in which a message of a user is of one of them.',
    }),
    languages: t.stringList({
      description:
        'Codes of languages, ISO 639-1 or "und": messages of conversations in which a message of a user, the same as for topicIds and emotions, is in one of them.',
    }),
    emotions: t.field({
      type: [EmotionRef],
      description:
        'Emotions: messages of conversations in which a message of a user, the same as for topicIds and languages, shows one of them.',
    }),
    usersFirstSeen: t.field({
      type: TimeRangeInputRef,
      description: 'Messages of users whose first message, of any role, lies in the time range.',
    }),
    not: t.field({ type: AnalyticsExclusionRef, description: 'Messages to leave out, of those that all other fields include.' }),
    timeZone: t.string({
      description:
        "Zone whose days, weeks and months series count, a name of IANA's list such as America/New_York; absent: that of the workspace's settings, else UTC. Restricts nothing.",
    }),
    weekStart: t.field({
      type: WeekStartRef,
      description: "Day that weeks begin with; absent: that of the workspace's settings. Restricts nothing.",
    }),
    widget: t.boolean({ description: 'true: only messages that came through a widget; false: only others.' }),
  }),
});
