import { builder } from '../../../platform/graphql/builder.ts';
import { MessageRole } from '../../messages/schema/message.ts';
import { readContent, type ReadContent } from '../queries/content.ts';
import { seenInSpans } from '../loaders.ts';
import type { SpanContent } from '../queries/span.ts';
import type { ChatMessage, ChatToolCall } from '../types.ts';
import { SpanTextFormRef } from './kinds.ts';

const ChatToolCallRef = builder.objectRef<ChatToolCall>('ChatToolCall').implement({
  description: 'One call of a tool, as a model asks for it.',
  fields: (t) => ({
    id: t.exposeString('id', { nullable: true, description: "The provider's id of the call; null: none was sent." }),
    name: t.exposeString('name', { description: 'The tool.' }),
    arguments: t.field({ type: 'JSON', nullable: true, description: 'What it is called with, as sent: JSON where it is JSON, else the text; null: nothing.', resolve: (call) => call.arguments ?? null }),
  }),
});

/** A message of a chat, and the hash of the piece that it stands in. */
export interface ChatPiece {
  readonly message: ChatMessage;
  readonly hash: string | null;
}

const ChatMessageRef = builder.objectRef<ChatPiece>('ChatMessage').implement({
  description: 'One message of a prompt or an answer, whatever convention told it.',
  fields: (t) => ({
    role: t.field({ type: MessageRole, description: 'Who said it.', resolve: ({ message }) => message.role }),
    content: t.string({ description: "Its text, parts of it joined by a blank line; '' where it only calls tools.", resolve: ({ message }) => message.content }),
    name: t.string({ nullable: true, description: 'Name of the speaker or of the tool; null: none was sent.', resolve: ({ message }) => message.name ?? null }),
    toolCallId: t.string({ nullable: true, description: 'Of a tool’s answer: the call that it answers; null: none was sent.', resolve: ({ message }) => message.toolCallId ?? null }),
    reasoning: t.string({ nullable: true, description: "The model's thinking; null: not told.", resolve: ({ message }) => message.reasoning ?? null }),
    toolCalls: t.field({ type: [ChatToolCallRef], description: 'The tools that it calls, in order.', resolve: ({ message }) => [...(message.toolCalls ?? [])] }),
    parts: t.field({ type: 'JSON', nullable: true, description: 'What is no text (images, audio, files), as sent; null: there is none.', resolve: ({ message }) => message.parts ?? null }),
    seenInSpans: t.int({
      nullable: true,
      complexity: 5,
      description: 'In how many spans of the workspace this very message stands, over the last 30 days; null: not counted, as that would take too long.',
      resolve: ({ hash }, _args, context) => (hash === null ? null : seenInSpans(context).load(hash)),
    }),
  }),
});

export const SpanContentRef = builder.objectRef<SpanContent>('SpanContent').implement({
  description: 'What went into a span or came out of it.',
  fields: (t) => ({
    form: t.expose('form', { type: SpanTextFormRef, description: 'What it is, and so which of the next three says it best.' }),
    text: t.string({ nullable: true, description: 'As plain text, whatever its form; null: it is not kept any more.', resolve: (content) => read(content).text }),
    json: t.field({ type: 'JSON', nullable: true, description: 'As JSON; null: it is plain text, or not kept any more.', resolve: (content) => read(content).json }),
    messages: t.field({ type: [ChatMessageRef], nullable: true, description: 'As messages; null: it is no chat.', resolve: (content) => read(content).messages }),
    byteCount: t.int({ description: 'Its size in bytes of UTF-8, as kept.', resolve: (content) => read(content).byteCount }),
    isCut: t.boolean({ description: 'Whether part of it is not kept: it was too large, or its time is over.', resolve: (content) => read(content).isCut }),
  }),
});

const known = new WeakMap<SpanContent, ReadContent>();

/** Each is read once, however many fields ask. */
function read(content: SpanContent): ReadContent {
  const made = known.get(content) ?? readContent(content);
  known.set(content, made);
  return made;
}
