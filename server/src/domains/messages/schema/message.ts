import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';
import { contentPreviews, userExternalIds } from '../loaders.ts';
import type { MessageRole as MessageRoleName } from '../types.ts';

export const MessageRole = describedEnum<MessageRoleName>('MessageRole', 'Who said a message.', {
  USER: 'A user of the application.',
  ASSISTANT: 'The model. Only its messages have a cost, and analytics count them unless they say otherwise.',
  SYSTEM: 'The instructions that the application gave the model.',
  TOOL: 'What a tool answered.',
});

const ToolCall = builder.prismaObject('ToolCall', {
  description: 'One call of a tool by the model.',
  select: { messageId: true, position: true },
  fields: (t) => ({
    id: t.exposeString('callId', { nullable: true, description: "The provider's id of the call; null: none was sent." }),
    name: t.exposeString('name', { description: 'The tool.' }),
    success: t.exposeBoolean('success', { nullable: true, description: 'Whether it did what it was called for; null: not reported.' }),
    durationMs: t.exposeInt('durationMs', { nullable: true, description: 'How long it took, in milliseconds; null: not reported.' }),
    error: t.exposeString('error', { nullable: true, description: 'What it failed with; null: nothing was reported.' }),
    arguments: t.expose('arguments', { type: 'JSON', nullable: true, description: 'What it was called with; null: not sent.' }),
    result: t.expose('result', { type: 'JSON', nullable: true, description: 'What it answered; null: not sent.' }),
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
    externalId: t.exposeString('externalId', { description: 'The id that it was sent with.' }),
    conversation: t.relation('conversation', { description: 'The conversation that it is part of.' }),
    role: t.expose('role', { type: MessageRole, description: 'Who said it.' }),
    content: t.exposeString('content', { description: 'Its whole text.' }),
    contentPreview: t.string({
      description: 'The first characters of its text, for lists.',
      args: { maxLength: t.arg.int({ defaultValue: 240, description: 'How many characters at most, 1 to 10,000.' }) },
      resolve: ({ id }, { maxLength }, context) => contentPreviews(context).load({ id, maxLength: Math.min(10_000, Math.max(1, maxLength ?? 240)) }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was said, as sent; else when it came.' }),
    model: t.exposeString('model', { nullable: true, description: 'The model that said it; null: none was sent.' }),
    provider: t.exposeString('provider', { nullable: true, description: "The model's provider; null: none was sent." }),
    inputTokens: t.exposeInt('inputTokens', { nullable: true, description: 'All input tokens, cache reads and writes included; null: not reported.' }),
    outputTokens: t.exposeInt('outputTokens', { nullable: true, description: 'All output tokens, reasoning included; null: not reported.' }),
    cacheReadTokens: t.exposeInt('cacheReadTokens', { nullable: true, description: 'Input tokens read from a cache; null: not reported.' }),
    cacheWriteTokens: t.exposeInt('cacheWriteTokens', { nullable: true, description: 'Input tokens written to a cache; null: not reported.' }),
    reasoningTokens: t.exposeInt('reasoningTokens', { nullable: true, description: 'Output tokens spent on reasoning; null: not reported.' }),
    latencyMs: t.exposeInt('latencyMs', { nullable: true, description: 'From the request to the last token, in milliseconds; null: not reported.' }),
    timeToFirstTokenMs: t.exposeInt('timeToFirstTokenMs', { nullable: true, description: 'From the request to the first token, in milliseconds; null: not reported, or not streamed.' }),
    errorType: t.exposeString('errorType', { nullable: true, description: 'What the call failed with; null: it did not.' }),
    toolCalls: t.relation('toolCalls', { type: ToolCall, query: { orderBy: { position: 'asc' } }, description: 'The tools that it called, in order.' }),
    sessionId: t.string({
      nullable: true,
      description: 'Its session, else its conversation’s; null: neither was sent.',
      select: { sessionId: true, conversation: { select: { sessionId: true } } },
      resolve: ({ sessionId, conversation }) => sessionId ?? conversation.sessionId,
    }),
    experimentName: t.string({
      nullable: true,
      description: 'Its experiment, else its conversation’s; null: neither was sent.',
      select: { experimentName: true, conversation: { select: { experimentName: true } } },
      resolve: ({ experimentName, conversation }) => experimentName ?? conversation.experimentName,
    }),
    variant: t.string({
      nullable: true,
      description: 'Its variant of the experiment, else its conversation’s; null: neither was sent.',
      select: { variant: true, conversation: { select: { variant: true } } },
      resolve: ({ variant, conversation }) => variant ?? conversation.variant,
    }),
    widget: t.boolean({
      description: 'Whether it came through a widget; false where neither it nor its conversation says.',
      select: { widget: true, conversation: { select: { widget: true } } },
      resolve: ({ widget, conversation }) => widget ?? conversation.widget ?? false,
    }),
    userId: t.string({
      nullable: true,
      description: 'The user of the application it was for, else its conversation’s; null: neither was sent.',
      select: { endUserId: true, conversation: { select: { endUserId: true } } },
      resolve: ({ endUserId, conversation }, _args, context) => {
        const id = endUserId ?? conversation.endUserId;
        return id === null ? null : userExternalIds(context).load(id);
      },
    }),
    environment: t.string({
      nullable: true,
      description: 'Its environment, else its conversation’s; null: neither was sent.',
      select: { environment: true, conversation: { select: { environment: true } } },
      resolve: ({ environment, conversation }) => environment ?? conversation.environment,
    }),
    traceId: t.exposeString('traceId', { nullable: true, description: 'The trace that it belongs to; null: none was sent.' }),
    spanId: t.exposeString('spanId', { nullable: true, description: 'The span that it belongs to; null: none was sent.' }),
    metadata: t.expose('metadata', { type: 'JSON', nullable: true, description: 'What else was sent with it; null: nothing.' }),
  }),
});

/** The one connection of messages, for every list of them. */
export const MessageConnection = builder.connectionObject(
  { type: MessageRef, name: 'MessageConnection', description: 'A page of messages.' },
  { name: 'MessageEdge', description: 'A message in its place in a list.' },
);
