import { builder } from '../../../platform/graphql/builder.ts';
import { MessageRole } from '../../messages/schema/message.ts';
import { readContent, type ReadContent } from '../queries/content.ts';
import { seenInSpans } from '../loaders.ts';
import type { SpanContent } from '../queries/span.ts';
import type { ChatMessage, ChatToolCall } from '../types.ts';
import { SpanTextFormRef } from './kinds.ts';

const ChatToolCallRef = builder.objectRef<ChatToolCall>('ChatToolCall').implement({
  description: 'One call of a tool, as requested by a model.',
  fields: (t) => ({
    id: t.exposeString('id', { nullable: true, description: "The provider's id of the call; null: none was sent." }),
    name: t.exposeString('name', { description: 'Name of the tool.' }),
    arguments: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Arguments of the call, as sent: JSON where they are JSON, else the text; null: none.',
      resolve: (call) => call.arguments ?? null,
    }),
  }),
});

/** A message of a chat, and the hash of the piece that it stands in. */
export interface ChatPiece {
  readonly message: ChatMessage;
  readonly hash: string | null;
}

const ChatMessageRef = builder.objectRef<ChatPiece>('ChatMessage').implement({
  description: 'One message of a prompt or of an answer, whatever convention it was sent in.',
  fields: (t) => ({
    role: t.field({ type: MessageRole, description: 'Author of the message.', resolve: ({ message }) => message.role }),
    content: t.string({
      description: "Text of the message, its parts joined by a blank line; '' where the message only calls tools.",
      resolve: ({ message }) => message.content,
    }),
    name: t.string({
      nullable: true,
      description: 'Name of the speaker or of the tool; null: none was sent.',
      resolve: ({ message }) => message.name ?? null,
    }),
    toolCallId: t.string({
      nullable: true,
      description: 'Id of the tool call that the message answers; null: not reported.',
      resolve: ({ message }) => message.toolCallId ?? null,
    }),
    reasoning: t.string({
      nullable: true,
      description: 'Reasoning of the model; null: not reported.',
      resolve: ({ message }) => message.reasoning ?? null,
    }),
    toolCalls: t.field({
      type: [ChatToolCallRef],
      description: 'Tools that the message calls, in order.',
      resolve: ({ message }) => [...(message.toolCalls ?? [])],
    }),
    parts: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'Parts that are no text: images, audio, files as sent, and of a refusal its mark `{ type: "refusal", reason }`, whose text is the content; null: there are none.',
      resolve: ({ message }) => message.parts ?? null,
    }),
    seenInSpans: t.int({
      nullable: true,
      complexity: 5,
      description:
        'Number of spans of the workspace that contain this very message, over the last 30 days; null: not counted, as counting takes too long.',
      resolve: ({ hash }, _args, context) => (hash === null ? null : seenInSpans(context).load(hash)),
    }),
  }),
});

export const SpanContentRef = builder.objectRef<SpanContent>('SpanContent').implement({
  description: 'Input or output of a span.',
  fields: (t) => ({
    form: t.expose('form', {
      type: SpanTextFormRef,
      description: 'Form of the content, and so which of `messages`, `json` and `text` fits best.',
    }),
    text: t.string({
      nullable: true,
      description: 'Content as plain text, whatever its form; null: not stored any more.',
      resolve: (content) => read(content).text,
    }),
    json: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Content as JSON; null: plain text, or not stored any more.',
      resolve: (content) => read(content).json,
    }),
    messages: t.field({
      type: [ChatMessageRef],
      nullable: true,
      description: 'Content as messages of a chat; null: the content is no chat.',
      resolve: (content) => read(content).messages,
    }),
    byteCount: t.int({ description: 'Size in bytes of UTF-8, as stored.', resolve: (content) => read(content).byteCount }),
    isCut: t.boolean({
      description: 'Whether part of the content is not stored: it was too large, or its retention has ended.',
      resolve: (content) => read(content).isCut,
    }),
  }),
});

const known = new WeakMap<SpanContent, ReadContent>();

/** Each is read once, however many fields ask. */
function read(content: SpanContent): ReadContent {
  const made = known.get(content) ?? readContent(content);
  known.set(content, made);
  return made;
}
