import { expect, test } from 'vitest';
import { changeOf, deletedCohort, draftOf, keyOf, readDraft } from './experiment-form.ts';
import { emptyDraft, templates } from './experiment-templates.ts';
import { metricLabel, servedWords } from './words.ts';
import { draftOfVariant, readVariant, variantDraft } from './variant-form.ts';

const named = { ...emptyDraft('EXPERIMENT'), name: 'Warm greeting' };

test('a draft becomes an experiment, its key made of its name', () => {
  const judged = [
    { metric: 'success_share', role: 'GOAL' as const, better: 'UP' as const, minimalEffect: '5' },
    { metric: 'orders', role: 'GUARDRAIL' as const, better: 'METRIC' as const, minimalEffect: '' },
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
        { metric: 'success_share', role: 'GOAL', goal: 'UP', minimalEffect: 0.05 },
        { metric: 'orders', role: 'GUARDRAIL' },
      ],
    },
  });
});

test.each<[string, Partial<typeof named>, string]>([
  [
    'weights that do not sum to 100 %',
    {
      variants: [variantDraft('a', '50'), variantDraft('b', '40')],
    },
    'variants',
  ],
  ['a weight that is no number', { variants: [variantDraft('a', 'half')] }, 'variants.0.weight'],
  ['a value of another type', { valueType: 'INTEGER', variants: [variantDraft('a', '100', '1.5')] }, 'variants.0.value'],
  ['a condition that is no JSON', { condition: 'plan = pro' }, 'condition'],
  [
    'a change that is no share',
    { metrics: [{ metric: 'rating', role: 'GOAL', better: 'METRIC', minimalEffect: 'much' }] },
    'metrics.0.minimalEffect',
  ],
  ['parameters that are no JSON', { variants: [{ ...variantDraft('a', '100'), parameters: 't=1' }] }, 'variants.0.parameters'],
  ['a version of no prompt', { variants: [{ ...variantDraft('a', '100'), promptVersion: '2' }] }, 'variants.0.promptName'],
  ['a version that is no number', { variants: [{ ...variantDraft('a', '100'), promptVersion: 'x' }] }, 'variants.0.promptVersion'],
  ['a part of a layer that ends before it begins', { layerKey: 'l', layerStart: '50', layerEnd: '20' }, 'layerEnd'],
  ['a schema that is no JSON', { parametersSchema: 'object' }, 'parametersSchema'],
  ['no name', { name: ' ' }, 'name'],
  ['the address of a page as its key', { key: 'planner' }, 'key'],
])('%s is a problem at its field', (_what, change, path) => {
  const read = readDraft({ ...named, ...change });
  expect(read.ok ? [] : Object.keys(read.problems)).toContain(path);
});

test('each template is an experiment or a flag once it has a name, and its versions a prompt', () => {
  for (const kind of ['EXPERIMENT', 'FLAG'] as const)
    for (const { draft } of templates[kind]) {
      const begun = { ...emptyDraft(kind), ...draft, name: 'x' };
      const variants = begun.variants.map((one) => (one.promptVersion === '' ? one : { ...one, promptName: 'support' }));
      expect(readDraft({ ...begun, variants }).ok).toBe(true);
    }
});

test('what is rarely set is typed, too: prompt, model, parameters, layer, correction, schema', () => {
  const variants = [
    { ...variantDraft('a', '50'), promptName: 'support', promptVersion: '1', model: 'large', name: 'As now' },
    { ...variantDraft('b', '50'), promptName: 'support', promptVersion: '2', parameters: '{"temperature":0.2}' },
  ];
  const rare = { layerKey: 'tone', layerStart: '0', layerEnd: '50', correction: 'NONE' as const, parametersSchema: '{"type":"object"}' };
  expect(readDraft({ ...named, valueType: 'JSON', variants, ...rare })).toMatchObject({
    ok: true,
    value: {
      variants: [
        { key: 'a', weight: 0.5, name: 'As now', model: 'large', promptName: 'support', promptVersion: 1 },
        { key: 'b', weight: 0.5, promptName: 'support', promptVersion: 2, parameters: { temperature: 0.2 } },
      ],
      layer: { key: 'tone', start: 0, end: 0.5 },
      correction: 'NONE',
      parametersSchema: { type: 'object' },
    },
  });
});

test('a value that is made of the prompt follows another version of it', () => {
  const value = { promptVersion: 1, promptName: 'support', variant: 'a' };
  const variant = { key: 'a', weight: 1, value, name: null, model: null, promptName: 'support', promptVersion: 1, parameters: null };
  const draft = draftOfVariant(variant as unknown as Parameters<typeof draftOfVariant>[0], 'JSON');
  expect(draft.value).toBe('');
  expect(readVariant({ ...draft, promptVersion: '2' }, 'JSON').variant).toEqual({
    key: 'a',
    weight: 1,
    promptName: 'support',
    promptVersion: 2,
  });
});

const draftOfSaved = {
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
};

test('what is saved comes back as it was typed', () => {
  const saved = draftOfSaved as unknown as Parameters<typeof draftOf>[0];
  expect(readDraft(draftOf(saved))).toMatchObject({
    ok: true,
    value: { defaultValue: 3, allocation: 0.29, variants: [{ key: 'more', weight: 1, value: 5 }] },
  });
  expect(keyOf('  Ärger & Co: v2! ')).toBe('rger-co-v2');
});

test('a cohort that was deleted is kept until another choice is made; traffic names the cohort that it is of', () => {
  const saved = {
    ...draftOfSaved,
    cohort: null,
    isCohortDeleted: true,
  } as unknown as Parameters<typeof draftOf>[0];
  const draft = draftOf(saved);
  expect(draft.cohort).toBe(deletedCohort);
  const changed = (change: object) => {
    const read = readDraft({ ...draft, ...change });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return changeOf(draft, read.value);
  };
  expect(changed({ hypothesis: 'It helps' })).toEqual({ hypothesis: 'It helps' });
  expect(changed({ cohort: '' })).toEqual({ cohort: null });
  const running = { state: 'RUNNING', isEnabled: true, shippedVariant: null, allocation: 1, cohort: null, isCohortDeleted: false } as const;
  expect(servedWords(running)).toMatch(/^100\s% of units$/);
  expect(servedWords({ ...running, cohort: { id: 'c1', name: 'Members' } })).toMatch(/^100\s% of Members$/);
  expect(servedWords({ ...running, isCohortDeleted: true })).toBe('no unit: its cohort was deleted');
});

test('a metric of events is called as the API calls it', () => {
  expect(['event:buy', 'event_value:buy'].map(metricLabel)).toEqual(['buy per unit', 'Value of buy per unit']);
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
    parametersSchema: null,
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
