import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factOf, writeFacts, type Fact } from '../analytics/analytics.testing.ts';
import { dayMs, hourMs } from '../analytics/pure/interval.ts';
import { randomOf } from '../../platform/statistics/bootstrap.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';

const now = Date.parse('2026-03-22T00:00:00Z');
const currentFrom = now - 7 * dayMs;
const baselineFrom = currentFrom - 7 * dayMs;
const quietFrom = baselineFrom - 7 * dayMs;
const filter = { from: new Date(currentFrom).toISOString(), to: new Date(now).toISOString() };

const models = ['m-large', 'm-small', 'm-other'];
const tools = ['search', 'book', ''];

/** Three weeks of traffic; in the last one calls of `book` by `m-large` fail and are slow, and `m-other` costs three times as much. */
function factsOf(seed: number, isQuiet = false): Fact[] {
  const random = randomOf(seed);
  const of = <Value>(values: readonly Value[]): Value => values[Math.floor(values.length * random())] as Value;
  return Array.from({ length: 12_000 }, (_, place) => {
    const at = quietFrom + Math.floor(21 * dayMs * random());
    const [model, tool] = [of(models), of(tools)];
    const isHit = !isQuiet && at >= currentFrom && model === 'm-large' && tool === 'book';
    const isDear = !isQuiet && at >= currentFrom && model === 'm-other';
    const isError = random() < (isHit ? 0.35 : 0.04);
    return factOf({
      id: place + 1,
      at: new Date(at),
      conversation: Math.floor(place / 4) + 1,
      model,
      provider: model === 'm-other' ? 'other' : 'one',
      environment: of(['production', 'staging']),
      widget: random() < 0.3,
      latencyMs: Math.round((isHit ? 6_000 : 800) * (0.5 + random())),
      costNanoUsd: isDear ? 3_000_000 : 1_000_000,
      error: isError ? 'timeout' : '',
      tools: tool === '' ? [] : [{ name: tool, success: random() >= (isHit ? 0.5 : 0.05), durationMs: 100 }],
      evaluations:
        random() < 0.5 ? [{ rating: isHit ? 1 : 4 + Math.round(random()), success: random() >= (isHit ? 0.7 : 0.1), tags: [] }] : [],
    });
  });
}

const document = `query ($input: ExplainInput!) { explain(input: $input) {
  metric unit measure baseline current change low high sentence tooLittle dimensions
  causes { rank conditions { dimension value } effect explainedShare low high pValue mixEffect rateEffect baselineCount currentCount baselineValue currentValue sentence
           filter isFilterExact isContradicted recommendation { key text link } traceIds }
  placebo { changeOfQuietWindows bestShareOfQuietWindows sentence } dimensionEffects { dimension mixEffect rateEffect } } }`;

let server: TestServer;
let workspace: TestWorkspace;
let facts: Fact[];
beforeAll(async () => {
  server = await openTestServer();
  workspace = await openTestWorkspace(server);
  facts = factsOf(1);
  await writeFacts(server.stores, workspace.id, facts, 1);
});
afterAll(() => server?.close());

const explainOf = async (input: object): Promise<Loose> => {
  const body = await workspace.run(document, { input });
  expect(body.errors).toBeUndefined();
  return body.data.explain;
};
const inWindow = (from: number, to: number): Fact[] => facts.filter(({ at }) => at.getTime() >= from && at.getTime() < to);
const shareOf = (own: readonly Fact[], is: (fact: Fact) => boolean): number => own.filter(is).length / own.length;

describe('explain', () => {
  test.each([
    ['ERROR_SHARE', 'share'],
    ['TOOL_FAILURE_SHARE', 'share'],
    ['SUCCESS_SHARE', 'share'],
    ['AVERAGE_RATING', 'rating'],
    ['LATENCY_P95', 'ms'],
  ])('%s: names the model with the tool that was hit, first', async (metric, unit) => {
    const found = await explainOf({ metric, filter });
    expect(found.unit).toBe(unit);
    const [first] = found.causes;
    expect(Object.fromEntries(first.conditions.map(({ dimension, value }: Loose) => [dimension, value]))).toEqual({
      MODEL: 'm-large',
      TOOL: 'book',
    });
    expect(first).toMatchObject({ rank: 1, effect: 'RATE', isContradicted: false, isFilterExact: true });
    expect(first.low).toBeGreaterThan(0.6);
    expect(first.low).toBeLessThan(first.explainedShare);
    expect(first.high).toBeGreaterThan(first.explainedShare);
    expect(first.filter).toMatchObject({ models: ['m-large'], tools: ['book'] });
    expect(first.recommendation.key).toBe(metric === 'LATENCY_P95' ? 'speed-up-tool' : 'repair-tool');
    expect(found.placebo.bestShareOfQuietWindows).toBeLessThan(0.4);
    expect(found.sentence).toContain('model m-large and tool book');
  });

  test('the values, the effects and the counts are those of the messages', async () => {
    const found = await explainOf({ metric: 'ERROR_SHARE', filter });
    const [before, after] = [inWindow(baselineFrom, currentFrom), inWindow(currentFrom, now)];
    const isError = ({ error }: Fact): boolean => error !== '';
    const change = shareOf(after, isError) - shareOf(before, isError);
    expect(found.baseline).toBeCloseTo(shareOf(before, isError), 12);
    expect(found.current).toBeCloseTo(shareOf(after, isError), 12);
    expect(found.change).toBeCloseTo(change, 12);
    expect(found.low).toBeLessThan(change);
    expect(found.high).toBeGreaterThan(change);
    const isOf = ({ model, tools: called }: Fact): boolean => model === 'm-large' && called[0]?.name === 'book';
    const [ownBefore, ownAfter] = [before.filter(isOf), after.filter(isOf)];
    const [first] = found.causes;
    expect([first.baselineCount, first.currentCount]).toEqual([ownBefore.length, ownAfter.length]);
    expect(first.currentValue).toBeCloseTo(shareOf(ownAfter, isError), 12);
    const shares = [ownBefore.length / before.length, ownAfter.length / after.length] as const;
    const rateEffect = ((shares[0] + shares[1]) / 2) * (shareOf(ownAfter, isError) - shareOf(ownBefore, isError));
    expect(first.rateEffect).toBeCloseTo(rateEffect, 12);
    for (const { mixEffect, rateEffect: rate } of found.dimensionEffects) expect(mixEffect + rate).toBeCloseTo(change, 10);
  });

  test('a cost: the model that became dear, though its messages are as many', async () => {
    const found = await explainOf({ metric: 'COST', filter });
    const cost = (own: readonly Fact[]): number => own.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0), 0) / 1e9;
    expect(found.current).toBeCloseTo(cost(inWindow(currentFrom, now)), 9);
    const [first] = found.causes;
    expect(first.conditions).toEqual([expect.objectContaining({ value: expect.stringMatching(/^(m-other|other)$/) })]);
    expect(first.effect).toBe('VOLUME');
    expect(first.rateEffect).toBeGreaterThan(10 * Math.abs(first.mixEffect));
    expect(first.recommendation.link).toMatch(/^\//);
  });

  test('a baseline of another length is scaled for a sum', async () => {
    const [from, to] = [currentFrom - 2 * dayMs, currentFrom].map((at) => new Date(at).toISOString());
    const found = await explainOf({ metric: 'MESSAGE_COUNT', filter, baselineFrom: from, baselineTo: to });
    expect(found.baseline).toBeCloseTo(inWindow(currentFrom - 2 * dayMs, currentFrom).length * 3.5, 9);
    expect(found.current).toBe(inWindow(currentFrom, now).length);
  });

  test('between two quiet windows at most one of sixteen searches finds a cause that is not contradicted', async () => {
    const quiet = { from: new Date(baselineFrom).toISOString(), to: new Date(currentFrom).toISOString() };
    const names: string[] = [];
    for (const seed of [1, 2, 3, 4]) {
      const own = await openTestWorkspace(server);
      await writeFacts(server.stores, own.id, factsOf(seed, true), 1);
      for (const metric of ['ERROR_SHARE', 'SUCCESS_SHARE', 'TOOL_FAILURE_SHARE', 'LATENCY_P95']) {
        const { data } = await own.run(document, { input: { metric, filter: quiet } });
        names.push(
          ...data.explain.causes
            .filter(({ isContradicted }: Loose) => !isContradicted)
            .slice(0, 1)
            .map(({ sentence }: Loose) => sentence),
        );
      }
    }
    expect(names.length).toBeLessThanOrEqual(1);
  });

  test('names the cohort whose messages changed, with its filter; users in several are a group of their own', async () => {
    const own = await openTestWorkspace(server);
    const random = randomOf(5);
    const traffic = Array.from({ length: 9_000 }, (_, place) => {
      const at = quietFrom + Math.floor(21 * dayMs * random());
      const user = 1 + Math.floor(60 * random());
      const isHit = at >= currentFrom && user <= 15;
      return factOf({
        id: place + 1,
        at: new Date(at),
        conversation: Math.floor(place / 4) + 1,
        user,
        model: random() < 0.5 ? 'm-large' : 'm-small',
        error: random() < (isHit ? 0.4 : 0.04) ? 'timeout' : '',
      });
    });
    await writeFacts(server.stores, own.id, traffic, 1);
    const make = async (name: string, from: number, to: number): Promise<string> => {
      const users = Array.from({ length: to - from + 1 }, (_, place) => `u-${from + place}`);
      const { data, errors } = await own.run('mutation ($input: CohortInput!) { createCohort(input: $input) { id } }', {
        input: { name, rule: { users } },
      });
      expect(errors).toBeUndefined();
      return data.createCohort.id;
    };
    const early = await make('early users', 1, 15);
    await make('others', 16, 40);
    await make('some of both', 38, 45);
    const { data, errors } = await own.run(document, { input: { metric: 'ERROR_SHARE', filter } });
    expect(errors).toBeUndefined();
    const [first] = data.explain.causes;
    expect(first.conditions).toEqual([{ dimension: 'COHORT', value: 'early users' }]);
    expect(first.sentence).toMatch(/^Messages with cohort early users went from /);
    expect(first.filter).toMatchObject({ cohort: early });
    expect(first.isFilterExact).toBe(false);
    expect(first.isContradicted).toBe(false);
    expect(first.explainedShare).toBeGreaterThan(0.8);
    expect(data.explain.dimensions).toContain('COHORT');
    const inCohort = (fact: Fact): boolean => fact.user >= 1 && fact.user <= 15;
    const hit = traffic.filter((fact) => fact.at.getTime() >= currentFrom && inCohort(fact));
    expect(first.currentValue).toBeCloseTo(
      shareOf(hit, ({ error }) => error !== ''),
      10,
    );
    expect(first.traceIds).toBeDefined();
  });

  test('what is too little says what there is', async () => {
    const short = { from: new Date(now - hourMs).toISOString(), to: new Date(now).toISOString() };
    const found = await explainOf({ metric: 'AVERAGE_RATING', filter: { ...short, models: ['m-other'] } });
    expect(found.causes).toEqual([]);
    expect(found.tooLittle).toMatch(/has \d+ measured messages; at least 30 are needed/);
    expect((await explainOf({ metric: 'COST', filter: { ...short, models: ['none'] } })).tooLittle).toMatch(
      /no measured messages in either window/,
    );
  });

  test.each([
    [{ filter }, 'input.metric', 'is missing'],
    [{ metric: 'TRAINING_LOSS', filter }, 'input.metric', 'training'],
    [{ metric: 'COST', filter, dimensions: [] }, 'input.dimensions', 'is empty'],
    [{ metric: 'COST', filter, maximumDimensions: 4 }, 'input.maximumDimensions', '1 to 3'],
    [{ metric: 'COST', filter, baselineFrom: filter.from, baselineTo: filter.to }, 'input.baselineFrom', 'overlaps'],
    [{ metric: 'COST', filter: { from: filter.from, to: filter.from } }, 'input.filter.from', 'not a minute'],
    [{ metric: 'COST', anomalyId: 'bm9uZQ==' }, 'input.anomalyId', 'is not an id'],
  ])('%o is refused at %s', async (input, field, reason) => {
    const { errors } = await workspace.run(document, { input });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(errors[0].extensions.reason).toContain(reason);
  });
});
