import { expect, test } from 'vitest';
import type { ChannelKind } from '../types.ts';
import { outcomeOf, retryAfterSeconds, retryPauses, type Answer } from './outcome.ts';

const now = new Date('2026-03-01T12:00:00Z');
const answer = (statusCode: number | null, change: Partial<Answer> = {}): Answer => ({ statusCode, text: '', retryAfter: null, ...change });

test.each<[string, ChannelKind, Answer, string]>([
  ['200', 'WEBHOOK', answer(200), 'SENT'],
  ['204', 'WEBHOOK', answer(204), 'SENT'],
  ['a redirection', 'WEBHOOK', answer(302), 'WAITING'],
  ['400', 'WEBHOOK', answer(400), 'WAITING'],
  ['410', 'WEBHOOK', answer(410), 'FAILED'],
  ['429', 'WEBHOOK', answer(429), 'WAITING'],
  ['500', 'WEBHOOK', answer(500), 'WAITING'],
  ['no answer', 'WEBHOOK', answer(null), 'WAITING'],
  ['an address that is not asked', 'WEBHOOK', answer(null, { isRefused: true }), 'FAILED'],
  ['200', 'SLACK', answer(200), 'SENT'],
  ['400', 'SLACK', answer(400), 'FAILED'],
  ['404', 'SLACK', answer(404), 'FAILED'],
  ['429', 'SLACK', answer(429), 'WAITING'],
  ['202', 'TEAMS', answer(202), 'SENT'],
  ['202', 'PAGERDUTY', answer(202), 'SENT'],
  ['200', 'PAGERDUTY', answer(200), 'WAITING'],
  ['400', 'PAGERDUTY', answer(400), 'FAILED'],
  ['429', 'PAGERDUTY', answer(429), 'WAITING'],
  ['250', 'EMAIL', answer(250), 'SENT'],
  ['nothing', 'EMAIL', answer(null), 'WAITING'],
])('%s of %s: case %#', (_name, kind, given, state) => {
  const outcome = outcomeOf(kind, given, 1, now, 0.5);
  expect(outcome.state).toBe(state);
  expect(outcome.disables !== null).toBe(given.statusCode === 410);
});

test('pauses are those of Standard Webhooks with a tenth around them, and after the tenth attempt there is none', () => {
  const pauses = (random: number) => Array.from({ length: 10 }, (_, index) => outcomeOf('WEBHOOK', answer(500), index + 1, now, random));
  expect(pauses(0.5).map(({ retrySeconds }) => retrySeconds)).toEqual([...retryPauses, null]);
  expect(pauses(0)[0]?.retrySeconds).toBeCloseTo(4.5);
  expect(pauses(1)[0]?.retrySeconds).toBeCloseTo(5.5);
  expect(pauses(0.5).at(-1)?.state).toBe('GIVEN_UP');
});

test.each([
  ['120', 120],
  ['Sun, 01 Mar 2026 12:01:00 GMT', 60],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
  ['soon', 0],
  [null, 0],
])('retry-after %s is %s s', (text, seconds) => {
  expect(retryAfterSeconds(text, now)).toBe(seconds);
});

test('a receiver is not asked before the time that it names, which is a day at most', () => {
  expect(outcomeOf('WEBHOOK', answer(429, { retryAfter: '60' }), 1, now, 0.5).retrySeconds).toBe(60);
  expect(outcomeOf('WEBHOOK', answer(503, { retryAfter: '1' }), 2, now, 0.5).retrySeconds).toBe(300);
  expect(outcomeOf('WEBHOOK', answer(503, { retryAfter: '999999' }), 1, now, 0.5).retrySeconds).toBe(86_400);
});
