import type { Statements } from '../../platform/store/postgres/postgres.ts';
import { consensusOf, type QueueVerdict } from '../evaluations/pure/consensus.ts';
import { evaluationsOfMessages, toolCallsOfMessages } from './queries.ts';

/** Parallel lists, in the order of the calls. */
export interface ToolCallsOfMessage {
  readonly names: string[];
  readonly successes: (boolean | null)[];
  readonly durationsMs: (number | null)[];
}

export interface EvaluationsOfMessage {
  count: number;
  readonly ratings: number[];
  successCount: number;
  failureCount: number;
  readonly failureTags: string[];
}

export async function readToolCalls(client: Statements, ids: readonly number[]): Promise<Map<number, ToolCallsOfMessage>> {
  const byMessage = new Map<number, ToolCallsOfMessage>();
  for (const { messageId, name, success, durationMs } of await toolCallsOfMessages(client, { ids })) {
    let calls = byMessage.get(messageId);
    if (calls === undefined) byMessage.set(messageId, (calls = { names: [], successes: [], durationsMs: [] }));
    calls.names.push(name);
    calls.successes.push(success);
    calls.durationsMs.push(durationMs);
  }
  return byMessage;
}

/** Judgments of a message from one annotation queue count as the one that they come to (pure/consensus.ts of evaluations). */
export async function readEvaluations(client: Statements, ids: readonly number[]): Promise<Map<number, EvaluationsOfMessage>> {
  const byMessage = new Map<number, EvaluationsOfMessage>();
  const ofQueues = new Map<string, { messageId: number; verdicts: QueueVerdict[] }>();
  for (const { messageId, queueId, name, ...verdict } of await evaluationsOfMessages(client, { ids })) {
    if (queueId === null) {
      add(byMessage, messageId, verdict);
      continue;
    }
    const key = `${messageId} ${queueId}`;
    let ofQueue = ofQueues.get(key);
    if (ofQueue === undefined) ofQueues.set(key, (ofQueue = { messageId, verdicts: [] }));
    // a named one is a field of the queue's rubric, and decides nothing here
    if (name === null) ofQueue.verdicts.push(verdict);
  }
  for (const { messageId, verdicts } of ofQueues.values()) add(byMessage, messageId, consensusOf(verdicts));
  return byMessage;
}

function add(byMessage: Map<number, EvaluationsOfMessage>, messageId: number, { rating, success, failureTags }: QueueVerdict): void {
  let known = byMessage.get(messageId);
  if (known === undefined) {
    byMessage.set(messageId, (known = { count: 0, ratings: [], successCount: 0, failureCount: 0, failureTags: [] }));
  }
  known.count += 1;
  if (rating !== null) known.ratings.push(rating);
  if (success === true) known.successCount += 1;
  if (success === false) known.failureCount += 1;
  known.failureTags.push(...failureTags);
}
