import { expect, test } from 'vitest';
import type { MarkFragment } from '../../graphql/generated/graphql.ts';
import { chartMarks } from './mark-words.ts';

const mark = (id: string, change: Partial<MarkFragment> = {}): MarkFragment => ({
  id,
  kind: 'PRICE_CHANGE',
  label: id,
  at: '2026-11-01T00:00:00.000Z',
  endAt: null,
  isAutomatic: true,
  model: id,
  ...change,
});
const at = Date.parse('2026-11-01T00:00:00.000Z');

test('an incident is red, and over its stretch of time', () =>
  expect(chartMarks([mark('down', { kind: 'INCIDENT', isAutomatic: false, endAt: '2026-11-01T01:00:00.000Z' })])).toEqual([
    { at, to: at + 3_600_000, label: 'down', tone: 'bad' },
  ]));

test('many prices of a day are one mark; few, and those that were made, keep their words', () => {
  const prices = ['a', 'b', 'c', 'd'].map((id) => mark(id));
  expect(chartMarks(prices).map(({ label }) => label)).toEqual(['4 prices']);
  expect(chartMarks(prices.slice(1)).map(({ label }) => label)).toEqual(['b', 'c', 'd']);
  expect(chartMarks(prices.map((one) => ({ ...one, isAutomatic: false }))).length).toBe(4);
});
