import { builder } from '../../../platform/graphql/builder.ts';
import type { ErrorCount, Sla, SlaCount, ToolUse } from '../details.ts';
import { QuantilesRef } from './numbers.ts';

export const RatingCountRef = builder.objectRef<{ rating: number; count: number }>('RatingCount').implement({
  description: 'How often a rating was given.',
  fields: (t) => ({
    rating: t.exposeInt('rating', { description: '1 to 5.' }),
    count: t.exposeInt('count', { description: 'How often it was given; a message may have several.' }),
  }),
});

export const TagCountRef = builder.objectRef<{ tag: string; count: number }>('TagCount').implement({
  description: 'How often evaluations gave a failure tag.',
  fields: (t) => ({
    tag: t.exposeString('tag', { description: 'The tag.' }),
    count: t.exposeInt('count', { description: 'How often it was given.' }),
  }),
});

export const ErrorCountRef = builder.objectRef<ErrorCount>('ErrorCount').implement({
  description: 'How many messages ended in an error of one kind.',
  fields: (t) => ({
    errorType: t.exposeString('errorType', { description: 'The kind, as sent.' }),
    count: t.exposeInt('count', { description: 'Messages.' }),
    share: t.exposeFloat('share', { description: 'Of all messages that the filter names, 0 to 1.' }),
  }),
});

export const ToolUseRef = builder.objectRef<ToolUse>('ToolUse').implement({
  description: 'How a tool was used.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The tool.' }),
    callCount: t.exposeInt('callCount', { description: 'Calls.' }),
    failureCount: t.exposeInt('failureCount', { description: 'Calls reported as failed.' }),
    successShare: t.exposeFloat('successShare', { nullable: true, description: 'Successful calls over those that report success or failure, 0 to 1; null: none does.' }),
    durationMs: t.field({ type: QuantilesRef, description: 'How long calls took, over those that report it.', resolve: ({ durationMs }) => durationMs }),
  }),
});

export const LengthCountRef = builder.objectRef<{ messageCount: number; conversationCount: number }>('LengthCount').implement({
  description: 'How many conversations have a number of messages.',
  fields: (t) => ({
    messageCount: t.exposeInt('messageCount', { description: 'Assistant messages in the conversation that the filter names.' }),
    conversationCount: t.exposeInt('conversationCount', { description: 'Conversations with that many.' }),
  }),
});

const slaFields = {
  measuredCount: 'Messages that report a latency.',
  breachCount: 'Of these, those slower than the threshold.',
  breachShare: 'Slower messages over measured ones, 0 to 1; null: none was measured.',
} as const;

const SlaBucketRef = builder.objectRef<SlaCount & { startedAt: Date }>('SlaBucket').implement({
  description: 'A service level over one stretch of time, in UTC.',
  fields: (t) => ({
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it starts.' }),
    measuredCount: t.exposeInt('measuredCount', { description: slaFields.measuredCount }),
    breachCount: t.exposeInt('breachCount', { description: slaFields.breachCount }),
    breachShare: t.exposeFloat('breachShare', { nullable: true, description: slaFields.breachShare }),
  }),
});

export const SlaRef = builder.objectRef<Sla>('Sla').implement({
  description: 'How well a latency is kept to.',
  fields: (t) => ({
    thresholdMs: t.exposeInt('thresholdMs', { description: 'The latency not to pass, in milliseconds.' }),
    measuredCount: t.exposeInt('measuredCount', { description: slaFields.measuredCount }),
    breachCount: t.exposeInt('breachCount', { description: slaFields.breachCount }),
    breachShare: t.exposeFloat('breachShare', { nullable: true, description: slaFields.breachShare }),
    series: t.field({ type: [SlaBucketRef], description: 'Over time, in buckets of the automatic interval, oldest first; silent ones are absent.', resolve: ({ series }) => [...series] }),
  }),
});
