import { hash } from 'node:crypto';
import { RecentMap } from '../../../platform/ingest/remembered.ts';
import { maxNameLength } from '../../../platform/ingest/text.ts';
import type { LateFacts, PromptedMessage, Rename } from '../../messages/commands.ts';
import type { MessageInput, ToolCallInput } from '../../messages/types.ts';
import { messageIdOfPrompt, textOf } from '../pure/prompts.ts';
import { CallMemory } from './calls.ts';
import { cleanText, storableJson } from './check.ts';
import { startOfNews } from './pieces.ts';
import type { ChatMessage, ChatToolCall, Span, SpanText } from '../types.ts';
import { messageIdOfSpan } from '../../messages/pure/trace-ids.ts';

/** What holds for a whole trace, where its spans say it: a model call that does not takes it from there. */
interface TraceFacts {
  sessionId: string | null;
  conversationId: string | null;
  userId: string | null;
  environment: string | null;
  experimentName: string | null;
  variant: string | null;
}
const noFacts: TraceFacts = { sessionId: null, conversationId: null, userId: null, environment: null, experimentName: null, variant: null };
const factNames = ['sessionId', 'conversationId', 'userId', 'environment', 'experimentName', 'variant'] as const;

/** The longest content of a message made from a span, in UTF-16 code units: below what a message may have in any script. */
const maxContentLength = 340_000;

/** Attributes of recent traces, so that a span of a later batch has those of an earlier one. */
export class TraceMemory {
  readonly #facts = new RecentMap<TraceFacts>(20_000);
  /** When each question was first asked, in ms since the epoch. */
  readonly #asked = new RecentMap<number>(50_000);
  /** Traces with messages that stand in a conversation of the trace's own. */
  readonly #ownConversations = new RecentMap<true>(20_000);
  /** Conversations that have messages, and the time of the earliest that this server has stored, in ms since the epoch. */
  readonly #stored = new RecentMap<number>(50_000);
  /** Of conversations that began with a call whose prompt had not come: that call. */
  readonly #promptless = new RecentMap<string>(5_000);
  /**
   * Of conversations whose history came with a later call: the ids of its messages by role and text, in order, and when that call began.
   */
  readonly #histories = new RecentMap<{ readonly atMs: number; readonly ids: Map<string, string[]> }>(1_000);
  #hasHistories = false;
  readonly calls = new CallMemory();

  /**
   * Takes in what spans say; what a root says holds before all. Gives what has just become known of traces whose messages were stored
   * before it was.
   */
  learn(workspaceId: string, spans: readonly Span[]): LateFacts[] {
    const late = new Map<string, TraceFacts>();
    for (const span of spans) {
      if (factNames.every((name) => span[name] === null)) continue;
      const key = `${workspaceId} ${span.traceId}`;
      const known = this.#facts.get(key) ?? { ...noFacts };
      let hasChanged = false;
      for (const name of factNames) {
        if (span[name] === null || known[name] === span[name] || !(known[name] === null || span.parentId === null)) continue;
        known[name] = span[name];
        hasChanged = true;
      }
      if (!hasChanged) continue;
      this.#facts.set(key, known);
      if (this.#ownConversations.get(key) === true) late.set(span.traceId, known);
    }
    return [...late].map(([conversationId, { sessionId, userId, environment, experimentName, variant }]) => ({
      conversationId,
      sessionId,
      userId,
      environment,
      experimentName,
      variant,
      widget: null,
    }));
  }

  /** The instant at which a question was first asked: asked again by a later call of its trace (a retry), it stays where it was. */
  firstAsked(workspaceId: string, { externalId }: MessageInput, at: Date): Date {
    const key = `${workspaceId} ${externalId}`;
    const first = Math.min(this.#asked.get(key) ?? Infinity, at.getTime());
    this.#asked.set(key, first);
    return new Date(first);
  }

  /** Notes which traces' messages were stored in a conversation of the trace's own. */
  noteConversations(workspaceId: string, messages: readonly MessageInput[]): void {
    for (const { conversationId, traceId } of messages)
      if (conversationId === traceId) this.#ownConversations.set(`${workspaceId} ${traceId}`, true);
  }

  /** After the commit: these messages are stored. */
  noteStored(workspaceId: string, messages: readonly MessageInput[]): void {
    for (const { conversationId, at } of earliestOf(messages)) {
      const key = `${workspaceId} ${conversationId}`;
      this.#stored.set(key, Math.min(this.#stored.get(key) ?? Infinity, at.getTime()));
    }
  }

  /**
   * Conversations into which these messages may come late: this server has stored nothing of them, or only later messages. Another server,
   * or this one before its restart, may have stored these messages as the history of a later call.
   */
  mayBeLate(workspaceId: string, messages: readonly MessageInput[]): { conversationId: string; at: Date }[] {
    return earliestOf(messages).filter(
      ({ conversationId, at }) => at.getTime() < (this.#stored.get(`${workspaceId} ${conversationId}`) ?? Infinity),
    );
  }

  /** Takes in what the stores have of conversations: the messages before the last answer in the first call's prompt are its history. */
  learnHistories(workspaceId: string, stored: readonly PromptedMessage[]): void {
    for (const [conversationId, messages] of Map.groupBy(stored, (message) => message.conversationId)) {
      const [first] = messages as [PromptedMessage];
      const prompt = messages.filter(({ externalId, atMs }) => atMs === first.atMs && traceOf(externalId) === traceOf(first.externalId));
      const end = prompt.findLastIndex(({ role }) => role === 'ASSISTANT');
      if (end >= 0) this.#learnHistory(workspaceId, conversationId, first.atMs, prompt.slice(0, end + 1));
    }
  }

  /** After the commit: these messages are stored as the history of their conversations. */
  noteHistories(workspaceId: string, messages: readonly MessageInput[]): void {
    for (const [conversationId, ofConversation] of Map.groupBy(messages, (message) => message.conversationId))
      this.#learnHistory(
        workspaceId,
        conversationId as string,
        timeOf(ofConversation[0] as MessageInput),
        ofConversation.map((message) => ({ key: keyOfText(message), externalId: message.externalId })),
      );
  }

  #learnHistory(
    workspaceId: string,
    conversationId: string,
    atMs: number,
    messages: readonly { readonly key: string; readonly externalId: string }[],
  ): void {
    const ids = new Map<string, string[]>();
    for (const { key, externalId } of messages) ids.set(key, [...(ids.get(key) ?? []), externalId]);
    this.#histories.set(`${workspaceId} ${conversationId}`, { atMs, ids });
    this.#hasHistories = true;
  }

  /**
   * Messages of calls that come after a later one has brought them as its history: the message that is stored gets the id of the call's
   * own. Each is given once.
   */
  takeRenames(workspaceId: string, messages: readonly MessageInput[]): Rename[] {
    if (!this.#hasHistories) return [];
    return messages.flatMap((message) => {
      const history = this.#histories.get(`${workspaceId} ${message.conversationId}`);
      if (history === undefined || timeOf(message) > history.atMs) return [];
      const ids = history.ids.get(keyOfText(message));
      if (ids === undefined || ids.includes(message.externalId)) return [];
      const from = ids.shift();
      return from === undefined ? [] : [{ from, to: message.externalId }];
    });
  }

  /** Whether a conversation is known to have messages from before this call. */
  isStored(workspaceId: string, conversationId: string, { spanId }: Span): boolean {
    const key = `${workspaceId} ${conversationId}`;
    return this.#stored.get(key) !== undefined && this.#promptless.get(key) !== spanId;
  }

  /** Notes that a conversation begins with this call, whose prompt may come later, as log records do. */
  notePromptless(workspaceId: string, conversationId: string, { spanId }: Span): void {
    const key = `${workspaceId} ${conversationId}`;
    if (this.#stored.get(key) === undefined) this.#promptless.set(key, spanId);
  }

  /** Whether a conversation began with this call when its prompt had not come. */
  beganWith(workspaceId: string, conversationId: string, spanId: string): boolean {
    return this.#promptless.get(`${workspaceId} ${conversationId}`) === spanId;
  }

  /** The span with the attributes of its trace where it has none of its own. */
  inherit(workspaceId: string, span: Span): Span {
    const facts = this.#facts.get(`${workspaceId} ${span.traceId}`);
    if (facts === undefined) return span;
    return {
      ...span,
      sessionId: span.sessionId ?? facts.sessionId,
      conversationId: span.conversationId ?? facts.conversationId,
      userId: span.userId ?? facts.userId,
      environment: span.environment ?? facts.environment,
      experimentName: span.experimentName ?? facts.experimentName,
      variant: span.variant ?? facts.variant,
    };
  }
}

/** The trace in the id of a message that a prompt brought (`messageIdOfPrompt`). */
const traceOf = (externalId: string): string => externalId.split(':', 2)[1] ?? '';

/** Of each conversation the time of the earliest of these messages. */
function earliestOf(messages: readonly MessageInput[]): { conversationId: string; at: Date }[] {
  const found = new Map<string, number>();
  for (const message of messages) {
    const { conversationId } = message;
    if (typeof conversationId === 'string') found.set(conversationId, Math.min(found.get(conversationId) ?? Infinity, timeOf(message)));
  }
  return [...found].map(([conversationId, ms]) => ({ conversationId, at: new Date(ms) }));
}

const timeOf = ({ createdAt }: MessageInput): number => createdAt?.getTime() ?? Infinity;
const keyOfText = ({ role, content }: MessageInput): string => hash('sha256', `${role}\n${content}`, 'base64');

/**
 * The messages that a model call became: what is new in its prompt (after the model's last answer), and the reply. Empty for
 * anything but a model call that has ended. `replyOfSpan` is the span that the reply is known by: its own, or one that reported the same
 * call before. `askedUs` is when the prompt was asked, where that was before the call began.
 *
 * Ids come from trace and span, so that a span that is sent again updates its messages. The same question asked to two models of one
 * trace is one message: its id is made from its text and the number of equal messages before it.
 */
export function messagesOfSpan(span: Span, replyOfSpan = span.spanId, askedUs = span.startUs): MessageInput[] {
  if (span.kind !== 'LLM' || span.endUs === null) return [];
  const common = commonOf(span);
  const asked = news(span).map(({ message, occurrence }): MessageInput => ({
    ...common,
    externalId: messageIdOfPrompt(span.traceId, message, occurrence),
    role: message.role,
    content: contentOf(textOf(message)),
    createdAt: new Date(Math.floor(askedUs / 1_000)),
  }));
  const answer = replyOf(span.output);
  const reply: MessageInput = {
    ...common,
    externalId: messageIdOfSpan(span.traceId, replyOfSpan),
    role: 'ASSISTANT',
    content: contentOf(answer.content),
    createdAt: new Date(Math.floor(span.endUs / 1_000)),
    model: span.model,
    provider: span.provider,
    ...countedUsage(span),
    // A call that ends when it starts was sent without its length.
    latencyMs: span.endUs === span.startUs ? null : Math.min(2_147_483_647, Math.round((span.endUs - span.startUs) / 1_000)),
    timeToFirstTokenMs: span.timeToFirstTokenMs,
    errorType: span.isError ? (span.errorType ?? 'error') : null,
    toolCalls: answer.toolCalls.length === 0 ? null : answer.toolCalls.slice(0, 1_000).map(toolCallOf),
    promptName: span.promptName,
    promptVersion: span.promptVersion,
    spanId: span.spanId,
    metadata: storableJson(span.metadata, maxContentLength),
  };
  return [...asked, reply];
}

export const conversationIdOf = (span: Span): string => span.conversationId ?? span.sessionId ?? span.traceId;

const commonOf = (span: Span) => ({
  conversationId: conversationIdOf(span),
  sessionId: span.sessionId,
  userId: span.userId,
  environment: span.environment,
  experimentName: span.experimentName,
  variant: span.variant,
  traceId: span.traceId,
});

/** What a prompt has before its news: the earlier messages of its conversation. */
export interface History {
  readonly conversationId: string;
  readonly spanId: string;
  readonly startUs: number;
  readonly messages: readonly MessageInput[];
}

/** The history in a model call's prompt. */
export function historyOfSpan(span: Span): History {
  const common = commonOf(span);
  const messages = span.input?.form === 'CHAT' ? span.input.messages : [];
  const start = startOfNews(messages);
  const isFirst = !messages.slice(0, start).some(({ role }) => role === 'ASSISTANT');
  const seen = new Map<string, number>();
  return {
    conversationId: common.conversationId,
    spanId: span.spanId,
    startUs: span.startUs,
    messages: (isFirst ? [] : messages.slice(0, start)).map((message): MessageInput => {
      const key = `${message.role}\n${textOf(message)}`;
      const occurrence = seen.get(key) ?? 0;
      seen.set(key, occurrence + 1);
      const { toolCalls } = message;
      return {
        ...common,
        externalId: messageIdOfPrompt(span.traceId, message, occurrence),
        role: message.role,
        content: contentOf(textOf(message)),
        createdAt: new Date(Math.floor(span.startUs / 1_000)),
        ...(message.role === 'ASSISTANT' && toolCalls !== undefined ? { toolCalls: toolCalls.slice(0, 1_000).map(toolCallOf) } : null),
      };
    }),
  };
}

/** Token counts as messages take them: a part that is larger than its whole makes the whole. */
function countedUsage({
  usage,
}: Span): Pick<MessageInput, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens' | 'reasoningTokens'> {
  const cached = (usage.cacheReadTokens ?? 0) + (usage.cacheWriteTokens ?? 0);
  return {
    ...usage,
    inputTokens: usage.inputTokens === null ? (cached > 0 ? cached : null) : Math.max(usage.inputTokens, cached),
    outputTokens: usage.outputTokens === null ? usage.reasoningTokens : Math.max(usage.outputTokens, usage.reasoningTokens ?? 0),
  };
}

/** What is new in the prompt; the system's instructions with its first question. */
function news({ input }: Span): { message: ChatMessage; occurrence: number }[] {
  if (input === null) return [];
  if (input.form !== 'CHAT')
    return [
      { message: { role: 'USER', content: input.form === 'TEXT' ? input.text : (JSON.stringify(input.value) ?? '') }, occurrence: 0 },
    ];
  const { messages } = input;
  const start = startOfNews(messages);
  const isFirst = !messages.slice(0, start).some(({ role }) => role === 'ASSISTANT');
  const found: { message: ChatMessage; occurrence: number }[] = [];
  const seen = new Map<string, number>();
  for (const [place, message] of messages.entries()) {
    const key = `${message.role}\n${textOf(message)}`;
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    if (place >= start || (isFirst && message.role === 'SYSTEM')) found.push({ message, occurrence });
  }
  return found;
}

function replyOf(output: SpanText | null): { content: string; toolCalls: readonly ChatToolCall[] } {
  if (output === null) return { content: '', toolCalls: [] };
  if (output.form === 'TEXT') return { content: output.text, toolCalls: [] };
  if (output.form === 'JSON') return { content: JSON.stringify(output.value) ?? '', toolCalls: [] };
  const answer = output.messages.filter(({ role }) => role === 'ASSISTANT');
  return {
    content: answer
      .map(textOf)
      .filter((text) => text !== '')
      .join('\n\n'),
    toolCalls: answer.flatMap(({ toolCalls }) => toolCalls ?? []),
  };
}

const contentOf = (text: string): string => cleanText(text, maxContentLength);

function toolCallOf({ id, name, arguments: args }: ChatToolCall): ToolCallInput {
  return {
    id: id === null || id.trim() === '' ? null : cleanText(id, maxNameLength),
    name: name.trim() === '' ? 'unnamed' : cleanText(name, maxNameLength),
    arguments: storableJson(args, maxContentLength),
  };
}
