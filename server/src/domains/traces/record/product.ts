import { evaluateMessages } from '../../evaluations/commands.ts';
import { maxBatchSize } from '../../../platform/ingest/errors.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import {
  giveToConversations,
  promptedMessagesOf,
  recordToolResults,
  renameMessages,
  spansOfReplies,
  storedConversationsAmong,
  storeMessages,
  type LateFacts,
  type ToolResult,
} from '../../messages/commands.ts';
import type { MessageInput } from '../../messages/types.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { queueTraces } from '../queries/queues.ts';
import { tokensOf, withOthers } from './calls.ts';
import { cleanText, storableJson } from './check.ts';
import { conversationIdOf, historyOfSpan, messagesOfSpan, type History, type TraceMemory } from './messages.ts';
import type { Span, SpanText, StoredJudgment } from '../types.ts';

/** The longest result of a tool that is kept with the call, in UTF-16 code units; a longer one stays with the span only. */
const maxResultLength = 65_536;

/**
 * What spans mean for the rest of the product: messages of model calls, results of tool calls, judgments, and traces to be summed up again.
 */
export interface Product {
  readonly messages: MessageInput[];
  /** Of traces in which no model call is known, and an agent reports tokens: what its run becomes where no call has become a message. */
  readonly agents: { readonly span: Span; readonly messages: readonly MessageInput[] }[];
  /** What the prompts of conversations have before their news, of the first call of each. */
  readonly histories: History[];
  /** What became known of conversations whose messages are stored. */
  readonly late: readonly LateFacts[];
  readonly toolResults: ToolResult[];
  readonly judgments: object[];
  readonly traceIds: ReadonlySet<string>;
}

/** Read from the spans at once, so that they need not stay in memory until they are written. */
export function productOf(memory: TraceMemory, workspaceId: string, spans: readonly Span[]): Product {
  const late = memory.learn(workspaceId, spans);
  const product = {
    messages: [] as MessageInput[],
    agents: [] as Product['agents'],
    histories: [] as History[],
    late,
    toolResults: [] as ToolResult[],
    judgments: [] as object[],
    traceIds: new Set<string>(),
  };
  const { repeats, messageOf, fromOthers, askedUs } = memory.calls.learn(workspaceId, spans);
  /** Of each conversation that is not known to be stored the first call. */
  const first = new Map<string, Span>();
  for (const span of spans) {
    product.traceIds.add(span.traceId);
    if (span.kind === 'LLM' && !repeats.has(span)) {
      const whole = memory.inherit(workspaceId, withOthers(span, fromOthers));
      product.messages.push(...messagesOfSpan(whole, messageOf.get(span), askedUs.get(span) ?? undefined));
      const conversationId = conversationIdOf(whole);
      const isEarlier = span.startUs < (first.get(conversationId)?.startUs ?? Infinity);
      if (whole.input === null) memory.notePromptless(workspaceId, conversationId, span);
      if (span.endUs !== null && isEarlier && !memory.isStored(workspaceId, conversationId, span)) first.set(conversationId, whole);
    } else if (span.kind === 'TOOL' && !repeats.has(span)) product.toolResults.push(...toolResultOf(span));
    if (span.judgments.length > 0) product.judgments.push(...judgmentsOf(span, workspaceId));
  }
  for (const span of lonelyAgents(memory, workspaceId, spans)) {
    const messages = messagesOfSpan({ ...memory.inherit(workspaceId, span), kind: 'LLM' });
    product.agents.push({ span, messages });
  }
  for (const span of first.values()) product.histories.push(historyOfSpan(span));
  for (const message of product.messages) {
    if (message.role !== 'ASSISTANT' && message.createdAt instanceof Date)
      message.createdAt = memory.firstAsked(workspaceId, message, message.createdAt);
  }
  memory.noteConversations(workspaceId, product.messages);
  return product;
}

/** Of each trace without a model call the agent that reports the most tokens: those of the agents within it are parts of them. */
function lonelyAgents(memory: TraceMemory, workspaceId: string, spans: readonly Span[]): Iterable<Span> {
  const found = new Map<string, Span>();
  for (const span of spans)
    if (span.kind === 'AGENT' && span.endUs !== null && tokensOf(span) > 0 && !memory.calls.hasCalls(workspaceId, span.traceId)) {
      const known = found.get(span.traceId);
      if (known === undefined || tokensOf(span) > tokensOf(known)) found.set(span.traceId, span);
    }
  if (found.size > 0) for (const { kind, traceId } of spans) if (kind === 'LLM') found.delete(traceId);
  return found.values();
}

/** Records it. Everything here may be done twice: a call that is sent again changes nothing. */
export async function recordProduct(
  stores: Stores,
  live: LiveBus,
  memory: TraceMemory,
  workspaceId: string,
  products: readonly Product[],
): Promise<void> {
  const now = new Date();
  const histories = await openingHistories(
    stores,
    memory,
    workspaceId,
    products.flatMap((product) => product.histories),
  );
  const news = [
    ...products.flatMap((product) => product.messages),
    ...(await messagesOfAgents(
      stores,
      workspaceId,
      products.flatMap((product) => product.agents),
    )),
  ];
  const messages = [...histories, ...news];
  memory.learnHistories(workspaceId, await promptedMessagesOf(stores, workspaceId, memory.mayBeLate(workspaceId, news)));
  await renameMessages(stores, workspaceId, memory.takeRenames(workspaceId, news));
  for (const batch of batches(messages)) await storeMessages({ stores, live }, workspaceId, batch, now);
  memory.noteStored(workspaceId, messages);
  memory.noteHistories(workspaceId, histories);
  const late = products.flatMap((product) => product.late);
  if (late.length > 0) await giveToConversations(stores, workspaceId, late);
  const toolResults = products.flatMap((product) => product.toolResults);
  if (toolResults.length > 0) await recordToolResults(stores, workspaceId, toolResults);
  for (const batch of batches(products.flatMap((product) => product.judgments))) await evaluateMessages(stores, workspaceId, batch, now);
}

/** The messages of agents in whose traces no model call has become a message. */
async function messagesOfAgents(stores: Stores, workspaceId: string, agents: Product['agents']): Promise<MessageInput[]> {
  if (agents.length === 0) return [];
  const replies = await spansOfReplies(
    stores,
    workspaceId,
    agents.map(({ span }) => span.traceId),
  );
  return agents.flatMap(({ span, messages }) => ((replies.get(span.traceId) ?? []).every((id) => id === span.spanId) ? messages : []));
}

/**
 * What the prompts of conversations that are not stored yet have before their news: it stands nowhere else. Of the calls of one
 * conversation the first brings it; what a later one has is what the first asked and was answered.
 */
async function openingHistories(
  stores: Stores,
  memory: TraceMemory,
  workspaceId: string,
  histories: readonly History[],
): Promise<MessageInput[]> {
  const first = new Map<string, History>();
  for (const history of histories)
    if (history.startUs < (first.get(history.conversationId)?.startUs ?? Infinity)) first.set(history.conversationId, history);
  const opening = [...first.values()].filter(({ messages }) => messages.length > 0);
  if (opening.length === 0) return [];
  const stored = await storedConversationsAmong(
    stores,
    workspaceId,
    opening.map(({ conversationId }) => conversationId),
  );
  return opening.flatMap(({ conversationId, spanId, messages }) =>
    stored.has(conversationId) && !memory.beganWith(workspaceId, conversationId, spanId) ? [] : messages,
  );
}

function* batches<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += maxBatchSize) yield items.slice(from, from + maxBatchSize);
}

/** Queues traces, so that their summaries are written again. */
export async function enqueueTraces(postgres: Statements, workspaceId: string, traceIds: Iterable<string>): Promise<void> {
  await queueTraces(postgres, { workspaceId, traceIds: [...traceIds] });
}

function toolResultOf(span: Span): ToolResult[] {
  if (span.kind !== 'TOOL' || span.endUs === null || (span.toolName ?? span.toolCallId) === null) return [];
  return [
    {
      traceId: span.traceId,
      callId: span.toolCallId,
      name: span.toolName,
      startedAtUs: span.startUs,
      success: !span.isError,
      durationMs: Math.min(2_147_483_647, Math.round((span.endUs - span.startUs) / 1_000)),
      error: span.isError ? (span.errorMessage ?? span.errorType ?? 'error') : null,
      result: resultJson(span.output),
    },
  ];
}

function resultJson(output: SpanText | null): string | null {
  if (output === null) return null;
  const value =
    output.form === 'TEXT'
      ? output.text
      : output.form === 'JSON'
        ? output.value
        : output.messages.map(({ content }) => content).join('\n\n');
  const kept = storableJson(value, maxResultLength);
  return kept === null ? null : JSON.stringify(kept);
}

function judgmentsOf(span: Span, workspaceId: string): object[] {
  return span.judgments.map(({ name, value, label, explanation, evaluatorKind, identifier, target, stored }) =>
    stored !== undefined
      ? storedAgain(stored, workspaceId)
      : {
          traceId: span.traceId,
          ...(target === undefined ? { spanId: span.spanId } : {}),
          ...(target === 'SESSION' && span.sessionId !== null ? { traceId: null, sessionId: span.sessionId } : {}),
          name: cleanText(name, 512),
          value,
          label: label === null ? null : cleanText(label, 512),
          comment: explanation === null ? null : cleanText(explanation, 340_000),
          evaluatorKind: evaluatorKind ?? 'MODEL',
          externalId: identifier === null ? null : `span:${span.traceId}:${span.spanId}:${cleanText(identifier, 400)}`,
        },
  );
}

/**
 * A judgment of a downloaded trace. Those made in the product are known by numbers of their workspace, which name something else in
 * another one.
 */
function storedAgain({ workspaceId: from, externalId, createdAt, ...judgment }: StoredJudgment, workspaceId: string): object {
  const isOwn = from === workspaceId || !/^(judged|queue|judge):/.test(externalId);
  return { ...judgment, externalId: isOwn ? externalId : `from:${from}:${externalId}`, createdAt: new Date(createdAt) };
}
