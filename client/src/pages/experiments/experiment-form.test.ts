import { expect, test } from 'vitest';
import { changeOf, draftOf, emptyDraft, keyOf, readDraft, templates } from './experiment-form.ts';

const named = { ...emptyDraft('EXPERIMENT'), name: 'Warm greeting' };

test('a draft becomes an experiment, its key made of its name', () => {
  const judged = [
    { metric: 'success_share', role: 'GOAL' as const, minimalEffect: '5' },
    { metric: 'orders', role: 'GUARDRAIL' as const, minimalEffect: '' },
  ];
  const read = readDraft({ ...named, environments: 'production, staging', condition: '{"plan":"pro"}', metrics: judged });
  expect(read).toMatchObject({
    ok: true,
    value: {
      key: 'warm-greeting',
      variants: [
        { key: 'control', weight: 0.5 },
        { key: 'treatment', weight: 0.5 },
      ],
      environments: ['production', 'staging'],
      condition: { plan: 'pro' },
      metrics: [
        { metric: 'success_share', role: 'GOAL', minimalEffect: 0.05 },
        { metric: 'orders', role: 'GUARDRAIL' },
      ],
    },
  });
});

test.each<[string, Partial<typeof named>, string]>([
  [
    'weights that do not sum to 100 %',
    {
      variants: [
        { key: 'a', weight: '50', value: '' },
        { key: 'b', weight: '40', value: '' },
      ],
    },
    'variants',
  ],
  ['a weight that is no number', { variants: [{ key: 'a', weight: 'half', value: '' }] }, 'variants.0.weight'],
  ['a value of another type', { valueType: 'INTEGER', variants: [{ key: 'a', weight: '100', value: '1.5' }] }, 'variants.0.value'],
  ['a condition that is no JSON', { condition: 'plan = pro' }, 'condition'],
  ['a change that is no share', { metrics: [{ metric: 'rating', role: 'GOAL', minimalEffect: 'much' }] }, 'metrics.0.minimalEffect'],
  ['no name', { name: ' ' }, 'name'],
  ['the address of a page as its key', { key: 'planner' }, 'key'],
])('%s is a problem at its field', (_what, change, path) => {
  const read = readDraft({ ...named, ...change });
  expect(read.ok ? [] : Object.keys(read.problems)).toContain(path);
});

test('each template is an experiment or a flag once it has a name', () => {
  for (const kind of ['EXPERIMENT', 'FLAG'] as const)
    for (const { draft } of templates[kind]) expect(readDraft({ ...emptyDraft(kind), ...draft, name: 'x' }).ok).toBe(true);
});

test('what is saved comes back as it was typed', () => {
  const saved = {
    name: 'Retries',
    key: 'retries',
    hypothesis: '',
    unit: 'USER',
    valueType: 'INTEGER',
    defaultValue: 3,
    variants: [{ key: 'more', weight: 1, value: 5 }],
    allocation: 0.29,
    ramp: [],
    environments: [],
    channels: [],
    condition: null,
    cohort: null,
    metrics: [],
    method: 'SEQUENTIAL',
    significance: 0.05,
    plannedSamplePerVariant: null,
    isAa: false,
  } as unknown as Parameters<typeof draftOf>[0];
  expect(readDraft(draftOf(saved))).toMatchObject({
    ok: true,
    value: { defaultValue: 3, allocation: 0.29, variants: [{ key: 'more', weight: 1, value: 5 }] },
  });
  expect(keyOf('  Ärger & Co: v2! ')).toBe('rger-co-v2');
});

test('what the form does not show of a saved experiment stays as it is', () => {
  const metrics = [
    { metric: 'rating', role: 'GOAL', goal: 'DOWN', minimalEffect: 0.02 },
    { metric: 'latency_ms', role: 'GUARDRAIL', minimalEffect: 0.2 },
    { metric: 'turns', role: 'SECONDARY' },
  ];
  const variant = {
    key: 'a',
    weight: 1,
    value: { model: 'm' },
    name: 'A',
    model: 'm',
    promptName: 'p',
    promptVersion: 3,
    parameters: { t: 1 },
  };
  const saved = {
    name: 'Whole',
    key: 'whole',
    hypothesis: '',
    unit: 'USER',
    valueType: 'JSON',
    defaultValue: null,
    variants: [variant],
    allocation: 1,
    ramp: [],
    environments: [],
    channels: ['web'],
    cohort: null,
    condition: null,
    metrics,
    method: 'FIXED',
    significance: 0.01,
    plannedSamplePerVariant: 500,
    isAa: true,
  } as unknown as Parameters<typeof draftOf>[0];
  const draft = draftOf(saved);
  const read = readDraft({ ...draft, variants: draft.variants.map((one) => ({ ...one, value: '{"model":"n"}' })) });
  expect(read).toMatchObject({
    ok: true,
    value: { channels: ['web'], metrics, method: 'FIXED', significance: 0.01, plannedSamplePerVariant: 500, isAa: true },
  });
  expect(read.ok && read.value.variants).toEqual([{ ...variant, value: { model: 'n' } }]);
});

test('shares and values that were not typed over are sent as they are stored', () => {
  const saved = {
    ...named,
    defaultValue: null,
    valueType: 'STRING',
    variants: [
      { key: 'a', weight: 1 / 3, value: '' },
      { key: 'b', weight: 2 / 3, value: 'b' },
    ],
    allocation: 1 / 7,
    ramp: [],
    environments: [],
    channels: [],
    condition: null,
    metrics: [],
    significance: 0.05,
    plannedSamplePerVariant: null,
  } as unknown as Parameters<typeof draftOf>[0];
  const draft = draftOf(saved);
  const changed = { ...draft, variants: draft.variants.map((one, at) => (at === 1 ? { ...one, value: 'c' } : one)) };
  const read = readDraft(changed);
  expect(read.ok && changeOf(draft, read.value)).toEqual({
    variants: [
      { key: 'a', weight: 1 / 3, value: '' },
      { key: 'b', weight: 2 / 3, value: 'c' },
    ],
  });
});
