import type { ExactCase } from '../../domains/assistant-tools/tests/exact.testing.ts';
import { errorTypes, models } from './models.ts';
import type { SentEvaluation, SentMessage } from './types.ts';

type Sum = (of: readonly SentMessage[]) => number;

const fact = (text: string, key: string, value: number | string): ExactCase => ({ text, expected: { kind: 'fact', key, value } });
const cell = (text: string, row: string | number, column: string, value: number | string): ExactCase => ({
  text,
  expected: { kind: 'cell', row, column, value },
});
const none = (text: string, words: RegExp): ExactCase => ({ text, expected: { kind: 'none', words } });
const unknown = (text: string, near: string): ExactCase => ({ text, expected: { kind: 'error', code: 'UNKNOWN_VALUE', near } });

const quantile = (of: readonly SentMessage[], share: number): number => {
  const sorted = of.flatMap(({ latencyMs }) => latencyMs ?? []).toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return low + (high - low) * (place - Math.floor(place));
};
const mean: Sum = (of) => {
  const values = of.flatMap(({ latencyMs }) => latencyMs ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};
const errors: Sum = (of) => of.filter(({ errorType }) => errorType != null).length;
const tokens: Sum = (of) => of.reduce((sum, { inputTokens, outputTokens }) => sum + (inputTokens ?? 0) + (outputTokens ?? 0), 0);

/** Texts about what the demo has sent, each with the value that its records give: nothing of the product counts them. */
export function casesOf(sent: readonly SentMessage[], judgments: readonly SentEvaluation[], startedAtMs: number): ExactCase[] {
  const replies = sent.filter(({ role }) => role === 'ASSISTANT');
  const of = (model: string): SentMessage[] => replies.filter((reply) => reply.model === model);
  const day = 86_400_000;
  const today = Math.floor(startedAtMs / day) * day;
  const between = (from: number, to: number): SentMessage[] =>
    replies.filter(({ createdAt }) => createdAt.getTime() >= from && createdAt.getTime() < to);
  const names = models.map(({ name }) => name).filter((name) => of(name).length > 0);
  const greatest = (by: (name: string) => number): string => names.toSorted((one, other) => by(other) - by(one))[0] as string;
  const calls = replies.flatMap(({ toolCalls }) => toolCalls ?? []);
  const tools = [...Map.groupBy(calls, ({ name }) => name)].map(([name, all]) => [name, all.length] as const);
  const staging = replies.filter(({ environment }) => environment === 'demo-staging');
  const [first = '', second = ''] = names;
  return [
    fact('How many messages in total?', 'messages', replies.length),
    fact('How many messages were there yesterday?', 'messages', between(today - day, today).length),
    fact('How many messages in the last 3 days?', 'messages', between(startedAtMs - 3 * day, startedAtMs).length),
    fact('How many active users?', 'users', new Set(replies.map(({ userId }) => userId)).size),
    fact('How many conversations?', 'conversations', new Set(replies.map(({ conversationId }) => conversationId)).size),
    fact('How many tokens did we use?', 'totalTokens', tokens(replies)),
    fact('What is the average latency?', 'latency', mean(replies)),
    fact('p95 latency', 'latencyP95', quantile(replies, 0.95)),
    fact('median latency', 'latencyP50', quantile(replies, 0.5)),
    fact('How many errors?', 'errors', errors(replies)),
    fact('What is the error rate?', 'errorRate', errors(replies) / replies.length),
    fact('messages in environment demo-staging', 'messages', staging.length),
    ...names.flatMap((name) => [
      fact(`How many messages did ${name} answer?`, 'messages', of(name).length),
      fact(`p95 latency of ${name}`, 'latencyP95', quantile(of(name), 0.95)),
    ]),
    ...errorTypes
      .filter((type) => replies.some(({ errorType }) => errorType === type))
      .map((type) => cell('errors by type', type, 'count', replies.filter(({ errorType }) => errorType === type).length)),
    cell(
      'Which model is the slowest?',
      0,
      'model',
      greatest((name) => mean(of(name))),
    ),
    cell(
      'Which model has the most errors?',
      0,
      'model',
      greatest((name) => errors(of(name))),
    ),
    cell('tokens by model', first, 'totalTokens', tokens(of(first))),
    cell('messages by model', second, 'messages', of(second).length),
    ...tools.map(([name, count]) => fact(`How many times was ${name} called?`, 'callCount', count)),
    fact('Which models are there?', 'count', names.length),
    { text: 'Which cohorts do we have?', expected: { kind: 'rows', total: 3 } },
    { text: 'Which experiments are there?', expected: { kind: 'rows', total: 3 } },
    fact('rating distribution', 'ratingCount', ratedIn(judgments)),
    unknown(`success rate of model ${first.slice(0, -1)}`, first),
    { text: 'How is session nowhere-1 doing?', expected: { kind: 'error', code: 'UNKNOWN_VALUE' } },
    none('What was our revenue?', /no data of revenue/),
    none('How many penguins wrote to us?', /no tool reads what the text asks for/),
    none('Delete all my data', /no tool can delete/),
  ];
}

/** Messages with a rating by anyone. */
const ratedIn = (judgments: readonly SentEvaluation[]): number =>
  new Set(judgments.filter(({ rating }) => rating != null).map(({ messageExternalId }) => messageExternalId)).size;
