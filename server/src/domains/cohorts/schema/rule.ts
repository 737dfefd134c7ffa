import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { listField } from '../../../platform/graphql/limits/lists.ts';
import type { PropertyInput, RuleInput } from '../ingest.ts';
import {
  maxDays,
  maxDepth,
  maxLeaves,
  maxListed,
  maxListedUsers,
  maxRuleLength,
  maxSteps,
  type ActivityMeasure,
  type EventMeasure,
  type NumberTest,
  type PropertyTest,
  type SeenMoment,
  type TimeTest,
} from '../types.ts';

const NumberTestEnum = describedEnum<NumberTest>('CohortNumberTest', 'Comparison of a number with another.', {
  ABOVE: 'More than the number.',
  AT_LEAST: 'The number or more.',
  BELOW: 'Less than the number.',
  AT_MOST: 'The number or less.',
  EQUALS: 'The number itself.',
});

const PropertyTestEnum = describedEnum<PropertyTest>('CohortPropertyTest', 'Test of a property, and what it takes as `value`.', {
  IS: 'One of a list of texts, numbers, true or false; of a property that is a list, any element. 3 and "3" differ.',
  CONTAINS: 'A text that contains another, regardless of case; a value that is no text does not meet the test.',
  ABOVE: 'A number above another; a value that is no number does not meet the test, a text of digits neither.',
  AT_LEAST: 'A number of at least another; a value that is no number does not meet the test.',
  BELOW: 'A number below another; a value that is no number does not meet the test.',
  AT_MOST: 'A number of at most another; a value that is no number does not meet the test.',
  BEFORE: 'A date in ISO 8601 before another; a value that is no date does not meet the test, a number neither.',
  AFTER: 'A date in ISO 8601 at another or later; a value that is no date does not meet the test.',
  WITHIN_DAYS: 'A date in ISO 8601 within so many days before now; a value that is no date does not meet the test.',
  EXISTS: 'Any value, of whatever type; takes no `value`.',
});

const ActivityMeasureEnum = describedEnum<ActivityMeasure>('CohortActivityMeasure', 'Number that the messages of a user sum up to.', {
  MESSAGES: 'Messages that the user wrote.',
  ANSWERS: 'Answers of models.',
  CONVERSATIONS: 'Conversations with any message.',
  SESSIONS: 'Sessions that messages name.',
  ACTIVE_DAYS: 'Days of UTC with any message.',
  RATINGS: 'Ratings of messages; `ratings` narrows which.',
  AVERAGE_RATING: 'Average of the ratings; a user without any meets no test.',
  SUCCESSES: 'Messages with a verdict of success.',
  FAILURES: 'Messages with a verdict of failure.',
  ERRORS: 'Messages that ended in an error.',
  TOOL_CALLS: 'Calls of tools; `tools` narrows of which.',
  TOKENS: 'Tokens of every kind.',
  COST_USD: 'Cost in US dollars; answers without a price count with 0.',
});

const SeenMomentEnum = describedEnum<SeenMoment>('CohortSeenMoment', 'Message of a user whose time counts.', {
  FIRST: 'The first message, of any role.',
  LAST: 'The last message, of any role.',
});

const TimeTestEnum = describedEnum<TimeTest>('CohortTimeTest', 'Comparison of a time.', {
  BEFORE: 'Before a time.',
  AFTER: 'At a time or later.',
  WITHIN_DAYS: 'Within so many days before now.',
});

const EventMeasureEnum = describedEnum<EventMeasure>('CohortEventMeasure', 'Number that events of a user sum up to.', {
  COUNT: 'Number of events.',
  SUM: 'Sum of the values; an event without one counts with 0.',
});

const days = `Days back from now, 1 to ${maxDays}; absent: ever.`;

const PropertyRef = builder.inputRef<PropertyInput>('CohortPropertyInput').implement({
  description: 'A condition on a property that the application gave its user.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the property.' }),
    test: t.field({ type: PropertyTestEnum, required: true, description: 'Test of the property.' }),
    // A JSON value is unknown, which the type of a declared input does not hold.
    value: t.field({ type: 'JSON', description: `What the test takes; a list of at most ${maxListed} for IS.` }) as never,
  }),
});

const ActivityRef = builder.inputType('CohortActivityInput', {
  description: 'A condition on what the messages of a user sum up to; a user without such messages counts with 0.',
  fields: (t) => ({
    measure: t.field({ type: ActivityMeasureEnum, required: true, description: 'Number that is compared.' }),
    test: t.field({ type: NumberTestEnum, required: true, description: 'Comparison with `number`.' }),
    number: t.float({ required: true, description: 'Number to compare with.' }),
    days: t.int({ description: days }),
    models: t.stringList({ description: `Messages of these models alone, at most ${maxListed}; absent or empty: of all.` }),
    tools: t.stringList({ description: `Tools that TOOL_CALLS counts, at most ${maxListed}; absent or empty: all.` }),
    ratings: t.intList({ description: 'Ratings that RATINGS counts, 1 to 5; absent or empty: all.' }),
  }),
});

const SeenRef = builder.inputType('CohortSeenInput', {
  description: 'A condition on when a user was first or last seen.',
  fields: (t) => ({
    which: t.field({ type: SeenMomentEnum, required: true, description: 'Message whose time counts.' }),
    test: t.field({ type: TimeTestEnum, required: true, description: 'Comparison of the time.' }),
    at: t.field({ type: 'DateTime', description: 'Time for BEFORE and AFTER.' }),
    days: t.int({ description: `Days for WITHIN_DAYS, 1 to ${maxDays}.` }),
  }),
});

const EventRef = builder.inputType('CohortEventInput', {
  description: 'A condition on events that the application reported of a user; a user without any counts with 0.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the events.' }),
    measure: t.field({ type: EventMeasureEnum, description: 'Number that is compared; absent: COUNT.' }),
    test: t.field({ type: NumberTestEnum, required: true, description: 'Comparison with `number`.' }),
    number: t.float({ required: true, description: 'Number to compare with.' }),
    days: t.int({ description: days }),
  }),
});

const FunnelRef = builder.inputType('CohortFunnelInput', {
  description: 'A condition on how far a user came in steps, each at the time of the one before or later.',
  fields: (t) => ({
    steps: t.stringList({ required: true, description: `Names of events in their order, 2 to ${maxSteps}.` }),
    reached: t.int({ required: true, description: 'Number of steps that were reached, from 1.' }),
    isLast: t.boolean({ description: 'true: so many steps and no more; absent or false: at least so many.' }),
    withinDays: t.int({ required: true, description: `Days from the first step to the last, 1 to ${maxDays}.` }),
  }),
});

const ExposureRef = builder.inputType('CohortExposureInput', {
  description: 'A condition on what a user was shown of an experiment or a flag.',
  fields: (t) => ({
    experiment: t.string({ required: true, description: 'Key of the experiment or flag.' }),
    variants: t.stringList({ description: `Keys of its variants, at most ${maxListed}; absent or empty: any.` }),
  }),
});

export const CohortRuleInputRef = builder.inputRef<RuleInput>('CohortRuleInput');
CohortRuleInputRef.implement({
  description: `Which users are in a cohort: exactly one of the fields. At most ${maxLeaves} conditions, nested ${maxDepth} deep, ${maxRuleLength} characters as JSON.`,
  fields: (t) => ({
    all: t.field({ type: [CohortRuleInputRef], description: 'Conditions that have all to be met; at least one.' }),
    any: t.field({ type: [CohortRuleInputRef], description: 'Conditions of which one has to be met; at least one.' }),
    not: t.field({ type: CohortRuleInputRef, description: 'Condition that may not be met.' }),
    property: t.field({ type: PropertyRef, description: 'Property that the application gave the user.' }),
    activity: t.field({ type: ActivityRef, description: 'What the messages of the user sum up to.' }),
    seen: t.field({ type: SeenRef, description: 'When the user was first or last seen.' }),
    event: t.field({ type: EventRef, description: 'What the application reported of the user.' }),
    funnel: t.field({ type: FunnelRef, description: 'How far the user came in a funnel.' }),
    exposure: t.field({ type: ExposureRef, description: 'What the user was shown of an experiment.' }),
    users: t.stringList({
      description: `Users by their ids, at most ${maxListedUsers}; they need not have come yet.`,
      extensions: listField({ items: maxListedUsers, characters: maxRuleLength }),
    }),
  }),
});
