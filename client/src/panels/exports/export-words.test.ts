import { expect, test } from 'vitest';
import { filterWords, timesWords } from './export-words.ts';

test.each<[string, Record<string, unknown>, string | null]>([
  ['a range alone narrows nothing', { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z', timeZone: 'UTC' }, null],
  ['values, and those that name none', { models: ['a', ''], success: false }, 'model a, (none); success false'],
  ['what is left out', { not: { users: ['ada'], models: [] }, text: 'refund' }, 'text refund; not user ada'],
])('%s', (_name, filter, words) => expect(filterWords(filter)).toBe(words));

test('times are read by their day', () => {
  expect(timesWords({ every: 'DAILY', weekday: null, time: '07:30' })).toBe('every day at 07:30');
  expect(timesWords({ every: 'WEEKLY', weekday: 7, time: '00:00' })).toBe('every Sunday at 00:00');
});
