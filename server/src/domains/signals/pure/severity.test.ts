import { expect, test } from 'vitest';
import { isBetter, severityOf, type Touched } from './severity.ts';

const touched = (of: Partial<Touched>): Touched => ({
  metric: 'ERROR_SHARE',
  direction: 'UP',
  value: 0.02,
  expected: 0.01,
  userCount: 0,
  messageCount: 0,
  messageShare: 0,
  excessCostUsd: null,
  ...of,
});

test.each<[string, Partial<Touched>, string]>([
  ['a small effect on many users', { userCount: 5_000, messageShare: 1 }, 'INFO'],
  ['a large effect on nine users', { value: 0.12, userCount: 9, messageShare: 0.1 }, 'INFO'],
  ['a large effect on ten users', { value: 0.12, userCount: 10 }, 'WARNING'],
  ['a large effect on a quarter of the messages', { value: 0.12, messageShare: 0.25 }, 'WARNING'],
  ['a large effect on a hundred users', { value: 0.12, userCount: 100 }, 'CRITICAL'],
  ['a huge effect on a quarter of the messages and ten users', { value: 0.3, messageShare: 0.25, userCount: 10 }, 'CRITICAL'],
  ['a huge effect on a quarter of the messages and nine users', { value: 0.3, messageShare: 0.25, userCount: 9 }, 'WARNING'],
  ['ten dollars', { metric: 'COST', value: 1.1, expected: 1, excessCostUsd: 10 }, 'WARNING'],
  ['a hundred dollars', { metric: 'COST', value: 1.1, expected: 1, excessCostUsd: 100 }, 'CRITICAL'],
  ['a latency of 1.5 times on a hundred users', { metric: 'LATENCY_P95', value: 1_500, expected: 1_000, userCount: 100 }, 'CRITICAL'],
  ['a latency of 1.4 times on a hundred users', { metric: 'LATENCY_P95', value: 1_400, expected: 1_000, userCount: 100 }, 'INFO'],
  ['messages that stop', { metric: 'MESSAGE_COUNT', direction: 'DOWN', value: 0, expected: 40, userCount: 10 }, 'WARNING'],
  // A rating is judged as a share of the way from one star to five: one star is a quarter of it.
  [
    'a rating that falls by half a star',
    { metric: 'AVERAGE_RATING', direction: 'DOWN', value: 3.5, expected: 4, userCount: 100 },
    'CRITICAL',
  ],
  ['a rating that rises', { metric: 'AVERAGE_RATING', direction: 'UP', value: 5, expected: 3, userCount: 1_000 }, 'INFO'],
])('%s', (_, of, severity) => {
  expect(severityOf(touched(of))).toBe(severity);
});

test('numbers of messages are better in no direction, throughput is when it rises', () => {
  expect([isBetter('MESSAGE_COUNT', 'UP'), isBetter('MESSAGE_COUNT', 'DOWN')]).toEqual([false, false]);
  expect([isBetter('TRAINING_THROUGHPUT', 'UP'), isBetter('TRAINING_LOSS', 'UP')]).toEqual([true, false]);
});
