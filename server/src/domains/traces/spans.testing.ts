import { emptySpan, type Span } from './types.ts';

/** A span for tests: what is not said is plausible and always the same. `n` makes its ids. */
export function testSpan(n: number, said: Partial<Span> = {}): Span {
  return {
    ...emptySpan,
    traceId: said.traceId ?? hexId(n, 32),
    spanId: hexId(n, 16),
    name: `span ${n}`,
    startUs: Date.UTC(2026, 10, 20, 12) * 1_000 + n * 1_000,
    endUs: Date.UTC(2026, 10, 20, 12) * 1_000 + n * 1_000 + 500_000,
    ...said,
  };
}

/** A model call for tests: a question, an answer and what it took. */
export function testModelCall(n: number, said: Partial<Span> = {}): Span {
  return testSpan(n, {
    name: 'chat gpt-4o',
    kind: 'LLM',
    model: 'gpt-4o',
    provider: 'openai',
    usage: { inputTokens: 100, outputTokens: 20, cacheReadTokens: 30, cacheWriteTokens: null, reasoningTokens: 5 },
    input: {
      form: 'CHAT',
      messages: [
        { role: 'SYSTEM', content: 'You are kind.' },
        { role: 'USER', content: `Question ${n}?` },
      ],
    },
    output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: `Answer ${n}.` }] },
    ...said,
  });
}

export const hexId = (n: number, length: number): string => (n + 1).toString(16).padStart(length, '0');
