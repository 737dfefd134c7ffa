import { setTimeout as sleep } from 'node:timers/promises';
import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import { sendSpans } from 'importer/spans';
import { nothing } from './backfill.ts';
import type { LiveFeed } from './feed.ts';

export interface LiveCounts {
  messages: number;
  evaluations: number;
  spans: number;
  /** Not sent yet, because the server is away. */
  held: number;
  /** Given up, because the server was away for too long. */
  dropped: number;
}

interface Options {
  readonly signal: AbortSignal;
  readonly onCounts: (counts: Readonly<LiveCounts>) => void;
  readonly onAway: (problem: string) => void;
  readonly onBack: (heldCount: number) => void;
  readonly onRejected: (reason: string) => void;
}

const operations = {
  messages:
    'mutation DemoMessages($items: [MessageInput!]!) { result: ingestMessages(messages: $items) { accepted updated rejected { field reason } } }',
  evaluations:
    'mutation DemoEvaluations($items: [EvaluationInput!]!) { result: evaluateMessages(evaluations: $items) { accepted updated rejected { field reason } } }',
} as const;

interface Answer {
  result: { accepted: number; updated: number; rejected: { field: string; reason: string }[] };
}

const tickMs = 200;
const batchSize = 1_000;
const maxHeld = 50_000;
const longestPauseMs = 5_000;
/** So often a refusal that will not pass by itself is tried once more before the demo stops. */
const maxRefusals = 3;

/**
 * Sends what the feed has due, as it becomes due, until aborted. While the server is unavailable, messages are kept, and sent with
 * its own time when the server is back.
 *
 * Errors  throws `ServerProblem` when the server is there and goes on refusing.
 */
export async function runLive(server: ServerAddress, feed: LiveFeed, { signal, ...on }: Options): Promise<LiveCounts> {
  const counts: LiveCounts = { messages: 0, evaluations: 0, spans: 0, held: 0, dropped: 0 };
  const held = nothing();
  let isAway = false;
  let pauseMs = tickMs;
  let refusalCount = 0;
  while (!signal.aborted) {
    const due = feed.due(Date.now());
    held.messages.push(...due.messages);
    held.evaluations.push(...due.evaluations);
    held.spans.push(...due.spans);
    counts.dropped += held.messages.splice(0, Math.max(0, held.messages.length - maxHeld)).length;
    held.spans.splice(0, Math.max(0, held.spans.length - maxHeld));
    counts.held = held.messages.length + held.evaluations.length + held.spans.length;
    try {
      if (counts.held > 0) await sendHeld();
      pauseMs = tickMs;
      refusalCount = 0;
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      refusalCount += error.isTemporary ? 0 : 1;
      if (refusalCount >= maxRefusals) throw error;
      if (!isAway) on.onAway(error.message);
      isAway = true;
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
    counts.held = held.messages.length + held.evaluations.length + held.spans.length;
    on.onCounts(counts);
    await sleep(pauseMs, undefined, { signal }).catch(() => {});
  }
  return counts;

  async function sendHeld(): Promise<void> {
    const heldCount = counts.held;
    while (held.messages.length > 0) counts.messages += await sendSome(operations.messages, held.messages);
    while (held.evaluations.length > 0) counts.evaluations += await sendSome(operations.evaluations, held.evaluations);
    while (held.spans.length > 0) counts.spans += await sendSomeSpans();
    if (isAway) on.onBack(heldCount);
    isAway = false;
  }

  async function sendSomeSpans(): Promise<number> {
    const batch = held.spans.slice(0, batchSize);
    const rejected = await sendSpans(server, batch, { attempts: 1 });
    held.spans.splice(0, batch.length);
    for (const { reason } of rejected) on.onRejected(`span ${reason}`);
    return batch.length - rejected.length;
  }

  /** What is acknowledged leaves the list; what is not stays, and is sent again. */
  async function sendSome(operation: string, items: unknown[]): Promise<number> {
    const batch = items.slice(0, batchSize);
    const { result } = await sendOperation<Answer>(server, operation, { items: batch }, { attempts: 1 });
    items.splice(0, batch.length);
    for (const { field, reason } of result.rejected) on.onRejected(`${field} ${reason}`);
    return result.accepted + result.updated;
  }
}
