import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { markDirty, hourOf, writeFacts, type Fact } from './analytics.testing.ts';
import { checkFacetPage, facets, maxFacetValues } from './facets.ts';
import { facetDimensions, type FacetDimension } from './pure/facets.ts';
import type { AnalyticsFilter } from './pure/filter.ts';
import { randomFact, randomNumbers } from './random-facts.testing.ts';
import * as reference from './reference.testing.ts';
import { Report } from './report.ts';
import { rebuildRollupHours } from './rollup.ts';

const from = new Date('2026-03-01T05:30:00.000Z');
const to = new Date('2026-03-03T18:15:30.250Z');

let stores: Stores;
let workspaceId: string;
let facts: Fact[];

beforeAll(async () => {
  stores = await openTestStores();
  workspaceId = await createTestWorkspace(stores);
  await stores.prisma.model.createMany({
    data: [
      { workspaceId, name: 'gpt-4', trainingMethod: 'BASE' },
      { workspaceId, name: 'claude', trainingMethod: 'DPO' },
    ],
  });
  const random = randomNumbers(3);
  facts = Array.from({ length: 400 }, (_, index) => randomFact(random, index + 1, { from, to }));
  await writeFacts(stores, workspaceId, facts, 1);
  await rebuildRollupHours(
    stores.clickhouse,
    workspaceId,
    facts.map(({ at }) => hourOf(at)),
    2n,
  );
  await markDirty(stores, workspaceId, [hourOf(from)]);
});
afterAll(() => stores.close());

const methodOf: Record<string, string> = { 'gpt-4': 'BASE', claude: 'DPO' };
const orNone = (names: readonly string[]): string[] => (names.length === 0 ? [''] : [...new Set(names)]);
/** The values of a message, each once; what the filter cannot name is left out. */
const valuesOf: Record<FacetDimension, (fact: Fact) => readonly string[]> = {
  MODEL: ({ model }) => [model],
  PROVIDER: ({ provider }) => [provider],
  TRAINING_METHOD: ({ model }) => (methodOf[model] === undefined ? [] : [methodOf[model]]),
  EXPERIMENT: ({ experiment }) => [experiment],
  VARIANT: ({ variant }) => [variant],
  ENVIRONMENT: ({ environment }) => [environment],
  WIDGET: ({ widget }) => [String(widget)],
  SESSION: ({ session }) => [session],
  USER: ({ user }) => [user === 0 ? '' : `u-${user}`],
  RATING: ({ evaluations }) => [...new Set(evaluations.flatMap(({ rating }) => (rating === null ? [] : [String(rating)])))],
  VERDICT: ({ evaluations }) => {
    const verdicts = evaluations.flatMap(({ success }) => (success === null ? [] : [success ? 'SUCCESS' : 'FAILURE']));
    return verdicts.length === 0 ? ['UNJUDGED'] : [...new Set(verdicts)];
  },
  // Nothing was read of these messages; meaning/load/facets.test.ts counts some that were.
  TOPIC: () => [],
  LANGUAGE: () => [],
  EMOTION: () => [],
  FAILURE_TAG: ({ evaluations }) => orNone(evaluations.flatMap(({ tags }) => tags)),
  ERROR_TYPE: ({ error }) => [error],
  TOOL: ({ tools }) => orNone(tools.map(({ name }) => name)),
  PROMPT: ({ promptName }) => [promptName],
  PROMPT_VERSION: ({ promptVersion }) => [promptVersion],
};

const full: AnalyticsFilter = {
  from,
  to,
  models: ['gpt-4', 'claude', ''],
  environments: ['production', ''],
  verdicts: ['SUCCESS', 'UNJUDGED'],
  not: { tools: ['refund'], providers: ['openai'] },
};
/** What is left of `full` where a dimension counts its own values. */
const beside: Partial<Record<FacetDimension, AnalyticsFilter>> = {
  MODEL: { ...full, models: [] },
  ENVIRONMENT: { ...full, environments: [] },
  VERDICT: { ...full, verdicts: [] },
  TOOL: { ...full, not: { providers: ['openai'] } },
  PROVIDER: { ...full, not: { tools: ['refund'] } },
};

const asked = { dimensions: [...facetDimensions], prefix: '', first: maxFacetValues };

test.each([
  ['no filter but time', { from, to }, {}],
  ['no filter at all', {}, {}],
  ['lists and negations', full, beside],
  ['a filter that leaves nothing', { from, to, models: ['none'] }, { MODEL: { from, to } }],
] satisfies [string, AnalyticsFilter, typeof beside][])(
  'with %s every dimension counts its values under the rest',
  async (_name, filter, own) => {
    const found = await facets(await Report.open(stores, workspaceId, filter, to), asked);
    for (const { dimension, values, valueCount } of found) {
      const messages = reference.matching(facts, (own as typeof beside)[dimension] ?? filter);
      const expected = reference.frequencies(messages.flatMap(valuesOf[dimension])).map(({ name, count }) => ({ value: name, count }));
      const byValue = (a: { value: string }, b: { value: string }): number => (a.value < b.value ? -1 : 1);
      expect([...values].sort(byValue), dimension).toEqual(expected.sort(byValue));
      expect(values.map(({ count }) => count)).toEqual(values.map(({ count }) => count).sort((a, b) => b - a));
      expect(valueCount).toBe(expected.length);
    }
    expect(found.map(({ dimension }) => dimension)).toEqual(facetDimensions);
  },
);

test('a list is capped, and has the number of all values; a prefix is looked for in any case', async () => {
  const report = await Report.open(stores, workspaceId, { from, to }, to);
  const [capped] = await facets(report, { dimensions: ['USER'], prefix: '', first: 2 });
  expect([capped?.values.length, capped?.valueCount]).toEqual([
    2,
    new Set(reference.matching(facts, { from, to }).map(({ user }) => user)).size,
  ]);
  const found = await facets(report, { dimensions: ['MODEL', 'EXPERIMENT', 'USER'], prefix: 'L', first: 9 });
  expect(found.map(({ values }) => values.map(({ value }) => value))).toEqual([['llama "7b"'], ['länge'], []]);
  const containing = await facets(report, { dimensions: ['MODEL', 'EXPERIMENT', 'USER'], contains: 'NGE', first: 9 });
  expect(containing.map(({ values, valueCount }) => [values.map(({ value }) => value), valueCount])).toEqual([
    [[], 0],
    [['länge'], 1],
    [[], 0],
  ]);
});

test.each([
  [{ first: 0 }, 'first: 0 is not possible; 1 to 200 are.'],
  [{ first: 201 }, 'first: 201 is not possible; 1 to 200 are.'],
  [{ first: 1, contains: 'x'.repeat(513) }, 'contains: has 513 characters; at most 512 are possible.'],
  [{ first: 1, prefix: 'x'.repeat(513) }, 'prefix: has 513 characters; at most 512 are possible.'],
])('refuses %j', (page, message) => {
  const checked = checkFacetPage(page);
  expect(checked.ok ? null : checked.failure.message).toBe(message);
});
