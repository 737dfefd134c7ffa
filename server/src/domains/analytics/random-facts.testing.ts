import { factOf, type Fact } from './analytics.testing.ts';

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Without a draw, as the prompts are, so that what is drawn stays the same. */
const textOf = (id: number): string => `${['Your refund', 'The ORDER', 'Straße 12'][id % 3]} is late by ${id % 7} days`;

const maxTokens = 2 ** 31 - 1;

/** A message with anything in it: ties, gaps, extremes, several evaluations and tool calls. */
export function randomFact(random: () => number, id: number, between: { from: Date; to: Date }): Fact {
  const pick = <Value>(...values: Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const maybe = <Value>(share: number, value: () => Value): Value | null => (random() < share ? value() : null);
  const times = (most: number): undefined[] => Array.from({ length: Math.floor(random() * (most + 1)) });
  const conversation = 1 + Math.floor(random() * 40);
  const latencyMs = maybe(0.9, () => pick(0, 1, 250, 250, 250, Math.floor(random() * 9_000), Math.floor(random() * 9_000), 4_294_967_295));
  return factOf({
    id,
    at: new Date(between.from.getTime() + Math.floor(random() * (between.to.getTime() - between.from.getTime()))),
    conversation,
    user: conversation % 3 === 0 ? 0 : 1 + (conversation % 7),
    role: pick('ASSISTANT', 'ASSISTANT', 'ASSISTANT', 'USER'),
    model: pick('', 'gpt-4', 'gpt-4', 'claude', 'llama "7b"', "o'neil"),
    provider: pick('', 'openai', 'anthropic'),
    environment: pick('', 'production', 'production', 'staging'),
    experiment: pick('', 'tone', 'länge'),
    variant: pick('', 'a', 'b'),
    session: pick('', 's-1', 's-2', 's-3'),
    widget: random() < 0.2,
    tokens: [pick(0, 17, 1_000, maxTokens), pick(0, 5), pick(0, 3), pick(0, 100, maxTokens), pick(0, 40)],
    costNanoUsd: maybe(0.8, () => pick(0, 1, 123_456_789, 9_000_000_000_000)),
    latencyMs,
    firstTokenMs: maybe(0.5, () => Math.floor(random() * 500)),
    error: pick('', '', '', 'timeout', 'rate_limit'),
    promptName: ['', 'support/answer', 'rules'][id % 3] as string,
    promptVersion: id % 3 === 0 ? '' : String(1 + (id % 4)),
    text: textOf(id),
    tools: times(3).map(() => ({
      name: pick('search', 'book', 'refund'),
      success: pick(true, true, false, null),
      durationMs: maybe(0.8, () => Math.floor(random() * 3_000)),
    })),
    evaluations:
      maybe(0.4, () =>
        times(3).map(() => ({
          rating: maybe(0.8, () => 1 + Math.floor(random() * 5)),
          success: maybe(0.7, () => random() < 0.6),
          tags: times(2).map(() => pick('tone', 'wrong', 'slow')),
        })),
      ) ?? [],
  });
}
