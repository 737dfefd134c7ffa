import { sendRecords, type Sent } from 'importer/batches';
import type { ServerAddress } from 'importer/client';
import type { FileRecord } from 'importer/records';
import type { SentEvaluation, SentMessage } from './types.ts';
import { spansOf, type SentSpan } from './traces/spans.ts';
import { conversationsBetween, expectedMessages, type Simulation } from './visits.ts';

/** Messages, judgments and spans, each with its time. */
export interface Events {
  readonly messages: SentMessage[];
  readonly evaluations: SentEvaluation[];
  readonly spans: SentSpan[];
}

export const nothing = (): Events => ({ messages: [], evaluations: [], spans: [] });

interface On {
  /** `share` 0 to 1, of what is expected. */
  readonly progress: (share: number, sentCount: number) => void;
  readonly rejected: (reason: string) => void;
}

/**
 * Sends all messages, judgments and spans between two instants, or until aborted. Sending it again changes nothing.
 * Returns what the server made of it, and what the conversations that were going on at the end still have to say.
 */
export async function sendPast(
  server: ServerAddress,
  simulation: Simulation,
  span: { fromMs: number; toMs: number; signal: AbortSignal },
  on: On,
): Promise<{ sent: Sent; rest: Events }> {
  const { fromMs, toMs, signal } = span;
  const rest = nothing();
  const expected = Math.max(1, expectedMessages(simulation, fromMs, toMs));
  async function* records(): AsyncGenerator<FileRecord> {
    let line = 0;
    const record = (kind: 'message' | 'evaluation', value: object): FileRecord => ({ kind, line: (line += 1), value: { ...value } });
    for (const conversation of conversationsBetween(simulation, fromMs, toMs)) {
      if (signal.aborted) return;
      const { messages, evaluations } = conversation;
      for (const message of messages) {
        if (message.createdAt.getTime() < toMs) yield record('message', message);
        else rest.messages.push(message);
      }
      for (const evaluation of evaluations) {
        if (evaluation.createdAt.getTime() < toMs) yield record('evaluation', evaluation);
        else rest.evaluations.push(evaluation);
      }
      for (const span of spansOf(conversation)) {
        if (span.createdAt.getTime() < toMs) yield { kind: 'span', line: (line += 1), value: span };
        else rest.spans.push(span);
      }
    }
  }
  const sent = await sendRecords(server, records(), {
    rejected: ({ field, reason }) => on.rejected(`${field} ${reason}`),
    progress: ({ message, evaluation }) => {
      const messageCount = message.accepted + message.updated;
      on.progress(Math.min(1, messageCount / expected), messageCount + evaluation.accepted + evaluation.updated);
    },
  });
  return { sent, rest };
}
