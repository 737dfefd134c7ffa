import type { Statements } from '../../platform/store/postgres/postgres.ts';
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

export async function readEvaluations(client: Statements, ids: readonly number[]): Promise<Map<number, EvaluationsOfMessage>> {
  const byMessage = new Map<number, EvaluationsOfMessage>();
  for (const { messageId, rating, success, failureTags } of await evaluationsOfMessages(client, { ids })) {
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
  return byMessage;
}
