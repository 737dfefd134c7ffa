import { toLedger } from '../messages/pure/ledger.ts';
import { costOf } from '../prices/pure/cost.ts';
import type { PriceBook } from '../prices/pure/book.ts';
import { formatUtc } from '../../platform/store/sql.ts';
import type { FactLines, Projected, ProjectMessages } from '../../platform/store/projector/queue.ts';
import { messagesByIds, type StoredMessage } from './queries.ts';
import { readEvaluations, readToolCalls, type EvaluationsOfMessage, type ToolCallsOfMessage } from './read.ts';

const FACT_COLUMNS = [
  'workspace_id', 'created_at', 'message_id', 'conversation_id', 'end_user_id', 'role', 'model', 'provider', 'environment',
  'experiment_name', 'variant', 'session_id', 'user_external_id', 'widget', 'uncached_input_tokens', 'cache_read_tokens',
  'cache_write_tokens', 'visible_output_tokens', 'reasoning_tokens', 'cost_nano_usd', 'price_id', 'latency_ms',
  'time_to_first_token_ms', 'error_type', 'tool_names', 'tool_successes', 'tool_durations_ms', 'evaluation_count', 'ratings',
  'success_count', 'failure_count', 'failure_tags', 'version', 'is_deleted',
] as const;

const TEXT_COLUMNS = ['workspace_id', 'created_at', 'message_id', 'content', 'version', 'is_deleted'] as const;

/**
 * A small part is searched without its index of three-letter pieces: the merge that follows soon would build it again (bench/trickle.ts).
 * A large part may stay as it is for long.
 */
const SMALL_PART_ROWS = 1_000;
const textSettings = (rowCount: number) => ({ exclude_materialize_skip_indexes_on_insert: rowCount < SMALL_PART_ROWS ? 'content_pieces' : '' });

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
  return async (client, queued, version) => {
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
      facts.push(removalLine(workspaceId, staleCreatedAt, messageId, version));
      texts.push(JSON.stringify([workspaceId, formatUtc(staleCreatedAt), Number(messageId), '', version, 1]));
      hours.touch(workspaceId, staleCreatedAt);
    }
    for (const message of messages) {
      const book = books.get(message.workspaceId) as PriceBook;
      facts.push(factLine(message, tools.get(message.id) ?? NO_TOOLS, evaluations.get(message.id) ?? NO_EVALUATIONS, book, version));
      texts.push(JSON.stringify([message.workspaceId, formatUtc(message.createdAt), message.id, message.content, version, 0]));
      // Of whatever role: it may have been an answer before, which the rollup still counts.
      hours.touch(message.workspaceId, message.createdAt);
    }
    return { facts: linesOf(facts, texts), touchedHours: hours.list() };
  };
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

const linesOf = (facts: string[], texts: string[]): FactLines[] => [
  { table: 'message_texts', columns: TEXT_COLUMNS, lines: texts, settings: textSettings(texts.length) },
  { table: 'message_facts', columns: FACT_COLUMNS, lines: facts },
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
  return JSON.stringify([
    message.workspaceId, formatUtc(message.createdAt), message.id, message.conversationId, message.endUserId ?? 0, message.role,
    message.model ?? '', message.provider ?? '', message.environment ?? '', message.experimentName ?? '', message.variant ?? '',
    message.sessionId ?? '', message.userExternalId ?? '', message.widget ?? false, ledger.uncachedInput, ledger.cacheRead,
    ledger.cacheWrite, ledger.visibleOutput, ledger.reasoning, priced === null ? null : String(priced.nanoUsd),
    priced?.priceId ?? null, message.latencyMs, message.timeToFirstTokenMs, message.errorType ?? '', tools.names,
    tools.successes, tools.durationsMs, evaluations.count, evaluations.ratings, evaluations.successCount,
    evaluations.failureCount, evaluations.failureTags, version, 0,
  ]);
}

function removalLine(workspaceId: string, createdAt: Date, messageId: bigint, version: number): string {
  return JSON.stringify([
    workspaceId, formatUtc(createdAt), Number(messageId), 0, 0, 'USER', '', '', '', '', '', '', '', false, 0, 0, 0, 0, 0, null, null,
    null, null, '', [], [], [], 0, [], 0, 0, [], version, 1,
  ]);
}

