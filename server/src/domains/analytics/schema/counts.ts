import { builder } from '../../../platform/graphql/builder.ts';
import {
  compareError,
  compareRating,
  compareTag,
  compareTool,
  previousOfError,
  previousOfRating,
  previousOfTag,
  previousOfTool,
} from '../compared.ts';
import type { LengthCount } from '../conversations.ts';
import type { ErrorCount, Sla, SlaCount, ToolUse } from '../details.ts';
import type { ValueComparison } from '../pure/comparison.ts';
import type { Report } from '../report.ts';
import { SlaRuleRef } from '../../settings/schema.ts';
import { ValueComparisonRef } from './comparison.ts';
import { QuantilesRef } from './numbers.ts';

/** A row, and the report that it is of: its numbers in the compared period are asked for when they are wanted. */
type Row<Of> = Of & { readonly report: Report };

const previousCount = (what: string) =>
  `${what} in the period of \`compareWith\`, by default the previous one; null without \`from\` and \`to\`.`;
const comparison = (what: string) =>
  `${what} beside that in the period of \`compareWith\`, by default the previous one; null without \`from\` and \`to\`.`;

export const RatingCountRef = builder.objectRef<Row<{ rating: number; count: number }>>('RatingCount').implement({
  description: 'Number of times a rating was given.',
  fields: (t) => ({
    rating: t.exposeInt('rating', { description: 'Rating, 1 to 5.' }),
    count: t.exposeInt('count', { description: 'Number of times the rating was given; a message may have several.' }),
    previousCount: t.int({
      nullable: true,
      description: previousCount('Number of times the rating was given'),
      resolve: ({ report, rating }) => previousOfRating(report, rating),
    }),
    comparison: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description: comparison('Share of the rating among all ratings'),
      resolve: ({ report, rating }) => compareRating(report, rating),
    }),
  }),
});

export const TagCountRef = builder.objectRef<Row<{ tag: string; count: number }>>('TagCount').implement({
  description: 'Number of times evaluations gave a failure tag.',
  fields: (t) => ({
    tag: t.exposeString('tag', { description: 'The failure tag.' }),
    count: t.exposeInt('count', { description: 'Number of times the tag was given.' }),
    previousCount: t.int({
      nullable: true,
      description: previousCount('Number of times the tag was given'),
      resolve: ({ report, tag }) => previousOfTag(report, tag),
    }),
    comparison: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description: comparison('Share of evaluated messages that were given the tag'),
      resolve: ({ report, tag }) => compareTag(report, tag),
    }),
  }),
});

export const ErrorCountRef = builder.objectRef<Row<ErrorCount>>('ErrorCount').implement({
  description: 'Number of messages that ended in an error of one kind.',
  fields: (t) => ({
    errorType: t.exposeString('errorType', { description: 'Kind of error, as sent.' }),
    count: t.exposeInt('count', { description: 'Number of messages.' }),
    share: t.exposeFloat('share', { description: 'Share of all messages of the filter, 0 to 1.' }),
    previousCount: t.int({
      nullable: true,
      description: previousCount('Number of messages that ended in the error'),
      resolve: ({ report, errorType }) => previousOfError(report, errorType),
    }),
    comparison: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description: comparison('Share of messages that ended in the error'),
      resolve: ({ report, errorType }) => compareError(report, errorType),
    }),
  }),
});

export const ToolUseRef = builder.objectRef<ToolUse & { readonly report: Report | null }>('ToolUse');
ToolUseRef.implement({
  description: 'Use of a tool by models.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the tool.' }),
    callCount: t.exposeInt('callCount', { description: 'Number of calls.' }),
    successCount: t.exposeInt('successCount', { description: 'Number of calls reported as successful.' }),
    failureCount: t.exposeInt('failureCount', { description: 'Number of calls reported as failed.' }),
    successShare: t.exposeFloat('successShare', {
      nullable: true,
      description: 'Successful calls over those that report success or failure, 0 to 1; null: none does.',
    }),
    durationMs: t.field({
      type: QuantilesRef,
      description: 'Duration of calls in milliseconds, over the calls that report one.',
      resolve: ({ durationMs }) => durationMs,
    }),
    previous: t.field({
      type: ToolUseRef,
      nullable: true,
      description: previousCount('Use of the tool'),
      resolve: async ({ report, name }) => {
        const found = report === null ? null : await previousOfTool(report, name);
        return found === null ? null : { ...found, report: null };
      },
    }),
    comparison: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description: comparison('Share of successful calls of the tool'),
      resolve: (use) => (use.report === null ? null : compareTool(use.report, use)),
    }),
  }),
});

export const LengthCountRef = builder.objectRef<LengthCount>('LengthCount').implement({
  description: 'Number of conversations of one length.',
  fields: (t) => ({
    messageCount: t.exposeInt('messageCount', { description: 'Number of assistant messages of the filter in the conversation.' }),
    conversationCount: t.exposeInt('conversationCount', { description: 'Number of conversations of this length.' }),
  }),
});

const slaFields = {
  measuredCount: 'Number of messages that report a latency.',
  breachCount: 'Number of measured messages slower than their threshold.',
  breachShare: 'Share of measured messages slower than the threshold, 0 to 1; null: none was measured.',
} as const;

const SlaBucketRef = builder.objectRef<SlaCount & { startedAt: Date }>('SlaBucket').implement({
  description: 'Compliance with a latency threshold over one interval of time, in UTC.',
  fields: (t) => ({
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Start of the bucket.' }),
    measuredCount: t.exposeInt('measuredCount', { description: slaFields.measuredCount }),
    breachCount: t.exposeInt('breachCount', { description: slaFields.breachCount }),
    breachShare: t.exposeFloat('breachShare', { nullable: true, description: slaFields.breachShare }),
  }),
});

export const SlaRef = builder.objectRef<
  Sla & { readonly previous?: () => Promise<Sla | null>; readonly comparison?: () => Promise<ValueComparison | null> }
>('Sla');
SlaRef.implement({
  description: 'Compliance with latency thresholds.',
  fields: (t) => ({
    thresholdMs: t.exposeInt('thresholdMs', { description: 'Latency threshold in milliseconds of messages that no rule is about.' }),
    rules: t.field({
      type: [SlaRuleRef],
      description: 'Thresholds of models and environments that were applied; none where the query names a threshold.',
      resolve: ({ rules }) => [...rules],
    }),
    measuredCount: t.exposeInt('measuredCount', { description: slaFields.measuredCount }),
    breachCount: t.exposeInt('breachCount', { description: slaFields.breachCount }),
    breachShare: t.exposeFloat('breachShare', { nullable: true, description: slaFields.breachShare }),
    series: t.field({
      type: [SlaBucketRef],
      description: 'Compliance over time, in buckets of the automatic interval, oldest first; buckets without messages are absent.',
      resolve: ({ series }) => [...series],
    }),
    previous: t.field({
      type: SlaRef,
      nullable: true,
      description:
        'Compliance with the same thresholds in the period of `compareWith`, by default the previous one; null without `from` and `to`.',
      resolve: ({ previous }) => previous?.() ?? null,
    }),
    comparison: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description: comparison('Share of measured messages slower than the threshold'),
      resolve: (own) => own.comparison?.() ?? null,
    }),
  }),
});
