import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { openLocalBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { captureSpans } from '../commands.ts';
import { listTraces } from './list-traces.ts';
import { drainSummaries } from '../background/summaries.ts';
import type { Span } from '../types.ts';
import { messageFacts } from '../../facts/tables.ts';
import { checkTraceFilter, type TraceFilter } from './filter.ts';
import type { TraceSortKey, TracePageRange } from './list.ts';
import { traceOrders, type TraceOrder } from './order.ts';
import { parseTraceSearch } from './search-terms.ts';
import { traceFilterOptions } from './options.ts';
import { randomTraces, referenceTraces, type ReferenceTrace } from './random-spans.testing.ts';
import { uuidOfTrace } from './uuid.ts';

let stores: Stores;
let workspaceId: string;
const live = openLocalBus();
const now = new Date('2026-11-21T00:00:00Z');
const spans = randomTraces(3, 130);
const reference = referenceTraces(spans, { inputRate: 2_500, outputRate: 10_000 });

/** Before the first summary is written. */
let beganMs: number;

beforeAll(async () => {
  stores = await openTestStores();
  beganMs = Date.now();
  workspaceId = await createTestWorkspace(stores);
  await stores.prisma.price.create({
    data: { workspaceId, scope: 'MODEL', model: 'gpt-4o', inputRate: 2_500_000_000n, outputRate: 10_000_000_000n },
  });
  const capture = async (some: readonly Span[]): Promise<void> => {
    const captured = await captureSpans({ stores, live }, workspaceId, some, now);
    if (!captured.ok) throw captured.failure;
    expect(captured.value.rejected).toEqual([]);
  };
  // Spans of one trace come in several commits, some of them twice, the first time otherwise: summaries of former versions stand beside.
  await capture(
    spans.slice(0, 60).map((span) => ({ ...span, name: 'a former name', isError: true, startUs: span.startUs + 5_000_000, endUs: null })),
  );
  await drainSummaries(stores);
  for (let from = 0; from < spans.length; from += 90) {
    await capture(spans.slice(from, from + 90));
    await drainSummaries(stores);
  }
});
afterAll(() => stores.close());

const range = (said: Partial<TracePageRange> = {}): TracePageRange => ({
  workspaceId,
  order: 'STARTED_AT',
  ascending: false,
  after: null,
  before: null,
  limit: 1_000,
  inverted: false,
  ...said,
});
const list = async (said: Partial<TracePageRange> = {}, filter: TraceFilter = {}, search: string | null = null): Promise<TraceSortKey[]> =>
  listTraces(
    stores,
    { filter: unwrap(checkTraceFilter(filter), 'filter'), search: unwrap(parseTraceSearch(search)), range: range(said) },
    now,
  );

const keyOf: Record<TraceOrder, (trace: ReferenceTrace) => number | null> = {
  STARTED_AT: ({ startUs }) => startUs,
  DURATION: ({ startUs, endUs }) => endUs - startUs,
  COST: ({ costNanoUsd }) => costNanoUsd,
  TOKENS: ({ tokenCount }) => tokenCount,
  ERRORS: ({ errorCount }) => errorCount,
  SPANS: ({ spans: own }) => own.length,
};

function inOrder(traces: readonly ReferenceTrace[], order: TraceOrder, ascending: boolean): string[] {
  const direction = ascending ? 1 : -1;
  const key = (trace: ReferenceTrace): number => keyOf[order](trace) ?? (ascending ? Infinity : -Infinity);
  // What is equal stands by start and then by the id as ClickHouse compares UUIDs, by their second half first.
  const half = (id: string): string => id.slice(16) + id.slice(0, 16);
  return traces
    .toSorted(
      (a, b) => direction * ((key(a) === key(b) ? 0 : key(a) - key(b)) || a.startUs - b.startUs || (half(a.id) < half(b.id) ? -1 : 1)),
    )
    .map(({ id }) => id);
}

describe.each(traceOrders.flatMap((order) => [true, false].map((ascending) => ({ order, ascending }))))(
  'by $order, ascending $ascending',
  ({ order, ascending }) => {
    test('all traces stand in the order in which counting their spans puts them', async () => {
      expect((await list({ order, ascending })).map(({ traceId }) => traceId)).toEqual(inOrder(reference, order, ascending));
    });

    test.each([1, 7])('pages of %i from either end lose and repeat nothing among equals', async (limit) => {
      const whole = (await list({ order, ascending })).map(({ traceId }) => traceId).slice(0, limit === 1 ? 12 : undefined);
      const forwards: string[] = [];
      let after: TraceSortKey | null = null;
      while (forwards.length < whole.length) {
        const page: TraceSortKey[] = await list({ order, ascending, limit, after });
        if (page.length === 0) break;
        forwards.push(...page.map(({ traceId }) => traceId));
        after = page.at(-1) as TraceSortKey;
      }
      expect(forwards).toEqual(whole);
      if (limit === 1) return;
      const backwards: string[] = [];
      let before: TraceSortKey | null = null;
      for (
        let page = await list({ order, ascending, limit, inverted: true });
        page.length > 0;
        page = await list({ order, ascending, limit, inverted: true, before })
      ) {
        backwards.push(...page.map(({ traceId }) => traceId));
        before = page.at(-1) as TraceSortKey;
      }
      expect(backwards.reverse()).toEqual(whole);
    });
  },
);

const any =
  (values: readonly (string | null)[], own: (span: Span) => string | null) =>
  (trace: ReferenceTrace): boolean =>
    trace.spans.some((span) => own(span) !== null && values.includes(own(span)));
const ofRoot =
  (own: (span: Span) => unknown, value: unknown) =>
  ({ spans: own_ }: ReferenceTrace): boolean =>
    own_.some((span) => own(span) === value);
const durationMs = ({ startUs, endUs }: ReferenceTrace): number => (endUs - startUs) / 1_000;
const middle = new Date(Date.UTC(2026, 10, 20, 12, 0, 6));

const filters: [name: string, filter: TraceFilter, holds: (trace: ReferenceTrace) => boolean][] = [
  ['nothing', {}, () => true],
  ['from an instant on', { from: middle }, ({ startUs }) => startUs >= middle.getTime() * 1_000],
  ['before an instant', { to: middle }, ({ startUs }) => startUs < middle.getTime() * 1_000],
  ['names', { names: ['support', 'report'] }, ({ root }) => root.name === 'support' || root.name === 'report'],
  ['services', { services: ['worker'] }, any(['worker'], ({ service }) => service)],
  ['an environment', { environments: ['staging'] }, ofRoot(({ environment }) => environment, 'staging')],
  ['no environment', { environments: [''] }, ({ spans: own }) => own.every(({ environment }) => environment === null)],
  ['models', { models: ['gpt-4o'] }, any(['gpt-4o'], ({ model }) => model)],
  ['no model', { models: [''] }, ({ spans: own }) => own.every(({ model }) => model === null)],
  ['providers', { providers: ['openai'] }, any(['openai'], ({ provider }) => provider)],
  ['tools', { tools: ['mail'] }, any(['mail'], ({ toolName }) => toolName)],
  ['a session', { sessions: ['session 2'] }, ofRoot(({ sessionId }) => sessionId, 'session 2')],
  ['users', { users: ['user 1', 'user 3'] }, ({ spans: own }) => own.some(({ userId }) => userId === 'user 1' || userId === 'user 3')],
  ['tags', { tags: ['vip'] }, ({ spans: own }) => own.some(({ tags }) => tags.includes('vip'))],
  [
    'what it failed with',
    { errorTypes: ['timeout'] },
    ({ spans: own }) => own.some(({ isError, errorType }) => isError && errorType === 'timeout'),
  ],
  [
    'a failure that says nothing',
    { errorTypes: ['error'] },
    ({ spans: own }) => own.some(({ isError, errorType }) => isError && errorType === null),
  ],
  ['failed', { hasError: true }, ({ errorCount }) => errorCount > 0],
  ['not failed', { hasError: false }, ({ errorCount }) => errorCount === 0],
  ['at least so long', { minDurationMs: 1_000 }, (trace) => durationMs(trace) >= 1_000],
  ['at most so long', { maxDurationMs: 1_000 }, (trace) => durationMs(trace) <= 1_000],
  ['at least so dear', { minCostUsd: 0.0005 }, ({ costNanoUsd }) => costNanoUsd !== null && costNanoUsd >= 500_000],
  ['at most so dear', { maxCostUsd: 0.0005 }, ({ costNanoUsd }) => costNanoUsd !== null && costNanoUsd <= 500_000],
  ['tokens', { minTokens: 210 }, ({ tokenCount }) => tokenCount >= 210],
  [
    'two at once',
    { hasError: true, models: ['gpt-4o'] },
    (trace) => trace.errorCount > 0 && trace.spans.some(({ model }) => model === 'gpt-4o'),
  ],
  ['empty lists', { names: [], models: [] }, () => true],
];

test.each(filters)('filtered by %s, the list has what looking at each span finds', async (_name, filter, holds) => {
  const expected = inOrder(reference.filter(holds), 'STARTED_AT', false);
  expect((await list({}, filter)).map(({ traceId }) => traceId)).toEqual(expected);
});

test('what still runs are traces with a span that has not ended, or without a root while spans came just now', async () => {
  const isOpen = ({ spans: own }: ReferenceTrace): boolean => own.some(({ endUs }) => endUs === null);
  const isRootless = ({ spans: own }: ReferenceTrace): boolean => own.every(({ parentId }) => parentId !== null);
  const at = async (time: Date, isRunning: boolean): Promise<string[]> =>
    (await listTraces(stores, { filter: { isRunning }, search: null, range: range() }, time)).map(({ traceId }) => traceId);
  const [soon, later] = [new Date(beganMs + 1_000), new Date(Date.now() + 3_600_000)];
  expect(await at(soon, true)).toEqual(
    inOrder(
      reference.filter((trace) => isOpen(trace) || isRootless(trace)),
      'STARTED_AT',
      false,
    ),
  );
  expect(await at(later, true)).toEqual(inOrder(reference.filter(isOpen), 'STARTED_AT', false));
  expect(await at(later, false)).toEqual(
    inOrder(
      reference.filter((trace) => !isOpen(trace)),
      'STARTED_AT',
      false,
    ),
  );
});

describe('judged', () => {
  const [one, two] = reference as [ReferenceTrace, ReferenceTrace];
  beforeAll(async () => {
    const reply = await stores.prisma.message.findFirst({
      where: { workspaceId, traceId: { notIn: [one.id, two.id] }, role: 'ASSISTANT' },
    });
    const judgments = [
      { externalId: 'a', traceId: one.id, rating: 1 },
      { externalId: 'b', traceId: two.id, spanId: two.spans[0]?.spanId as string, rating: 5, success: true },
      { externalId: 'c', traceId: two.id, success: false },
      { externalId: 'd', messageExternalId: reply?.externalId as string, messageId: reply?.id as bigint, rating: 4 },
    ];
    await stores.prisma.evaluation.createMany({
      data: judgments.map((judgment) => ({ ...judgment, workspaceId, evaluatorKind: 'HUMAN' as const, createdAt: now })),
    });
    judged.set('reply', reply?.traceId as string);
  });
  const judged = new Map<string, string>();

  test.each<[TraceFilter, () => string[]]>([
    [{ ratings: [1] }, () => [one.id]],
    [{ ratings: [4, 5] }, () => [two.id, judged.get('reply') as string]],
    [{ success: true }, () => [two.id]],
    [{ success: false, ratings: [5] }, () => [two.id]],
    [{ success: false, ratings: [1] }, () => []],
    [{ ratings: [2] }, () => []],
  ])('%j finds the traces of which the trace, a span or a message was judged so', async (filter, expected) => {
    expect(new Set((await list({}, filter)).map(({ traceId }) => traceId))).toEqual(new Set(expected()));
  });
});

test('prompts that an answer of a trace was asked with, and versions of them', async () => {
  const [one, two, three] = reference as [ReferenceTrace, ReferenceTrace, ReferenceTrace];
  const answer = (id: number, trace: ReferenceTrace, promptName: string, promptVersion: string, role: 'ASSISTANT' | 'USER' = 'ASSISTANT') =>
    messageFacts.line({
      ...messageFacts.empty,
      workspaceId,
      createdAt: now,
      messageId: id,
      role,
      promptName,
      promptVersion,
      traceId: uuidOfTrace(trace.id),
      version: 1,
    });
  const lines = [
    answer(9_001, one, 'support/answer', '1'),
    answer(9_002, one, 'rules', '2'),
    answer(9_003, two, 'support/answer', '2'),
    answer(9_004, three, 'support/answer', '2', 'USER'),
  ];
  await stores.clickhouse.insert(messageFacts.name, messageFacts.columnNames, lines.join('\n'));
  const found = async (filter: TraceFilter) => new Set((await list({}, filter)).map(({ traceId }) => traceId));
  expect(await found({ promptNames: ['support/answer'] })).toEqual(new Set([one.id, two.id]));
  expect(await found({ promptNames: ['support/answer'], promptVersions: ['2'] })).toEqual(new Set([two.id]));
  expect(await found({ promptVersions: ['2'] })).toEqual(new Set([one.id, two.id]));
  expect(await found({ promptNames: ['none'] })).toEqual(new Set());
  expect(await found({ promptNames: ['support/answer'], from: new Date(0) })).toEqual(new Set([one.id, two.id]));
  expect(await found({ promptNames: ['support/answer'], from: new Date(now.getTime() + 86_400_000) })).toEqual(new Set());
  expect(await found({ promptNames: [] })).toEqual(await found({}));
});

const said =
  (text: string) =>
  (trace: ReferenceTrace): boolean =>
    trace.spans.some(
      (span) =>
        JSON.stringify(span.input ?? '')
          .toLowerCase()
          .includes(text) ||
        JSON.stringify(span.output ?? '')
          .toLowerCase()
          .includes(text),
    );
const inOne =
  (...texts: string[]) =>
  (trace: ReferenceTrace): boolean =>
    trace.spans.some(({ input, output }) =>
      [input, output].some((text) =>
        texts.every((word) =>
          JSON.stringify(text ?? '')
            .toLowerCase()
            .includes(word),
        ),
      ),
    );
const rootOf = reference[5] as ReferenceTrace;

const searches: [typed: string, holds: (trace: ReferenceTrace) => boolean][] = [
  ['refund', said('refund')],
  ['REFUND', said('refund')],
  ['refund weather', inOne('refund', 'weather')],
  ['überweisung', said('überweisung')],
  ['訂單', said('訂單')],
  ['"about the tariff"', said('about the tariff')],
  ['"order \\"now\\""'.replaceAll('\\', ''), inOne('order', 'now')],
  ['refun', () => false],
  ['support', ({ root }) => root.name === 'support'],
  ['look up', ({ spans: own }) => own.some(({ name }) => name === 'look up')],
  ['gpt-4o', ({ spans: own }) => own.some(({ model }) => model === 'gpt-4o')],
  ['session 2', ({ spans: own }) => own.some(({ sessionId }) => sessionId === 'session 2')],
  [rootOf.id, ({ id }) => id === rootOf.id],
  [rootOf.id.slice(0, 9), ({ id }) => id.startsWith(rootOf.id.slice(0, 9))],
  [
    `${rootOf.id.slice(0, 8)}-${rootOf.id.slice(8, 12)}-${rootOf.id.slice(12, 16)}-${rootOf.id.slice(16, 20)}-${rootOf.id.slice(20)}`,
    ({ id }) => id === rootOf.id,
  ],
  ['!!!', () => false],
  ['   ', () => true],
  ['\u0000', () => false],
];

describe.each(searches)('a search for %j', (typed, holds) => {
  test.each<[TraceOrder, boolean]>([
    ['STARTED_AT', false],
    ['STARTED_AT', true],
    ['TOKENS', false],
  ])('by %s, ascending %s, finds the traces that hold it, page after page', async (order, ascending) => {
    const expected = inOrder(reference.filter(holds), order, ascending);
    const found: string[] = [];
    let after: TraceSortKey | null = null;
    for (
      let page = await list({ order, ascending, limit: 30 }, {}, typed);
      page.length > 0;
      page = await list({ order, ascending, limit: 30, after }, {}, typed)
    ) {
      found.push(...page.map(({ traceId }) => traceId));
      after = page.at(-1) as TraceSortKey;
    }
    expect(found).toEqual(expected);
  });
});

test('a search beyond its limits is refused in words', async () => {
  await expect(list({}, {}, 'x'.repeat(513))).rejects.toThrow(/at most 512/);
  await expect(list({}, {}, Array.from({ length: 17 }, (_, n) => `w${n}`).join(' '))).rejects.toThrow(/at most 16/);
});

test.each<[TraceFilter, RegExp]>([
  [{ from: now, to: middle }, /filter.from/],
  [{ minDurationMs: 5, maxDurationMs: 4 }, /filter.minDurationMs/],
  [{ minCostUsd: 5, maxCostUsd: 4 }, /filter.minCostUsd/],
  [{ ratings: [6] }, /filter.ratings/],
])('the filter %j, which nothing can satisfy, is refused', async (filter, message) => {
  await expect(list({}, filter)).rejects.toThrow(message);
});

test('what can be filtered by are the values in use, most used first, of the window asked for', async () => {
  const options = await traceFilterOptions(stores.clickhouse, workspaceId, { from: null, to: null });
  const count = (holds: (trace: ReferenceTrace) => boolean): number => reference.filter(holds).length;
  expect(options.names).toEqual(
    ['support', 'research', 'report'].sort((a, b) => count(({ root }) => root.name === b) - count(({ root }) => root.name === a)),
  );
  expect(new Set(options.services)).toEqual(new Set(['api', 'worker']));
  expect(new Set(options.models)).toEqual(new Set(['gpt-4o', 'nobody-knows']));
  expect(new Set(options.tools)).toEqual(new Set(['search', 'mail']));
  expect(new Set(options.tags)).toEqual(new Set(['beta', 'vip']));
  expect(new Set(options.environments)).toEqual(new Set(['production', 'staging']));
  expect(new Set(options.errorTypes)).toEqual(new Set(['error', 'rate_limit', 'timeout']));
  expect((await traceFilterOptions(stores.clickhouse, workspaceId, { from: now, to: null })).names).toEqual([]);
});
