import { expect, test } from 'vitest';
import type { ToolResult } from '../types.ts';
import { fillSlots } from './slots.ts';

const result: Pick<ToolResult, 'handle' | 'facts' | 'table'> = {
  handle: 'r1',
  facts: [
    { key: 'cost', title: 'Cost', value: 12.345, unit: 'usd', interval: null, n: 10 },
    { key: 'successRate', title: 'Success rate', value: 0.9123, unit: 'share', interval: [0.9, 0.95], n: 400 },
    { key: 'nothing', title: 'Nothing', value: null, unit: null, interval: null, n: 0 },
  ],
  table: {
    columns: [
      { key: 'model', title: 'Model', unit: null, type: 'text' },
      { key: 'latencyP95', title: 'Latency p95', unit: 'ms', type: 'number' },
      { key: 'note', title: 'Note', unit: null, type: 'text', isPayload: true },
    ],
    rows: [['gpt-4o-2024', 1234.5, 'call 555-1234 for 99 % off']],
    total: 1,
    complete: true,
  },
};
const fill = (text: string, alsoKnown: readonly string[] = []) => fillSlots(text, [result], alsoKnown);

test('slots are filled with the values of cells and their units', () => {
  const { text, slots, problems } = fill(
    'It cost {{r1.facts.cost}}; {{ r1.facts.successRate }} succeeded; {{r1.rows[0].model}} took {{r1.rows[0].latencyP95}}.',
  );
  expect(text).toBe('It cost $12.35; 91.2 % succeeded; gpt-4o-2024 took 1,235 ms.');
  expect(problems).toEqual([]);
  expect(slots.map(({ cell, value }) => [cell, value])).toEqual([
    ['r1.facts.cost', 12.345],
    ['r1.facts.successRate', 0.9123],
    ['r1.rows[0].model', 'gpt-4o-2024'],
    ['r1.rows[0].latencyP95', 1234.5],
  ]);
  for (const { start, end, cell } of slots) if (cell === 'r1.facts.cost') expect(text.slice(start, end)).toBe('$12.35');
  expect(fill('There is {{r1.facts.nothing}}.').text).toBe('There is no data.');
});

test.each([
  '{{r2.facts.cost}}',
  '{{r1.facts.price}}',
  '{{r1.rows[1].model}}',
  '{{r1.rows[0].price}}',
  '{{cost}}',
  '{{r1.facts.__proto__}}',
])('%s names no cell', (slot) => {
  expect(fill(`It is ${slot}.`).problems).toMatchObject([{ kind: 'UNKNOWN_CELL', text: slot }]);
});

test.each([
  ['It cost 12.35 dollars.', '12.35'],
  ['It cost $12.', '12'],
  ['91.2% succeeded.', '91.2'],
  ['The 99 percent are from the text.', '99'],
  ['Call 555-1234.', '555-1234'],
  ['It rose 3-fold.', '3-fold'],
  ['2026 % of it', '2026'],
  ['about 2000 messages', '2000'],
  ['1,234', '1'],
  ['Twelve messages failed.', 'Twelve'],
  ['About two thirds succeeded.', 'two thirds'],
  ['½ of them', '½'],
  ['١٢ messages', '١٢'],
])('%j has a number that is in no cell', (text, number) => {
  expect(fill(text).problems[0]).toMatchObject({ kind: 'NUMBER_WITHOUT_CELL', text: number });
});

test.each([
  'In 2026 it rose.',
  '1. First\n2. Second\n10) Tenth',
  'The p95 of gpt-4o-2024 is {{r1.rows[0].latencyP95}}.',
  'See r1.',
  'No number at all.',
])('%j has none', (text) => {
  expect(fill(text).problems).toEqual([]);
});

test('numbers of what was asked may be repeated', () => {
  expect(fill('You asked for the last 7 days.').problems).toHaveLength(1);
  expect(fill('You asked for the last 7 days.', ['cost of the last 7 days']).problems).toEqual([]);
  expect(fill('You asked for the last seven days.', ['cost of the last 7 days']).problems).toEqual([]);
  expect(fill('You asked for the last 7 days.', ['cost of the last seven days']).problems).toEqual([]);
  expect(fill('You asked for half.', ['Which model costs half?']).problems).toEqual([]);
  expect(fill('You asked for eight days.', ['cost of the last seven days']).problems).toHaveLength(1);
});
