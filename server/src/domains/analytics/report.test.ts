import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { clearDirty, hourOf, markDirty, writeFacts, type Fact } from './analytics.testing.ts';
import { conversationLengths } from './conversations.ts';
import { errors, failureTags, ratings, sla, toolUses } from './details.ts';
import { bySession } from './sessions.ts';
import type { AnalyticsFilter } from './pure/filter.ts';
import { intervals } from './pure/interval.ts';
import { randomFact, randomNumbers } from './random-facts.testing.ts';
import * as reference from './reference.testing.ts';
import { Report } from './report.ts';
import { rebuildRollupHours } from './rollup.ts';

/*
 * The same messages counted twice: by the report, from rollup and facts, and by the reference, in plain TypeScript. The messages
 * are written, changed, moved in time and removed in several rounds; after each, some hours are rebuilt and the others stay dirty.
 */
const from = new Date('2026-02-26T05:30:00.000Z');
const to = new Date('2026-03-03T18:15:30.250Z');
const beginning = new Date(from.getTime() - (to.getTime() - from.getTime()));
const now = new Date('2026-03-03T20:00:00Z');

let stores: Stores;
let workspaceId: string;
let standing: Fact[];

beforeAll(async () => {
  stores = await openTestStores();
  workspaceId = await createTestWorkspace(stores);
  await stores.prisma.model.createMany({
    data: [
      { workspaceId, name: 'gpt-4', provider: 'openai', trainingMethod: 'BASE' },
      { workspaceId, name: 'claude', trainingMethod: 'RLHF' },
      { workspaceId, name: "o'neil", trainingMethod: 'RLHF' },
    ],
  });
  standing = await writeInRounds(stores, workspaceId);
});
afterAll(() => stores.close());

async function writeInRounds(to: Stores, workspace: string): Promise<Fact[]> {
  const random = randomNumbers(7);
  const facts = new Map(Array.from({ length: 900 }, (_, index) => [index + 1, randomFact(random, index + 1, everywhere)]));
  // Someone else's messages, with the same ids and names.
  await writeFacts(to, await createTestWorkspace(to, 'another'), [...facts.values()], 1);
  let version = 1;
  await writeFacts(to, workspace, [...facts.values()], version);
  await settle([...facts.values()].map(({ at }) => hourOf(at)));
  for (let round = 0; round < 3; round += 1) {
    const touched: Fact[] = [];
    const gone: Fact[] = [];
    const changed: Fact[] = [];
    for (const fact of facts.values()) {
      if (random() > 0.15) continue;
      touched.push(fact);
      const next = randomFact(random, fact.id, everywhere);
      if (random() < 0.3) {
        facts.delete(fact.id);
        gone.push(fact);
      } else if (random() < 0.5) {
        facts.set(fact.id, { ...next, at: fact.at });
        changed.push({ ...next, at: fact.at });
      } else {
        facts.set(fact.id, next);
        gone.push(fact);
        changed.push(next);
      }
    }
    version += 1;
    await writeFacts(to, workspace, gone, version, true);
    await writeFacts(to, workspace, changed, version);
    await settle([...touched, ...changed].map(({ at }) => hourOf(at)));
  }
  return [...facts.values()];

  /** All but every third of the hours is rebuilt. */
  async function settle(hours: Date[]): Promise<void> {
    await markDirty(to, workspace, hours);
    const rebuilt = [...new Set(hours.map((hour) => hour.getTime()))].filter(() => random() < 2 / 3).map((ms) => new Date(ms));
    version += 1;
    await rebuildRollupHours(to.clickhouse, workspace, rebuilt, BigInt(version));
    await clearDirty(to, workspace, rebuilt);
  }
}

const everywhere = { from: beginning, to: new Date(to.getTime() + 86_400_000) };

const filters: [name: string, filter: AnalyticsFilter][] = [
  ['no filter', {}],
  ['time alone', { from, to }],
  ['time within one hour', { from: new Date('2026-03-01T04:10:00Z'), to: new Date('2026-03-01T04:50:00Z') }],
  ['whole days', { from: new Date('2026-02-27T00:00:00Z'), to: new Date('2026-03-02T00:00:00Z') }],
  ['an empty time range', { from, to: from }],
  ['an open end', { from }],
  ['an open beginning', { to }],
  ['empty lists, which restrict nothing', { from, to, models: [], ratings: [], users: [] }],
  ['models', { from, to, models: ['gpt-4', "o'neil"] }],
  ['messages without a model', { from, to, models: [''] }],
  ['a model that is not', { from, to, models: ["x' OR 1=1 --"] }],
  ['providers and environments', { from, to, providers: ['openai'], environments: ['production', ''] }],
  ['experiments and variants', { from, to, experiments: ['länge'], variants: ['a'] }],
  ['sessions', { from, to, sessions: ['s-1', 's-2'] }],
  ['users', { from, to, users: ['u-1', 'u-4'] }],
  ['ratings', { from, to, ratings: [1, 2] }],
  ['success', { from, to, success: true }],
  ['failure', { from, to, success: false }],
  ['widget', { from, to, widget: true }],
  ['verdicts', { from, to, verdicts: ['FAILURE', 'UNJUDGED'] }],
  ['messages without an evaluation', { from, to, evaluated: false }],
  ['failure tags, or none', { from, to, failureTags: ['tone', ''] }],
  ['error types', { from, to, errorTypes: ['timeout'] }],
  ['tools', { from, to, tools: ['book'] }],
  ['a version of a prompt', { from, to, promptNames: ['rules'], promptVersions: ['3'] }],
  ['a text', { from, to, text: 'late REFUND' }],
  ['slow messages', { from, to, slowerThanMs: 249 }],
  ['a cohort of users', { from, to, usersFirstSeen: { from: new Date('2026-02-20T09:00:00Z') } }],
  ['models and environments to leave out', { from, to, not: { models: ['gpt-4', ''], environments: ['staging'] } }],
  [
    'all kinds of what is left out',
    {
      from,
      to,
      providers: ['openai', 'anthropic'],
      not: {
        ratings: [1],
        verdicts: ['FAILURE'],
        failureTags: ['wrong'],
        tools: ['refund'],
        users: ['u-2'],
        sessions: ['s-2'],
        text: 'order',
        errorTypes: ['timeout'],
        promptNames: ['rules'],
        promptVersions: ['2'],
      },
    },
  ],
  ['days of New York', { from, to, timeZone: 'America/New_York' }],
  ['days of Kolkata, cut within hours', { from, to, timeZone: 'Asia/Kolkata' }],
  [
    'everything at once',
    {
      from,
      to,
      models: ['gpt-4', 'claude'],
      sessions: ['s-1', 's-3'],
      environments: ['production'],
      ratings: [3, 4, 5],
      widget: false,
      success: true,
    },
  ],
];

/** What a page asks at once, which is answered by few statements. */
const allOf = async (report: Report) => {
  const [overview, byRating, byModel, byProvider, byVariant, sessions, byTrainingMethod, tags, byError, tools, lengths] = await Promise.all(
    [
      report.overview(),
      ratings(report),
      report.byModel(),
      report.byProvider(),
      report.byVariant(),
      bySession(report, 500),
      report.byTrainingMethod(),
      failureTags(report),
      errors(report),
      toolUses(report),
      conversationLengths(report),
    ],
  );
  const series = await Promise.all(intervals.map((interval) => report.series(interval)));
  return { overview, byRating, byModel, byProvider, byVariant, sessions, byTrainingMethod, tags, byError, tools, lengths, series };
};

describe.each(filters)('with %s', (_name, filter) => {
  let report: Report;
  beforeAll(async () => {
    report = await Report.open(stores, workspaceId, filter, now);
  });

  test('every number is the reference’s; every hour, day, week and month has its own, and silent ones are absent', async () => {
    const facts = reference.matching(standing, filter);
    const found = await allOf(report);
    expectClose(found.overview, reference.overview(facts));
    expect(found.byRating.map(({ count }) => count)).toEqual(
      [1, 2, 3, 4, 5].map((rating) => facts.flatMap(({ evaluations }) => evaluations).filter((one) => one.rating === rating).length),
    );
    expectClose(
      found.byModel.map(({ model, ...numbers }) => ({ key: model ?? '', ...numbers })).sort(byKey),
      reference.grouped(facts, ({ model }) => model).sort(byKey),
    );
    expectClose(
      found.byProvider.map(({ provider, ...numbers }) => ({ key: provider ?? '', ...numbers })).sort(byKey),
      reference.grouped(facts, ({ provider }) => provider).sort(byKey),
    );
    expectClose(
      found.byVariant
        .map(({ experimentName, variant, ...numbers }) => ({ key: `${experimentName ?? ''}/${variant ?? ''}`, ...numbers }))
        .sort(byKey),
      reference.grouped(facts, ({ experiment, variant }) => `${experiment}/${variant}`).sort(byKey),
    );
    expectClose(
      found.sessions.map(({ sessionId, ...numbers }) => ({ key: sessionId, ...numbers })).sort(byKey),
      reference
        .grouped(
          facts.filter(({ session }) => session !== ''),
          ({ session }) => session,
        )
        .sort(byKey),
    );
    expectClose(
      found.byTrainingMethod.map(({ trainingMethod, ...numbers }) => ({ key: String(trainingMethod), ...numbers })).sort(byKey),
      reference
        .grouped(facts, ({ model }) => (model === 'gpt-4' ? 'BASE' : model === 'claude' || model === "o'neil" ? 'RLHF' : 'null'))
        .sort(byKey),
    );
    expect(found.tags).toEqual(
      reference
        .frequencies(facts.flatMap(({ evaluations }) => evaluations.flatMap(({ tags }) => tags)))
        .map(({ name, count }) => ({ tag: name, count })),
    );
    expect(found.byError).toEqual(
      reference
        .frequencies(facts.flatMap(({ error }) => (error === '' ? [] : [error])))
        .map(({ name, count }) => ({ errorType: name, count, share: count / facts.length })),
    );
    expectClose(found.tools, reference.tools(facts));
    const lengths = reference.frequencies(
      reference.frequencies(facts.map(({ conversation }) => String(conversation))).map(({ count }) => String(count)),
    );
    expect(found.lengths).toEqual(
      lengths
        .map(({ name, count }) => ({ messageCount: Number(name), conversationCount: count }))
        .sort((a, b) => a.messageCount - b.messageCount),
    );
    intervals.forEach((interval, index) => {
      expectClose(
        found.series[index]?.map(({ startedAt, isPartial: _, ...numbers }) => ({ key: startedAt.toISOString(), ...numbers })),
        reference.series(facts, interval, zoneOf(filter)),
      );
    });
  });

  test('the period before has its own numbers', async () => {
    const { from: start, to: end } = filter;
    if (!start || !end) {
      expect(await report.previous()).toBeNull();
      expect(await report.series(null, 'previous')).toEqual([]);
      return;
    }
    const before = reference.matching(standing, {
      ...filter,
      from: new Date(start.getTime() - (end.getTime() - start.getTime())),
      to: start,
    });
    const [previous, series, byModel] = await Promise.all([report.previous(), report.series('DAY', 'previous'), report.byModel()]);
    const ofModels = await Promise.all(byModel.map(({ model }) => report.previousOfModel(model)));
    expectClose(previous, reference.overview(before));
    expectClose(
      series.map(({ startedAt, isPartial: _, ...numbers }) => ({
        key: startedAt.toISOString(),
        ...numbers,
      })),
      reference.series(before, 'DAY', zoneOf(filter)),
    );
    byModel.forEach((row, index) =>
      expectClose(ofModels[index], reference.overview(before.filter(({ model }) => model === (row.model ?? '')))),
    );
  });

  test('the largest models stand apart and the others together', async () => {
    const facts = reference.matching(standing, filter);
    const byModel = await report.byModel();
    const tops = [1, 2, 50];
    const series = await Promise.all(tops.map((top) => report.seriesByModel('DAY', top)));
    tops.forEach((top, index) => {
      const largest = byModel
        .map(({ model }) => model)
        .filter((model) => model !== null)
        .slice(0, top);
      const expected = [
        ...largest.map((model) => ({ model, own: facts.filter((fact) => fact.model === model) })),
        { model: 'other', own: facts.filter(({ model }) => !largest.includes(model)) },
      ].filter(({ own }) => own.length > 0);
      expectClose(
        series[index]?.map(({ model, buckets }) => ({
          model,
          buckets: buckets.map(({ startedAt, isPartial: _, ...numbers }) => ({ key: startedAt.toISOString(), ...numbers })),
        })),
        expected.map(({ model, own }) => ({ model, buckets: reference.series(own, 'DAY', zoneOf(filter)) })),
      );
    });
  });

  test.each([249, 250])('of the measured messages, those above %i ms breach', async (thresholdMs) => {
    const measured = reference.matching(standing, filter).filter(({ latencyMs }) => latencyMs !== null);
    const found = await sla(report, thresholdMs);
    expect(found.measuredCount).toBe(measured.length);
    expect(found.breachCount).toBe(measured.filter(({ latencyMs }) => (latencyMs as number) > thresholdMs).length);
    expect(found.series.reduce((sum, { measuredCount }) => sum + measuredCount, 0)).toBe(measured.length);
  });
});

test('a query alone answers what it answers beside others', async () => {
  const filter = { from, to, environments: ['production'] };
  const together = await allOf(await Report.open(stores, workspaceId, filter, now));
  const report = await Report.open(stores, workspaceId, filter, now);
  expectClose(await report.overview(), together.overview);
  expectClose((await report.byModel()).sort(byModelName), together.byModel.toSorted(byModelName));
  expect(await report.byProvider()).toHaveLength(together.byProvider.length);
  expect(await report.byVariant()).toHaveLength(together.byVariant.length);
  expectClose(await report.series('DAY'), together.series[intervals.indexOf('DAY')]);
  expect(await errors(report)).toEqual(together.byError);
  expect(await failureTags(report)).toEqual(together.tags);
  expectClose(await toolUses(report), together.tools);
});

test('rollup and facts give the same numbers', async () => {
  const report = await Report.open(stores, workspaceId, { from, to }, now);
  const fromFacts = new Report(stores, { ...report.scope, conditions: { ...report.scope.conditions, needsFacts: true } });
  for (const ask of [
    (one: Report) => one.overview(),
    (one: Report) => one.previous(),
    (one: Report) => one.series('DAY'),
    (one: Report) => one.byModel(),
    toolUses,
    errors,
    failureTags,
  ]) {
    expect(await ask(report)).toEqual(await ask(fromFacts));
  }
});

const zoneOf = ({ timeZone }: AnalyticsFilter): string => timeZone ?? 'UTC';
const byModelName = (a: { model: string | null }, b: { model: string | null }): number => ((a.model ?? '') < (b.model ?? '') ? -1 : 1);
const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : 1);

/** Equal but for the last digits of floating point; what the reference does not compute is not compared. */
function expectClose(found: unknown, expected: unknown, path = ''): void {
  if (Array.isArray(expected)) {
    expect(found, path).toHaveLength(expected.length);
    expected.forEach((value, index) => expectClose((found as unknown[])[index], value, `${path}[${index}]`));
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [name, value] of Object.entries(expected)) expectClose((found as Record<string, unknown>)[name], value, `${path}.${name}`);
  } else if (typeof expected === 'number' && expected !== 0) {
    expect(Math.abs((found as number) - expected), `${path}: ${String(found)} for ${expected}`).toBeLessThanOrEqual(
      Math.max(1e-9, Math.abs(expected) * 1e-12),
    );
  } else if (typeof expected === 'number') {
    expect(found, path).toBe(expected);
  } else {
    expect(found, path).toEqual(expected);
  }
}
