import { builder } from '../../../platform/graphql/builder.ts';
import { SpanKindRef } from './kinds.ts';

export const SpanInputRef = builder.inputType('SpanInput', {
  description:
    'A span to store. A span of a known traceId and spanId replaces the stored one. Texts that are no names have at most 1 MiB. A call of a model (kind LLM) also becomes a message: the reply, and what is new in its prompt.',
  fields: (t) => ({
    traceId: t.string({
      required: true,
      description: 'Id of the trace: 32 hex digits, a UUID, or your own id, of which the first 32 hex digits of its SHA-256 are taken.',
    }),
    spanId: t.string({
      description:
        'Id of the span: 16 hex digits, or your own id, of which the first 16 hex digits of its SHA-256 are taken. Absent: a new id is made, so that sending the span again makes another span.',
    }),
    parentId: t.string({ description: 'Id of the parent span, in the same forms as `spanId`; absent: the span is a root.' }),
    name: t.string({ required: true, description: 'Name of the span, 1 to 512 characters.' }),
    kind: t.field({ type: SpanKindRef, description: 'Kind of the span; absent: LLM where a model is named, else SPAN.' }),
    startedAt: t.field({
      type: 'DateTime',
      description: 'Start of the span, from 2000 to one day ahead; absent: the duration before the end, or before now.',
    }),
    endedAt: t.field({ type: 'DateTime', description: 'End of the span; absent: from `durationMs`.' }),
    durationMs: t.float({ description: 'Duration in milliseconds; absent: from `endedAt`, else 0.' }),
    isRunning: t.boolean({ description: 'Whether the span has not ended; send the span again when it has.' }),
    errorType: t.string({ description: 'Kind of error, such as rate_limit; a span with one has failed.' }),
    errorMessage: t.string({ description: 'Message of the error; a span with one has failed.' }),
    service: t.string({ description: 'Service that the span ran in.' }),
    environment: t.string({ description: 'Environment of the application, such as production.' }),
    release: t.string({ description: 'Release of the application.' }),
    version: t.string({ description: 'Version of the application.' }),
    model: t.string({ description: 'Name of the model that the span called, in your words.' }),
    provider: t.string({ description: 'Provider of the model.' }),
    modelParameters: t.field({ type: 'JSON', description: 'Parameters of the model such as temperature: a JSON object.' }),
    inputTokens: t.int({ description: 'All input tokens, those read from and written to a cache included.' }),
    outputTokens: t.int({ description: 'All output tokens, reasoning included.' }),
    cacheReadTokens: t.int({ description: 'Part of the input tokens that was read from a cache.' }),
    cacheWriteTokens: t.int({ description: 'Part of the input tokens that was written to a cache.' }),
    reasoningTokens: t.int({ description: 'Part of the output tokens that was spent on reasoning.' }),
    costUsd: t.float({ description: 'Cost that you report, in US dollars. Analytics use the price book instead.' }),
    timeToFirstTokenMs: t.int({ description: 'Time from the request to the first token, in milliseconds.' }),
    finishReason: t.string({ description: 'Reason why the model stopped.' }),
    input: t.field({
      type: 'JSON',
      description: 'Input of the span: a text, messages of a chat in the form of any provider, or any JSON.',
    }),
    output: t.field({ type: 'JSON', description: 'Output of the span, in the same forms as `input`.' }),
    tools: t.field({ type: 'JSON', description: 'Tools that the model could call: a list, in the form of any provider.' }),
    toolName: t.string({ description: 'Name of the tool that a span of kind TOOL ran.' }),
    toolCallId: t.string({ description: 'Id of the tool call that a span of kind TOOL answers.' }),
    sessionId: t.string({ description: 'Session of the trace.' }),
    conversationId: t.string({ description: 'Conversation that the messages become part of; absent: the session, else the trace.' }),
    userId: t.string({ description: 'Your id of the user.' }),
    traceName: t.string({ description: 'Name of the whole trace.' }),
    tags: t.stringList({ description: 'Tags of the trace, at most 100.' }),
    metadata: t.field({ type: 'JSON', description: 'Further data to show with the span: a JSON object.' }),
    attributes: t.field({ type: 'JSON', description: 'Further attributes to keep with the span: a JSON object.' }),
    experimentName: t.string({ description: 'Experiment of the trace.' }),
    variant: t.string({ description: 'Variant of the experiment.' }),
    promptName: t.string({ description: 'Name of the prompt template.' }),
    promptVersion: t.string({ description: 'Version of the prompt template.' }),
  }),
});
