import { expect, test } from 'vitest';
import type { MetricRowFragment } from '../../graphql/generated/graphql.ts';
import { draftOf, emptyDraft, readDraft, readFormula, unitOf, withKind, type MetricDraft } from './metric-form.ts';
import { boundWords, formulaWords, kindLabels, measuresOf } from './words.ts';

const orders: MetricDraft = { ...emptyDraft, name: 'Paid orders', measured: { ...emptyDraft.measured, event: 'order' } };

test('a draft becomes a metric, its key made of its name', () => {
  expect(
    readDraft({ ...orders, measured: { ...orders.measured, attributes: 'plan = pro | team, country = DE' }, windowHours: '24' }),
  ).toEqual({
    ok: true,
    value: {
      key: 'paid-orders',
      name: 'Paid orders',
      description: '',
      kind: 'SUM',
      better: 'UP',
      windowHours: 24,
      measured: {
        measure: 'EVENTS',
        event: 'order',
        attributes: [
          { name: 'plan', values: ['pro', 'team'] },
          { name: 'country', values: ['DE'] },
        ],
      },
    },
  });
});

test.each<[string, Partial<MetricDraft>, string]>([
  ['no name', { name: ' ' }, 'name'],
  ['an event without its name', { measured: emptyDraft.measured }, 'measured.event'],
  ['an attribute without a value', { measured: { ...orders.measured, attributes: 'plan' } }, 'measured.attributes'],
  ['a window that is no number', { windowHours: 'a day' }, 'windowHours'],
  ['a cap without a value', { capKind: 'value', cap: '' }, 'cap'],
  ['a cap below the median', { capKind: 'percentile', cap: '40' }, 'cap'],
  ['a percentile of 100', { ...withKind(orders, 'PERCENTILE'), percentile: '100' }, 'percentile'],
  ['retention from no day on', { kind: 'RETENTION', afterDays: '0' }, 'afterDays'],
  [
    'a ratio of a tag without its name',
    { kind: 'RATIO', denominator: { ...orders.measured, measure: 'FAILURE_TAG' } },
    'denominator.failureTag',
  ],
])('%s is a problem at its field', (_what, change, path) => {
  const read = readDraft({ ...orders, ...change });
  expect(read.ok ? [] : Object.keys(read.problems)).toContain(path);
});

test('each kind has measures, and another kind keeps the measure where it has it', () => {
  for (const kind of Object.keys(kindLabels) as (keyof typeof kindLabels)[]) {
    const { measured } = withKind(orders, kind);
    expect(measuresOf[kind]).toContain(measured.measure);
    expect(measured.event).toBe('order');
  }
  expect(withKind(orders, 'RATIO').measured.measure).toBe('EVENTS');
  expect(withKind(orders, 'MEAN').measured.measure).toBe('RATING');
  expect([unitOf(orders), unitOf({ ...orders, kind: 'SHARE' }), unitOf({ ...orders, unit: 'USD' })]).toEqual(['NUMBER', 'SHARE', 'USD']);
});

const saved: MetricRowFragment = {
  id: 'm1',
  key: 'value',
  name: 'Value',
  description: 'What a unit spends.',
  kind: 'RATIO',
  measured: {
    measure: 'EVENT_VALUE',
    event: 'order',
    failureTag: null,
    tool: null,
    models: [],
    environments: [],
    prompts: [],
    attributes: [{ name: 'plan', values: ['pro', 'team'] }],
  },
  denominator: {
    measure: 'TOOL_CALLS',
    event: null,
    failureTag: null,
    tool: 'search',
    models: ['a', 'b'],
    environments: [],
    prompts: [],
    attributes: [],
  },
  percentile: null,
  afterDays: null,
  withinDays: null,
  cap: { value: null, percentile: 0.99 },
  windowHours: 48,
  better: 'UP',
  unit: 'USD',
  isBuiltIn: false,
} as MetricRowFragment;

test('what is saved comes back as it was typed, and is read in words', () => {
  expect(readFormula(draftOf(saved))).toEqual({
    ok: true,
    value: {
      kind: 'RATIO',
      better: 'UP',
      unit: 'USD',
      windowHours: 48,
      cap: { percentile: 0.99 },
      measured: { measure: 'EVENT_VALUE', event: 'order', attributes: [{ name: 'plan', values: ['pro', 'team'] }] },
      denominator: { measure: 'TOOL_CALLS', tool: 'search', models: ['a', 'b'], environments: [], prompts: [] },
    },
  });
  expect(formulaWords(saved)).toBe('value of order (plan pro or team) ÷ tool calls: search (a or b)');
  expect(boundWords(saved)).toBe('within 2 d, capped at the 99th percentile');
});
