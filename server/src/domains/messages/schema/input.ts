import { builder } from '../../../platform/graphql/builder.ts';
import type { IngestResult, Rejection } from '../../../platform/ingest/rejection.ts';
import { MessageRole } from './message.ts';

const ToolCallInputRef = builder.inputType('ToolCallInput', {
  description: 'One call of a tool by the model.',
  fields: (t) => ({
    id: t.string({ description: "The provider's id of the call." }),
    name: t.string({ required: true, description: 'The tool, 1 to 512 characters.' }),
    success: t.boolean({ description: 'Whether it did what it was called for.' }),
    durationMs: t.int({ description: 'How long it took, in milliseconds, from 0.' }),
    error: t.string({ description: 'What it failed with, at most 1 MiB.' }),
    arguments: t.field({ type: 'JSON', description: 'What it was called with, at most 1 MiB.' }),
    result: t.field({ type: 'JSON', description: 'What it answered, at most 1 MiB.' }),
  }),
});

export const MessageInputRef = builder.inputType('MessageInput', {
  description:
    'A message to store. One of a known externalId is updated: what is absent or null stays as it was. Session, experiment, variant, widget, user and environment hold for the whole conversation where its other messages name none. Ids and names have 1 to 512 characters.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: 'Your id of the message; sending it again updates the message.' }),
    conversationId: t.string({ required: true, description: 'Your id of the conversation.' }),
    role: t.field({ type: MessageRole, required: true, description: 'Who said it.' }),
    content: t.string({ required: true, description: 'Its text, at most 1 MiB of UTF-8; may be empty.' }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was said, from 2000 to one day ahead; absent: now.' }),
    model: t.string({ description: 'The model that said it, as you call it.' }),
    provider: t.string({ description: "The model's provider." }),
    inputTokens: t.int({ description: 'All input tokens, those read from and written to a cache included.' }),
    outputTokens: t.int({ description: 'All output tokens, reasoning included.' }),
    cacheReadTokens: t.int({ description: 'Of the input tokens, those read from a cache.' }),
    cacheWriteTokens: t.int({ description: 'Of the input tokens, those written to a cache.' }),
    reasoningTokens: t.int({ description: 'Of the output tokens, those spent on reasoning.' }),
    latencyMs: t.int({ description: 'From the request to the last token, in milliseconds.' }),
    timeToFirstTokenMs: t.int({ description: 'From the request to the first token, in milliseconds.' }),
    errorType: t.string({ description: 'What the call failed with, such as rate_limit.' }),
    toolCalls: t.field({ type: [ToolCallInputRef], description: 'The tools that it called, in order; given, they replace those known.' }),
    sessionId: t.string({ description: 'The session, such as an A/B session.' }),
    experimentName: t.string({ description: 'The experiment.' }),
    variant: t.string({ description: 'The variant of the experiment.' }),
    widget: t.boolean({ description: 'Whether it came through a widget.' }),
    userId: t.string({ description: 'Your id of the user it was for.' }),
    environment: t.string({ description: 'Such as production.' }),
    traceId: t.string({ description: 'The trace that it belongs to.' }),
    spanId: t.string({ description: 'The span that it belongs to.' }),
    metadata: t.field({ type: 'JSON', description: 'What else to keep with it, at most 1 MiB of JSON, 64 levels deep.' }),
  }),
});

const RejectionRef = builder.objectRef<Rejection>('Rejection').implement({
  description: 'An item of a batch that was not taken. The others were.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Its place in the batch, from 0.' }),
    field: t.exposeString('field', { description: 'The field at fault, such as toolCalls[2].name; empty: the item as a whole.' }),
    reason: t.exposeString('reason', { description: 'What is wrong with the field, and what is possible.' }),
  }),
});

export const IngestResultRef = builder.objectRef<IngestResult>('IngestResult').implement({
  description: 'What a batch came to: accepted, updated and rejected items are all that were sent. All of it is durable.',
  fields: (t) => ({
    accepted: t.exposeInt('accepted', { description: 'How many were stored for the first time.' }),
    updated: t.exposeInt('updated', { description: 'How many were known already, and are now as sent.' }),
    rejected: t.field({ type: [RejectionRef], description: 'Those not taken, one entry each, with the first problem of each.', resolve: ({ rejected }) => rejected }),
  }),
});
