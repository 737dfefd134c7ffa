import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace } from '../../workspace.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

interface Sent {
  readonly itemId?: unknown;
  readonly [field: string]: unknown;
}

/** A workspace with benchmarks of its own. */
async function benchmarking() {
  const { id: workspaceId, run } = await openTestWorkspace(server);
  const save = async (input: object): Promise<Loose> => {
    const body = await run(
      'mutation ($input: BenchmarkRunInput!) { saveBenchmarkRun(input: $input) { id externalId model modelVersion source startedAt endedAt configuration suite { name } } }',
      { input },
    );
    return body.data?.saveBenchmarkRun ?? body.errors[0].extensions;
  };
  const log = async (runId: string, results: readonly Sent[]): Promise<Loose> => {
    const body = await run(
      'mutation ($runId: ID!, $results: [BenchmarkResultInput!]!) { logBenchmarkResults(runId: $runId, results: $results) { accepted updated rejected { index field reason } } }',
      { runId, results },
    );
    return body.data?.logBenchmarkResults ?? body.errors[0].extensions;
  };
  const read = async (id: string, selection: string): Promise<Loose> =>
    (await run(`query ($id: ID!) { node(id: $id) { ... on BenchmarkRun { ${selection} } } }`, { id })).data.node;
  /** A run whose items 0, 1, 2 … are correct where the text has a 1, wrong where 0, and missing where it has a dash. */
  const ran = async (model: string, answers: string, rest: object = {}): Promise<string> => {
    const { id } = await save({ suite: 'sums', model, ...rest });
    await log(
      id,
      [...answers].flatMap((letter, item) =>
        letter === '-'
          ? []
          : [
              {
                itemId: `${item}`,
                category: item % 2 === 0 ? 'even' : 'odd',
                isCorrect: letter === '1',
                answer: letter,
                target: '1',
                input: `item ${item}`,
              },
            ],
      ),
    );
    return id;
  };
  return { workspaceId, run, save, log, read, ran };
}

const whole = 'numbers { category itemCount resultCount errorCount decidedCount accuracy accuracyLow accuracyHigh meanScore }';

describe('a run', () => {
  test('is one by its external id: what is absent stays, and its suite is made once', async () => {
    const { save, run } = await benchmarking();
    const first = await save({
      suite: ' sums ',
      model: 'm',
      externalId: 'r1',
      configuration: { shots: 5 },
      startedAt: '2026-01-01T00:00:00Z',
    });
    expect(first).toMatchObject({ externalId: 'r1', source: 'API', suite: { name: 'sums' }, endedAt: null });
    const again = await save({
      suite: 'sums',
      model: 'm',
      externalId: 'r1',
      modelVersion: '2',
      endedAt: '2026-01-01T01:00:00Z',
      source: 'LM_EVAL',
    });
    expect(again).toMatchObject({
      id: first.id,
      modelVersion: '2',
      source: 'LM_EVAL',
      configuration: { shots: 5 },
      startedAt: '2026-01-01T00:00:00.000Z',
    });
    await save({ suite: 'sums', model: 'm' });
    const { benchmarkSuites } = (await run('{ benchmarkSuites { name runCount itemCount lastRunAt runs(model: "m") { externalId } } }'))
      .data;
    expect(benchmarkSuites).toEqual([
      {
        name: 'sums',
        runCount: 2,
        itemCount: 0,
        lastRunAt: expect.any(String),
        runs: [{ externalId: expect.any(String) }, { externalId: 'r1' }],
      },
    ]);
  });
  test('that cannot be is refused, and every field at fault is named', async () => {
    const { save, run } = await benchmarking();
    expect(await save({ suite: ' ', model: '', configuration: [1] })).toMatchObject({
      code: 'BAD_BENCHMARK',
      problems: [{ field: 'input.suite' }, { field: 'input.model' }, { field: 'input.configuration' }],
    });
    await save({ suite: 'a', model: 'm', externalId: 'x', startedAt: '2026-01-02T00:00:00Z' });
    expect(await save({ suite: 'b', model: 'm', externalId: 'x' })).toMatchObject({ code: 'BAD_BENCHMARK', field: 'input.externalId' });
    expect((await run('{ benchmarkSuites { name } }')).data.benchmarkSuites, 'a refused run makes no suite').toEqual([{ name: 'a' }]);
    expect(await save({ suite: 'a', model: 'm', externalId: 'x', endedAt: '2026-01-01T00:00:00Z' })).toMatchObject({
      field: 'input.endedAt',
    });
    expect(await save({ suite: 'a', model: 'm', startedAt: '2026-01-02T00:00:00Z', endedAt: '2026-01-01T00:00:00Z' })).toMatchObject({
      field: 'input.endedAt',
    });
  });
});

describe('results', () => {
  test('are decided by a verdict, a score of 0 or 1, or the target; an error decides nothing', async () => {
    const { save, log, read } = await benchmarking();
    const { id } = await save({ suite: 's', model: 'm' });
    expect(
      await log(id, [
        { itemId: 'verdict', isCorrect: false, score: 1 },
        { itemId: 'score', score: 1 },
        { itemId: 'partial', score: 0.5 },
        { itemId: 'text', answer: ' Paris\n', target: 'Paris' },
        { itemId: 'other text', answer: 'London', target: 'Paris' },
        { itemId: 'no target', answer: 'x' },
        { itemId: 'error', error: 'timed out', score: 0, latencyMs: 10 },
        {
          itemId: 'cost',
          isCorrect: true,
          latencyMs: 30,
          inputTokens: 5,
          outputTokens: 7,
          costUsd: 0.25,
          scores: { f1: 0.5 },
          at: '2026-01-01T00:00:00Z',
        },
      ]),
    ).toEqual({ accepted: 8, updated: 0, rejected: [] });
    const one = await read(
      id,
      `${whole} p50LatencyMs p95LatencyMs inputTokens outputTokens costUsd results { edges { node { itemId outcome isCorrect score scores costUsd at } } }`,
    );
    expect(one.numbers).toMatchObject({
      category: null,
      itemCount: 8,
      resultCount: 8,
      errorCount: 1,
      decidedCount: 5,
      accuracy: 0.6,
      meanScore: expect.closeTo(2.5 / 4, 12),
    });
    expect(one).toMatchObject({
      p50LatencyMs: 20,
      p95LatencyMs: expect.closeTo(29, 9),
      inputTokens: 5,
      outputTokens: 7,
      costUsd: 0.25,
    });
    expect(one.results.edges.map(({ node }: Loose) => [node.itemId, node.outcome])).toEqual([
      ['cost', 'CORRECT'],
      ['error', 'ERROR'],
      ['no target', 'UNDECIDED'],
      ['other text', 'WRONG'],
      ['partial', 'UNDECIDED'],
      ['score', 'CORRECT'],
      ['text', 'CORRECT'],
      ['verdict', 'WRONG'],
    ]);
    expect(one.results.edges[0].node).toMatchObject({ scores: { f1: 0.5 }, costUsd: 0.25, at: '2026-01-01T00:00:00.000Z' });
  });

  test('are one by item and sample: the same again changes nothing, the later of two in a batch stays', async () => {
    const { save, log, read } = await benchmarking();
    const { id } = await save({ suite: 's', model: 'm' });
    const batch = [
      { itemId: 'a', isCorrect: true, category: 'x', input: 'kept' },
      { itemId: 'a', isCorrect: false },
      { itemId: 'a', sample: 1, isCorrect: true },
    ];
    expect(await log(id, batch)).toEqual({ accepted: 2, updated: 1, rejected: [] });
    expect(await log(id, batch)).toEqual({ accepted: 0, updated: 3, rejected: [] });
    const { results, numbers, passAt } = await read(
      id,
      `${whole} passAt(k: [1, 2, 3]) { k value itemCount } results { edges { node { sample isCorrect category input } } }`,
    );
    expect(results.edges.map(({ node }: Loose) => node)).toEqual([
      { sample: 0, isCorrect: false, category: 'x', input: 'kept' },
      { sample: 1, isCorrect: true, category: 'x', input: 'kept' },
    ]);
    expect(numbers).toMatchObject({ itemCount: 1, resultCount: 2, accuracy: 0.5, accuracyLow: null });
    expect(passAt).toEqual([
      { k: 1, value: 0.5, itemCount: 1 },
      { k: 2, value: 1, itemCount: 1 },
      { k: 3, value: null, itemCount: 0 },
    ]);
  });

  test('are kept where others of the batch are bad', async () => {
    const { save, log } = await benchmarking();
    const { id } = await save({ suite: 's', model: 'm' });
    const good = { isCorrect: true };
    const bad: readonly (readonly [Sent | number, string, RegExp])[] = [
      [{ ...good }, 'itemId', /^is missing$/],
      [{ ...good, itemId: ' ' }, 'itemId', /empty/],
      [{ ...good, itemId: 'a', sample: -1 }, 'sample', /negative/],
      [{ ...good, itemId: 'a', sample: 10_000 }, 'sample', /9999/],
      [{ itemId: 'a' }, '', /has none of isCorrect, score, answer and error/],
      [{ itemId: 'a', score: 'high' }, 'score', /a number is taken/],
      [{ ...good, itemId: 'a', scores: { f1: 'x' } }, 'scores.f1', /a number is taken/],
      [{ ...good, itemId: 'a', score: 1e308 }, 'score', /to 1000000000000000 is taken/],
      [{ ...good, itemId: 'a', scores: { f1: -1e16 } }, 'scores.f1', /to 1000000000000000 is taken/],
      [{ ...good, itemId: 'a', costUsd: -1 }, 'costUsd', /is -1/],
      [{ ...good, itemId: 'a', verdict: 1 }, 'verdict', /not a field/],
      [{ ...good, itemId: 'a', at: '1970-01-01T00:00:00Z' }, 'at', /2000/],
      [7, '', /an object/],
    ];
    const answer = await log(id, [{ ...good, itemId: 'fine' }, ...bad.map(([item]) => item as Sent)]);
    expect(answer.accepted).toBe(1);
    for (const [place, [, field, reason]] of bad.entries())
      expect(answer.rejected[place]).toEqual({ index: place + 1, field, reason: expect.stringMatching(reason) });
    expect(
      await log(
        id,
        Array.from({ length: 5_001 }, () => good),
      ),
    ).toMatchObject({ code: 'BATCH_TOO_LARGE' });
  });

  test('are read by outcome, category and words, page by page in both directions', async () => {
    const { ran, read } = await benchmarking();
    const id = await ran('m', '110100');
    const items = async (args: string): Promise<string[]> =>
      (await read(id, `results(${args}) { edges { node { itemId } } }`)).results.edges.map(({ node }: Loose) => node.itemId);
    expect(await items('first: 10, outcome: CORRECT')).toEqual(['0', '1', '3']);
    expect(await items('first: 10, outcome: WRONG, category: "even"')).toEqual(['2', '4']);
    expect(await items('first: 10, search: "ITEM 5"')).toEqual(['5']);
    const { pageInfo } = (await read(id, 'results(first: 4) { pageInfo { endCursor hasNextPage } }')).results;
    expect(pageInfo.hasNextPage).toBe(true);
    expect(await items(`first: 4, after: "${pageInfo.endCursor}"`)).toEqual(['4', '5']);
    expect(await items('last: 2')).toEqual(['4', '5']);
    expect(await items(`last: 2, before: "${pageInfo.endCursor}"`)).toEqual(['1', '2']);
  });
});

describe('two runs', () => {
  const numbers =
    'category itemCount bothCorrect onlyBase onlyOther neither baseAccuracy otherAccuracy difference differenceLow differenceHigh pValue verdict';
  test('are compared over the items that both decided', async () => {
    const { ran, run } = await benchmarking();
    const [baseId, otherId] = [await ran('old', '1100-0110'), await ran('new', '111011-10')];
    const compare = async (selection: string): Promise<Loose> =>
      (
        await run(`query ($baseId: ID!, $otherId: ID!) { benchmarkComparison(baseId: $baseId, otherId: $otherId) { ${selection} } }`, {
          baseId,
          otherId,
        })
      ).data.benchmarkComparison;
    const found = await compare(`numbers { ${numbers} } byCategory { ${numbers} }`);
    expect(found.numbers).toMatchObject({
      category: null,
      itemCount: 7,
      bothCorrect: 3,
      onlyBase: 0,
      onlyOther: 2,
      neither: 2,
      difference: expect.closeTo(2 / 7, 12),
      pValue: 0.5,
      verdict: 'NOT_DECISIVE',
    });
    expect(found.byCategory.map(({ category, itemCount }: Loose) => [category, itemCount])).toEqual([
      ['even', 3],
      ['odd', 4],
    ]);
    const { flips } = await compare(
      'flips { edges { node { itemId input target flip base { model: answer } other { answer outcome } } } }',
    );
    expect(flips.edges.map(({ node }: Loose) => node)).toEqual([
      { itemId: '2', input: 'item 2', target: '1', flip: 'GAINED', base: [{ model: '0' }], other: [{ answer: '1', outcome: 'CORRECT' }] },
      { itemId: '5', input: 'item 5', target: '1', flip: 'GAINED', base: [{ model: '0' }], other: [{ answer: '1', outcome: 'CORRECT' }] },
    ]);
    expect((await compare('flips(flip: LOST) { edges { node { itemId } } }')).flips.edges).toEqual([]);
    const { pageInfo } = (await compare('flips(first: 1) { pageInfo { endCursor } }')).flips;
    expect(
      (await compare(`flips(first: 1, after: "${pageInfo.endCursor}", category: "odd") { edges { node { itemId } } }`)).flips.edges,
    ).toHaveLength(1);
  });
  test('of two suites, or one that is gone, are not', async () => {
    const { save, ran, run } = await benchmarking();
    const baseId = await ran('m', '1');
    const { id: otherId } = await save({ suite: 'another', model: 'm' });
    const compare = async (base: string, other: string): Promise<Loose> =>
      (
        await run('query ($b: ID!, $o: ID!) { benchmarkComparison(baseId: $b, otherId: $o) { numbers { itemCount } } }', {
          b: base,
          o: other,
        })
      ).errors[0].extensions;
    expect(await compare(baseId, otherId)).toMatchObject({ code: 'BAD_BENCHMARK', field: 'otherId' });
    await run('mutation ($id: ID!) { deleteBenchmarkRun(id: $id) }', { id: otherId });
    expect(await compare(otherId, baseId)).toMatchObject({ code: 'NOT_FOUND', field: 'baseId' });
  });
});

test('a suite is deleted with all that belongs to it', async () => {
  const { ran, run, workspaceId } = await benchmarking();
  await ran('m', '10');
  const [{ id }] = (await run('{ benchmarkSuites { id } }')).data.benchmarkSuites;
  expect((await run('mutation ($id: ID!) { deleteBenchmarkSuite(id: $id) }', { id })).data.deleteBenchmarkSuite).toBe(id);
  expect((await run('mutation ($id: ID!) { deleteBenchmarkSuite(id: $id) }', { id })).errors[0].extensions.code).toBe('NOT_FOUND');
  expect(await server.stores.prisma.benchmarkItem.count({ where: { workspaceId } })).toBe(0);
});
