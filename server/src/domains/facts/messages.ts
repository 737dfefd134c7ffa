import { toLedger } from '../messages/pure/ledger.ts';
import { costOf } from '../prices/pure/cost.ts';
import type { PriceBook } from '../prices/pure/book.ts';
import type { Statements } from '../../platform/store/postgres/postgres.ts';
import type { FactLines, Projected, ProjectMessages, QueuedMessage } from '../../platform/store/projector/queue.ts';
import { messagesByIds, type StoredMessage } from './queries.ts';
import { messagesProjected } from './hooks.ts';
import { messageFacts, messageTexts } from './tables.ts';
import { readEvaluations, readToolCalls, type EvaluationsOfMessage, type ToolCallsOfMessage } from './read.ts';

/**
 * A small part is searched without its index of three-letter pieces: the merge that follows soon would build it again (bench/trickle.ts).
 * So is one of many while more messages come than can be projected: the index costs more than all the rest of a message's facts, and the
 * merges build it once (background/index-texts.ts). A large part may stay as it is for long.
 */
const SMALL_PART_ROWS = 1_000;
const textSettings = (rowCount: number, isBehind: boolean) => ({
  exclude_materialize_skip_indexes_on_insert: isBehind || rowCount < SMALL_PART_ROWS ? 'content_pieces' : '',
});

const HOUR_MS = 3_600_000;
const NO_TOOLS: ToolCallsOfMessage = { names: [], successes: [], durationsMs: [] };
const NO_EVALUATIONS: EvaluationsOfMessage = { count: 0, ratings: [], successCount: 0, failureCount: 0, failureTags: [] };

/**
 * The facts of messages as they are now: their rows, tool calls, evaluations and cost. A message that is gone leaves nothing;
 * one that was moved in time leaves a removal at its old place.
 *
 * `priceBook` gives a workspace's prices as they stand now.
 */
export function projectMessages(priceBook: (workspaceId: string) => Promise<PriceBook>): ProjectMessages {
  return async (client, queued, version, isBehind = false) => {
    const ids = [...new Set(queued.map(({ messageId }) => Number(messageId)))];
    // One connection, so one after the other.
    const messages = await messagesByIds(client, { ids });
    const tools = await readToolCalls(client, ids);
    const evaluations = await readEvaluations(client, ids);
    const books = await booksOf(messages, priceBook);
    const facts: string[] = [];
    const texts: string[] = [];
    const hours = new TouchedHours();
    const createdAt = new Map(messages.map((message) => [message.id, message.createdAt.getTime()]));
    for (const { workspaceId, messageId, staleCreatedAt } of queued) {
      if (staleCreatedAt === null || createdAt.get(Number(messageId)) === staleCreatedAt.getTime()) continue;
      const removal = { workspaceId, createdAt: staleCreatedAt, messageId: Number(messageId), version, isDeleted: 1 };
      facts.push(messageFacts.line({ ...messageFacts.empty, ...removal }));
      texts.push(messageTexts.line({ ...messageTexts.empty, ...removal }));
      hours.touch(workspaceId, staleCreatedAt);
    }
    for (const message of messages) {
      const book = books.get(message.workspaceId) as PriceBook;
      facts.push(factLine(message, tools.get(message.id) ?? NO_TOOLS, evaluations.get(message.id) ?? NO_EVALUATIONS, book, version));
      const { workspaceId, createdAt, content } = message;
      texts.push(messageTexts.line({ workspaceId, createdAt, messageId: message.id, content, version, isDeleted: 0 }));
      // Of whatever role: it may have been an answer before, which the rollup still counts.
      hours.touch(message.workspaceId, message.createdAt);
    }
    return { facts: linesOf(facts, texts, isBehind), touchedHours: hours.list(), passOn: (session) => passOn(session, queued) };
  };
}

/** Hands the messages to those who react, by their workspaces. */
async function passOn(client: Statements, queued: readonly QueuedMessage[]): Promise<void> {
  if (messagesProjected.reactions.length === 0) return;
  const batches = new Map<string, { messageIds: number[]; stale: { messageId: number; createdAt: Date }[] }>();
  for (const { workspaceId, messageId, staleCreatedAt } of queued) {
    let batch = batches.get(workspaceId);
    if (batch === undefined) batches.set(workspaceId, (batch = { messageIds: [], stale: [] }));
    batch.messageIds.push(Number(messageId));
    if (staleCreatedAt !== null) batch.stale.push({ messageId: Number(messageId), createdAt: staleCreatedAt });
  }
  const projected = [...batches].map(([workspaceId, batch]) => ({ workspaceId, ...batch }));
  for (const reaction of messagesProjected.reactions) await reaction(client, projected);
}

class TouchedHours {
  readonly #hours = new Map<string, { workspaceId: string; hour: Date }>();

  touch(workspaceId: string, at: Date): void {
    const hour = Math.floor(at.getTime() / HOUR_MS) * HOUR_MS;
    const key = `${workspaceId} ${hour}`;
    if (!this.#hours.has(key)) this.#hours.set(key, { workspaceId, hour: new Date(hour) });
  }

  list(): Projected['touchedHours'] {
    return [...this.#hours.values()];
  }
}

const linesOf = (facts: string[], texts: string[], isBehind: boolean): FactLines[] => [
  { table: messageTexts, lines: texts, settings: textSettings(texts.length, isBehind) },
  { table: messageFacts, lines: facts },
];

async function booksOf(messages: readonly StoredMessage[], priceBook: (id: string) => Promise<PriceBook>): Promise<Map<string, PriceBook>> {
  const books = new Map<string, PriceBook>();
  for (const { workspaceId } of messages) if (!books.has(workspaceId)) books.set(workspaceId, await priceBook(workspaceId));
  return books;
}

function factLine(
  message: StoredMessage,
  tools: ToolCallsOfMessage,
  evaluations: EvaluationsOfMessage,
  book: PriceBook,
  version: number,
): string {
  const ledger = toLedger(message);
  // Only a model's own answer costs; what a user wrote is paid for as the next answer's input.
  const cost = message.role === 'ASSISTANT' ? costOf(ledger, book, message) : null;
  const priced = cost?.state === 'priced' ? cost : null;
  return messageFacts.line({
    workspaceId: message.workspaceId,
    createdAt: message.createdAt,
    messageId: message.id,
    conversationId: message.conversationId,
    endUserId: message.endUserId ?? 0,
    role: message.role,
    model: message.model ?? '',
    provider: message.provider ?? '',
    environment: message.environment ?? '',
    experimentName: message.experimentName ?? '',
    variant: message.variant ?? '',
    sessionId: message.sessionId ?? '',
    userExternalId: message.userExternalId ?? '',
    widget: message.widget ?? false,
    uncachedInputTokens: ledger.uncachedInput,
    cacheReadTokens: ledger.cacheRead,
    cacheWriteTokens: ledger.cacheWrite,
    visibleOutputTokens: ledger.visibleOutput,
    reasoningTokens: ledger.reasoning,
    costNanoUsd: priced === null ? null : priced.nanoUsd,
    priceId: priced?.priceId ?? null,
    latencyMs: message.latencyMs,
    timeToFirstTokenMs: message.timeToFirstTokenMs,
    errorType: message.errorType ?? '',
    toolNames: tools.names,
    toolSuccesses: tools.successes,
    toolDurationsMs: tools.durationsMs,
    evaluationCount: evaluations.count,
    ratings: evaluations.ratings,
    successCount: evaluations.successCount,
    failureCount: evaluations.failureCount,
    failureTags: evaluations.failureTags,
    version,
    isDeleted: 0,
    promptName: message.promptName ?? '',
    promptVersion: message.promptVersion ?? '',
    traceId: traceIdOf(message),
  });
}

const traceForm = /^[0-9a-f]{32}$/;

/** The trace as the tables of spans name it. */
const traceIdOf = ({ traceId }: StoredMessage): string =>
  traceId === null || !traceForm.test(traceId) ? messageFacts.empty.traceId : traceId.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
