import { builder } from '../../../platform/graphql/builder.ts';
import type { IngestResult, Rejection } from '../../../platform/ingest/rejection.ts';
import { MessageRole } from './message.ts';

const ToolCallInputRef = builder.inputType('ToolCallInput', {
  description: 'One call of a tool by the model.',
  fields: (t) => ({
    id: t.string({ description: 'Id that the provider gave the call.' }),
    name: t.string({ required: true, description: 'Name of the tool, 1 to 512 characters.' }),
    success: t.boolean({ description: 'Whether the call succeeded.' }),
    durationMs: t.int({ description: 'Duration of the call in milliseconds, 0 or more.' }),
    error: t.string({ description: 'Error of the call, at most 1 MiB.' }),
    arguments: t.field({ type: 'JSON', description: 'Arguments of the call, at most 1 MiB.' }),
    result: t.field({ type: 'JSON', description: 'Result of the call, at most 1 MiB.' }),
  }),
});

export const MessageInputRef = builder.inputType('MessageInput', {
  description:
    'A message to store. A message of a known externalId is updated: fields that are absent or null stay as they were. Session, experiment, variant, widget, user and environment apply to the whole conversation where its other messages name none. Ids and names have 1 to 512 characters.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: 'Your id of the message; sending the same id again updates the message.' }),
    conversationId: t.string({ required: true, description: 'Your id of the conversation.' }),
    role: t.field({ type: MessageRole, required: true, description: 'Author of the message.' }),
    content: t.string({ required: true, description: 'Text of the message, at most 1 MiB of UTF-8; may be empty.' }),
    createdAt: t.field({ type: 'DateTime', description: 'Time of the message, from 2000 to one day ahead; absent: now.' }),
    model: t.string({ description: 'Name of the model that wrote the message, in your words.' }),
    provider: t.string({ description: 'Provider of the model.' }),
    inputTokens: t.int({ description: 'All input tokens, those read from and written to a cache included.' }),
    outputTokens: t.int({ description: 'All output tokens, reasoning included.' }),
    cacheReadTokens: t.int({ description: 'Part of the input tokens that was read from a cache.' }),
    cacheWriteTokens: t.int({ description: 'Part of the input tokens that was written to a cache.' }),
    reasoningTokens: t.int({ description: 'Part of the output tokens that was spent on reasoning.' }),
    latencyMs: t.int({ description: 'Time from the request to the last token, in milliseconds.' }),
    timeToFirstTokenMs: t.int({ description: 'Time from the request to the first token, in milliseconds.' }),
    errorType: t.string({ description: 'Kind of error in which the call ended, such as rate_limit.' }),
    toolCalls: t.field({
      type: [ToolCallInputRef],
      description: 'Tool calls of the message, in order; a list given replaces the stored one.',
    }),
    sessionId: t.string({ description: 'Session of the message, such as an A/B session.' }),
    experimentName: t.string({ description: 'Experiment of the message.' }),
    variant: t.string({ description: 'Variant of the experiment.' }),
    widget: t.boolean({ description: 'Whether the message came through a widget.' }),
    userId: t.string({ description: 'Your id of the user.' }),
    environment: t.string({ description: 'Environment of the message, such as production.' }),
    promptName: t.string({ description: 'Name of the prompt that the answer was asked with, as the registry knows it.' }),
    promptVersion: t.string({ description: 'Version of that prompt, such as 3.' }),
    traceId: t.string({ description: 'Id of the trace of the message.' }),
    spanId: t.string({ description: 'Id of the span of the message.' }),
    metadata: t.field({ type: 'JSON', description: 'Further data to keep with the message, at most 1 MiB of JSON, 64 levels deep.' }),
  }),
});

export const RejectionRef = builder.objectRef<Rejection>('Rejection').implement({
  description: 'An item of a batch that was rejected. The other items were stored.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Place of the item in the batch, from 0.' }),
    field: t.exposeString('field', { description: 'Path of the field at fault, such as toolCalls[2].name; empty: the item as a whole.' }),
    reason: t.exposeString('reason', { description: 'Problem of the field, and what is possible.' }),
  }),
});

export const IngestResultRef = builder.objectRef<IngestResult>('IngestResult').implement({
  description: 'Result of a batch: each item sent is either accepted, updated or rejected. Accepted and updated items are durable.',
  fields: (t) => ({
    accepted: t.exposeInt('accepted', { description: 'Number of items stored for the first time.' }),
    updated: t.exposeInt('updated', { description: 'Number of items that were stored before and now are as sent.' }),
    rejected: t.field({
      type: [RejectionRef],
      description: 'Items not stored, one entry each, with the first problem of each.',
      resolve: ({ rejected }) => rejected,
    }),
  }),
});
