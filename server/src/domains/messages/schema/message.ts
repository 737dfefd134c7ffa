import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';
import { contentPreviews, userExternalIds } from '../loaders.ts';
import type { MessageRole as MessageRoleName } from '../types.ts';

export const MessageRole = describedEnum<MessageRoleName>('MessageRole', 'Author of a message.', {
  USER: 'A user of the application.',
  ASSISTANT: 'The model. Only messages of this role have a cost, and analytics count only them unless a description states otherwise.',
  SYSTEM: 'The instructions that the application gave the model.',
  TOOL: 'A tool; the message is its answer.',
});

const ToolCall = builder.prismaObject('ToolCall', {
  description: 'One call of a tool by the model.',
  select: { messageId: true, position: true },
  fields: (t) => ({
    id: t.exposeString('callId', { nullable: true, description: 'Id that the provider gave the call; null: not reported.' }),
    name: t.exposeString('name', { description: 'Name of the tool.' }),
    success: t.exposeBoolean('success', { nullable: true, description: 'Whether the call succeeded; null: not reported.' }),
    durationMs: t.exposeInt('durationMs', { nullable: true, description: 'Duration of the call in milliseconds; null: not reported.' }),
    error: t.exposeString('error', { nullable: true, description: 'Error of the call; null: none was reported.' }),
    arguments: t.expose('arguments', { type: 'JSON', nullable: true, description: 'Arguments of the call; null: not reported.' }),
    result: t.expose('result', { type: 'JSON', nullable: true, description: 'Result of the call; null: not reported.' }),
  }),
});

/** Other domains add to a message what they know of it: its cost (prices/), its evaluations (evaluations/). */
export const MessageRef = builder.prismaNode('Message', {
  id: { field: 'id' },
  nullable: true,
  description: 'One message of a conversation.',
  findUnique: (id, { viewer }) => ({ id: numberKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'Id that the message was sent with.' }),
    conversation: t.relation('conversation', { description: 'Conversation of the message.' }),
    role: t.expose('role', { type: MessageRole, description: 'Author of the message.' }),
    content: t.exposeString('content', { description: 'Whole text of the message.' }),
    contentPreview: t.string({
      description: 'First characters of the text, for lists.',
      args: { maxLength: t.arg.int({ defaultValue: 240, description: 'Largest number of characters, 1 to 10,000.' }) },
      resolve: ({ id }, { maxLength }, context) =>
        contentPreviews(context).load({ id, maxLength: Math.min(10_000, Math.max(1, maxLength ?? 240)) }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of the message as sent, else of its arrival.' }),
    model: t.exposeString('model', { nullable: true, description: 'Model that wrote the message; null: not reported.' }),
    provider: t.exposeString('provider', { nullable: true, description: 'Provider of the model; null: not reported.' }),
    inputTokens: t.exposeInt('inputTokens', {
      nullable: true,
      description: 'All input tokens, cache reads and writes included; null: not reported.',
    }),
    outputTokens: t.exposeInt('outputTokens', {
      nullable: true,
      description: 'All output tokens, reasoning included; null: not reported.',
    }),
    cacheReadTokens: t.exposeInt('cacheReadTokens', { nullable: true, description: 'Input tokens read from a cache; null: not reported.' }),
    cacheWriteTokens: t.exposeInt('cacheWriteTokens', {
      nullable: true,
      description: 'Input tokens written to a cache; null: not reported.',
    }),
    reasoningTokens: t.exposeInt('reasoningTokens', {
      nullable: true,
      description: 'Output tokens spent on reasoning; null: not reported.',
    }),
    latencyMs: t.exposeInt('latencyMs', {
      nullable: true,
      description: 'Time from the request to the last token, in milliseconds; null: not reported.',
    }),
    timeToFirstTokenMs: t.exposeInt('timeToFirstTokenMs', {
      nullable: true,
      description: 'Time from the request to the first token, in milliseconds; null: not reported, or not streamed.',
    }),
    errorType: t.exposeString('errorType', { nullable: true, description: 'Kind of error in which the call ended; null: none.' }),
    toolCalls: t.relation('toolCalls', {
      type: ToolCall,
      query: { orderBy: { position: 'asc' } },
      description: 'Tool calls of the message, in order.',
    }),
    sessionId: t.string({
      nullable: true,
      description: 'Session of the message, else of its conversation; null: neither was sent.',
      select: { sessionId: true, conversation: { select: { sessionId: true } } },
      resolve: ({ sessionId, conversation }) => sessionId ?? conversation.sessionId,
    }),
    experimentName: t.string({
      nullable: true,
      description: 'Experiment of the message, else of its conversation; null: neither was sent.',
      select: { experimentName: true, conversation: { select: { experimentName: true } } },
      resolve: ({ experimentName, conversation }) => experimentName ?? conversation.experimentName,
    }),
    variant: t.string({
      nullable: true,
      description: 'Variant of the message, else of its conversation; null: neither was sent.',
      select: { variant: true, conversation: { select: { variant: true } } },
      resolve: ({ variant, conversation }) => variant ?? conversation.variant,
    }),
    promptName: t.exposeString('promptName', {
      nullable: true,
      description: 'Name of the prompt that the answer was asked with, as the registry knows it; null: not reported.',
    }),
    promptVersion: t.exposeString('promptVersion', { nullable: true, description: 'Version of that prompt; null: not reported.' }),
    widget: t.boolean({
      description: 'Whether the message came through a widget; false where neither the message nor its conversation reports one.',
      select: { widget: true, conversation: { select: { widget: true } } },
      resolve: ({ widget, conversation }) => widget ?? conversation.widget ?? false,
    }),
    userId: t.string({
      nullable: true,
      description: 'Id of the user of the message, else of its conversation; null: neither was sent.',
      select: { endUserId: true, conversation: { select: { endUserId: true } } },
      resolve: ({ endUserId, conversation }, _args, context) => {
        const id = endUserId ?? conversation.endUserId;
        return id === null ? null : userExternalIds(context).load(id);
      },
    }),
    environment: t.string({
      nullable: true,
      description: 'Environment of the message, else of its conversation; null: neither was sent.',
      select: { environment: true, conversation: { select: { environment: true } } },
      resolve: ({ environment, conversation }) => environment ?? conversation.environment,
    }),
    traceId: t.exposeString('traceId', { nullable: true, description: 'Id of the trace of the message, as sent; null: not sent.' }),
    spanId: t.exposeString('spanId', { nullable: true, description: 'Id of the span of the message, as sent; null: not sent.' }),
    metadata: t.expose('metadata', { type: 'JSON', nullable: true, description: 'Further data sent with the message; null: none.' }),
  }),
});

/** The one connection of messages, for every list of them. */
export const MessageConnection = builder.connectionObject(
  { type: MessageRef, name: 'MessageConnection', description: 'A page of messages.' },
  { name: 'MessageEdge', description: 'A message together with its place in a list.' },
);
