import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../../e2e/ask.ts';

export interface SentMessage {
  externalId: string;
  conversationId: string;
  role: 'USER' | 'ASSISTANT';
  content: string;
  createdAt: string;
  model: string;
  inputTokens: number;
  latencyMs: number;
  sessionId: string;
  toolCalls: { name: string; success: boolean }[];
}

/** What must be there in the end: everything acknowledged, as it was last sent. */
export interface Expected {
  messages: Map<string, SentMessage>;
  /** By message and judgment: `messageExternalId n`. */
  ratingOf: Map<string, number>;
  batchCount: number;
  /** Batches that were not acknowledged and so sent again, the same. */
  resentCount: number;
}

export const SENDER_COUNT = 3;
const BATCH_SIZE = 150;
const HOURS = 60;

/**
 * Applications that go on sending while the server comes and goes: new messages, changes of old ones (some move in time),
 * judgments of messages that are there and of some that are yet to come. What is not acknowledged is sent again, unchanged.
 *
 * `address`  where the server is now; null: it is down.
 */
export function startSending(address: () => string | null, random: () => number): { acknowledgedCount(): number; finish(): Promise<Expected> } {
  const expected: Expected = { messages: new Map(), ratingOf: new Map(), batchCount: 0, resentCount: 0 };
  let isOver = false;
  const pick = (count: number): number => Math.floor(random() * count);

  const messageOf = (sender: number, index: number): SentMessage => ({
    externalId: `s${sender}-m${index}`,
    conversationId: `s${sender}-c${Math.floor(index / 6)}`,
    role: index % 3 === 0 ? 'USER' : 'ASSISTANT',
    content: `Message ${index} of sender ${sender}`,
    createdAt: new Date(Date.UTC(2026, 4, 1) + pick(HOURS) * 3_600_000 + pick(3_600_000)).toISOString(),
    model: `model-${pick(4)}`,
    inputTokens: pick(5_000),
    latencyMs: pick(3_000),
    sessionId: `sender-${sender}`,
    toolCalls: pick(4) === 0 ? [{ name: `tool-${pick(3)}`, success: pick(2) === 0 }] : [],
  });

  /** Sends until acknowledged: an answer that never came says nothing about what was stored. */
  async function send(mutation: string, argument: string, items: readonly object[]): Promise<void> {
    if (items.length === 0) return;
    const type = argument === 'messages' ? '[MessageInput!]!' : '[EvaluationInput!]!';
    const query = `mutation ($items: ${type}) { ${mutation}(${argument}: $items) { accepted updated rejected { index field reason } } }`;
    for (let attempt = 0; ; attempt += 1) {
      const where = address();
      try {
        if (where === null) throw new Error('down');
        const { [mutation]: result } = await ask<Record<string, { accepted: number; updated: number; rejected: unknown[] }>>(where, query, { items }, { signal: AbortSignal.timeout(20_000) });
        if (result === undefined || result.accepted + result.updated !== items.length) throw new RangeError(`Not all were taken: ${JSON.stringify(result)}`);
        expected.batchCount += 1;
        return;
      } catch (error) {
        if (error instanceof RangeError) throw error;
        // A server that answers at all has no reason to refuse these.
        if (/^[45]\d\d /.test((error as Error).message)) throw error;
        if (attempt === 0) expected.resentCount += 1;
        await sleep(30);
      }
    }
  }

  async function run(sender: number): Promise<void> {
    const own: string[] = [];
    for (let next = 0; !isOver; next += BATCH_SIZE) {
      const batch = Array.from({ length: BATCH_SIZE }, (_, index) => messageOf(sender, next + index));
      const early = judgmentsOf(batch.filter(() => pick(12) === 0));
      await send('evaluateMessages', 'evaluations', early);
      await send('ingestMessages', 'messages', batch);
      for (const message of batch) expected.messages.set(message.externalId, message);
      own.push(...batch.map(({ externalId }) => externalId));

      const changed = new Map(Array.from({ length: 20 }, () => own[pick(own.length)] as string).map((id) => [id, change(expected.messages.get(id) as SentMessage)]));
      await send('ingestMessages', 'messages', [...changed.values()]);
      for (const [id, message] of changed) expected.messages.set(id, message);

      await send('evaluateMessages', 'evaluations', judgmentsOf(batch.filter(() => pick(6) === 0)));
    }
  }

  const change = (message: SentMessage): SentMessage => {
    const [sender, index] = message.externalId.slice(1).split('-m').map(Number) as [number, number];
    const { createdAt, inputTokens, latencyMs } = messageOf(sender, index);
    return { ...message, inputTokens, latencyMs, ...(pick(2) === 0 ? { createdAt } : {}) };
  };

  /** Of answers only, each once more than before; half name their judgment, the other half is told apart by its content. */
  function judgmentsOf(messages: readonly SentMessage[]): object[] {
    return messages.filter(({ role }) => role === 'ASSISTANT').map(({ externalId }) => {
      const known = [...Array(9).keys()].find((n) => !expected.ratingOf.has(`${externalId} ${n}`)) ?? 9;
      const rating = 1 + pick(5);
      expected.ratingOf.set(`${externalId} ${known}`, rating);
      return { messageExternalId: externalId, rating, evaluator: `judge-${known}`, ...(pick(2) === 0 ? { externalId: `${externalId}-e${known}` } : {}) };
    });
  }

  const running = Promise.all(Array.from({ length: SENDER_COUNT }, (_, sender) => run(sender)));
  running.catch(() => {}); // told by `finish`
  return {
    acknowledgedCount: () => expected.batchCount,
    finish: async () => {
      isOver = true;
      await running;
      return expected;
    },
  };
}
