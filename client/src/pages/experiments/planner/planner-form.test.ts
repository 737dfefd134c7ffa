import { expect, test } from 'vitest';
import { readDraft } from '../experiment-form.ts';
import { emptyDraft } from '../experiment-templates.ts';
import { draftOfSearch, equalSplit, experimentOf, readPlan, searchOfDraft, searchOfExperiment } from './planner-form.ts';
import type { PlanDraft } from './planner-form.ts';
import { readPlannerSearch } from './planner-view.ts';

const usual = draftOfSearch({});

test('what stands at its default is left out of the address, and the rest comes back as it was typed', () => {
  expect(Object.values(searchOfDraft(usual)).every((value) => value === undefined)).toBe(true);
  const draft: PlanDraft = {
    unit: 'SESSION',
    environments: 'production, staging',
    channel: 'widget',
    goals: [
      { metric: 'event:order', change: '2.5' },
      { metric: 'cost_usd', change: '10' },
    ],
    split: '80, 20',
    share: '50',
    layer: 'checkout',
    condition: '{"plan":"pro"}',
    level: '1',
    power: '90',
    method: 'FIXED',
  };
  const search = searchOfDraft(draft);
  expect(draftOfSearch(readPlannerSearch({ ...search }))).toEqual(draft);
  expect(readPlannerSearch({ unit: 'PLANET', looks: 'never', channel: 'mail' })).toEqual({});
});

test('a plan is read into shares of 1', () => {
  const read = readPlan({
    ...usual,
    split: '50, 25, 25',
    share: '20',
    environments: ' production ,',
    channel: 'chat',
    layer: ' home ',
    condition: '{"plan": "pro"}',
  });
  expect(read).toEqual({
    ok: true,
    value: {
      unit: 'USER',
      environments: ['production'],
      widget: false,
      metrics: [{ metric: 'success_share', minimalEffect: 0.05 }],
      weights: [0.5, 0.25, 0.25],
      allocation: 0.2,
      significance: 0.05,
      power: 0.8,
      method: 'SEQUENTIAL',
      layer: 'home',
      condition: { plan: 'pro' },
    },
  });
  expect(readPlan(usual)).toMatchObject({ value: { layer: null, condition: null } });
});

test.each<[string, Partial<PlanDraft>, string]>([
  ['shares that do not sum to 100', { split: '50, 40' }, 'split'],
  ['one share', { split: '100' }, 'split'],
  ['a share of nothing', { split: '100, 0' }, 'split'],
  ['a change of 0', { goals: [{ metric: 'rating', change: '0' }] }, 'goals.0.change'],
  ['a change that is no number', { goals: [{ metric: 'rating', change: 'much' }] }, 'goals.0.change'],
  ['a metric twice', { goals: [1, 2].map((change) => ({ metric: 'rating', change: String(change) })) }, 'goals.1.metric'],
  ['a power below the significance', { level: '10', power: '5' }, 'power'],
  ['a power of 100 %', { power: '100' }, 'power'],
  ['no significance', { level: '' }, 'level'],
  ['no units', { share: '0' }, 'share'],
  ['a condition that is no JSON', { condition: '{plan' }, 'condition'],
  ['a condition that is a list', { condition: '[1]' }, 'condition'],
])('%s is a problem at its field', (_what, change, path) => {
  const read = readPlan({ ...usual, ...change });
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual([path]);
});

test('an experiment of a plan has its unit, shares, goals and planned sample, and leads back to the plan', () => {
  const draft: PlanDraft = {
    ...usual,
    unit: 'SESSION',
    split: '50, 30, 20',
    goals: [
      { metric: 'rating', change: '3' },
      { metric: 'cost_usd', change: '10' },
    ],
    method: 'FIXED',
    level: '1',
    layer: 'checkout',
    condition: '{"plan":"pro"}',
  };
  const layer = { key: 'checkout', start: 0.25, end: 0.8 };
  const begun = { ...emptyDraft('EXPERIMENT'), ...experimentOf(draft, 1234.2, layer), name: 'Planned' };
  expect(readDraft(begun)).toMatchObject({
    ok: true,
    value: {
      unit: 'SESSION',
      variants: [
        { key: 'control', weight: 0.5 },
        { key: 'treatment', weight: 0.3 },
        { key: 'variant-3', weight: 0.2 },
      ],
      metrics: [
        { metric: 'rating', role: 'GOAL', minimalEffect: 0.03 },
        { metric: 'cost_usd', role: 'GOAL', minimalEffect: 0.1 },
      ],
      method: 'FIXED',
      significance: 0.01,
      plannedSamplePerVariant: 1235,
      layer,
      condition: { plan: 'pro' },
    },
  });
  expect(draftOfSearch(searchOfExperiment(begun))).toEqual(draft);
});

test('equal shares sum to 100', () => {
  for (let count = 2; count <= 20; count += 1) {
    const split = equalSplit(count);
    expect(split.length).toBe(count);
    expect(split.reduce((sum, share) => sum + Number(share), 0)).toBeCloseTo(100, 9);
  }
});
