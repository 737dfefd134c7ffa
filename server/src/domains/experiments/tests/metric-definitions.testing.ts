import { expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { randomOf } from '../../../platform/statistics/bootstrap.ts';
import { normalTails } from '../../../platform/statistics/distributions/normal.ts';
import type { Loose } from '../../../server.testing.ts';
import { dayMs, iso, startMs, type ResultsWorld } from './results-world.testing.ts';

interface Raw {
  readonly user: string;
  readonly at: number;
}
interface Buy extends Raw {
  readonly value: number | null;
  readonly plan: string;
}
interface Reply extends Raw {
  readonly model: string;
  readonly tokens: number;
  readonly tag: string | null;
  readonly calls: readonly { readonly name: string; readonly success: boolean | null }[];
}
interface Unit {
  readonly user: string;
  readonly since: number;
  readonly buys: readonly Buy[];
  readonly replies: readonly Reply[];
}

const hourMs = 3_600_000;
const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number => items.reduce((total, one) => total + of(one), 0);
const mean = (values: readonly number[]): number => sum(values, (value) => value) / values.length;
const sorted = (values: readonly number[]): number[] => values.toSorted((one, other) => one - other);
const quantile = (values: readonly number[], share: number): number => {
  const [order, at] = [sorted(values), share * (values.length - 1)];
  const [below, above] = [order[Math.floor(at)] as number, order[Math.ceil(at)] as number];
  return below + (above - below) * (at - Math.floor(at));
};
const covariance = (one: readonly number[], other: readonly number[]): number => {
  const [meanOne, meanOther] = [mean(one), mean(other)];
  return (
    sum(
      one.map((value, nth) => (value - meanOne) * ((other[nth] as number) - meanOther)),
      (product) => product,
    ) /
    (one.length - 1)
  );
};
const after = <Item extends Raw>({ since }: Unit, items: readonly Item[], hours = Infinity): Item[] =>
  items.filter(({ at }) => at >= since && at < since + hours * hourMs);
const before = <Item extends Raw>({ since }: Unit, items: readonly Item[]): Item[] =>
  items.filter(({ at }) => at < since && at >= since - 14 * dayMs);

const events = { measure: 'EVENTS', event: 'buy' };
const values = { measure: 'EVENT_VALUE', event: 'buy' };
/** Definitions, and their numerator and denominator of a unit, computed a second time from the rows; null: the mean of numerators. */
const definitions: readonly {
  readonly input: Loose;
  readonly y: (unit: Unit) => number;
  readonly x: ((unit: Unit) => number) | null;
  readonly before?: { readonly y: (unit: Unit) => number; readonly x: ((unit: Unit) => number) | null };
}[] = [
  {
    input: { key: 'first-day', kind: 'SUM', measured: events, windowHours: 24 },
    y: (unit) => after(unit, unit.buys, 24).length,
    x: null,
    before: { y: (unit) => before(unit, unit.buys).length, x: null },
  },
  {
    input: { key: 'most-50', kind: 'SUM', measured: values, cap: { value: 50 } },
    y: (unit) =>
      Math.min(
        50,
        sum(after(unit, unit.buys), ({ value }) => value ?? 0),
      ),
    x: null,
    before: {
      y: (unit) =>
        Math.min(
          50,
          sum(before(unit, unit.buys), ({ value }) => value ?? 0),
        ),
      x: null,
    },
  },
  {
    input: { key: 'per-order', kind: 'RATIO', measured: values, denominator: events },
    y: (unit) => sum(after(unit, unit.buys), ({ value }) => value ?? 0),
    x: (unit) => after(unit, unit.buys).length,
    before: { y: (unit) => sum(before(unit, unit.buys), ({ value }) => value ?? 0), x: (unit) => before(unit, unit.buys).length },
  },
  {
    input: { key: 'value', kind: 'MEAN', measured: values },
    y: (unit) => sum(after(unit, unit.buys), ({ value }) => value ?? 0),
    x: (unit) => after(unit, unit.buys).filter(({ value }) => value !== null).length,
  },
  {
    input: { key: 'buyers', kind: 'SHARE', measured: { ...events, attributes: [{ name: 'plan', values: ['pro', '7'] }] } },
    y: (unit) => Number(after(unit, unit.buys).some(({ plan }) => plan !== 'free')),
    x: null,
  },
  {
    input: { key: 'back', kind: 'RETENTION', measured: { measure: 'ANSWERS' }, afterDays: 3, withinDays: 4 },
    y: (unit) =>
      unit.since > Date.now() - 7 * dayMs
        ? 0
        : Number(unit.replies.some(({ at }) => at >= unit.since + 3 * dayMs && at < unit.since + 7 * dayMs)),
    x: (unit) => Number(unit.since <= Date.now() - 7 * dayMs),
  },
  {
    input: { key: 'invented', kind: 'SHARE', measured: { measure: 'FAILURE_TAG', failureTag: 'invented' } },
    y: (unit) => after(unit, unit.replies).filter(({ tag }) => tag === 'invented').length,
    x: (unit) => after(unit, unit.replies).filter(({ tag }) => tag !== null).length,
  },
  {
    input: { key: 'search-works', kind: 'SHARE', measured: { measure: 'TOOL_SUCCESS', tool: 'search' } },
    y: (unit) =>
      sum(after(unit, unit.replies), ({ calls }) => calls.filter(({ name, success }) => name === 'search' && success === true).length),
    x: (unit) =>
      sum(after(unit, unit.replies), ({ calls }) => calls.filter(({ name, success }) => name === 'search' && success !== null).length),
  },
  {
    input: { key: 'small-tokens', kind: 'SUM', measured: { measure: 'OUTPUT_TOKENS', models: ['small'] } },
    y: (unit) => sum(after(unit, unit.replies), ({ model, tokens }) => (model === 'small' ? tokens : 0)),
    x: null,
  },
];

export const definitionTests = (world: () => ResultsWorld): void => {
  test('each kind of metric follows from the rows of units, with its window, cap, filter, and adjusted by the days before', async () => {
    const { server, run, started, accepted, resultsOf } = world();
    for (const { input } of definitions)
      await run('mutation ($input: MetricInput!) { createMetric(input: $input) { id } }', {
        input: { name: input.key, better: 'UP', ...input },
      });
    for (const input of [
      { key: 'p75', name: 'p75', kind: 'PERCENTILE', percentile: 0.75, measured: values, better: 'UP' },
      { key: 'capped', name: 'capped', kind: 'SUM', measured: values, cap: { percentile: 0.8 }, better: 'UP' },
    ])
      await run('mutation ($input: MetricInput!) { createMetric(input: $input) { id } }', { input });
    const keys = [...definitions.map(({ input }) => input.key as string), 'p75', 'capped'];
    await started({
      key: 'defined',
      name: 'Defined',
      method: 'FIXED',
      correction: 'NONE',
      variants: [{ key: 'a' }, { key: 'b' }],
      metrics: keys.map((metric) => ({ metric, role: 'SECONDARY' })),
    });
    const random = randomOf(7);
    const units = Array.from({ length: 240 }, (_, nth): Unit & { variant: string } => {
      const [user, variant] = [`d${nth}`, nth % 2 === 0 ? 'a' : 'b'];
      // A third came within the last week: their days of retention are not over.
      const since = startMs + (nth % 3 === 0 ? 5 : 1) * dayMs + nth * 60_000;
      const taste = random();
      const buys = Array.from({ length: nth % 8 === 0 ? 0 : Math.floor(taste * 6) }, (_unused, at): Buy => ({
        user,
        // The days before, the first day, later, and 15 days before, which is too early.
        at: since + [-10 * dayMs, 2 * hourMs, 30 * hourMs, -15 * dayMs, -hourMs, 23 * hourMs][at % 6]! + at,
        value: at % 5 === 4 ? null : Math.round(taste * 40 + random() * 20 + (variant === 'b' ? 3 : 0)),
        plan: (['free', 'pro', '7'] as const)[Math.floor(random() * 3)] as string,
      }));
      const replies = Array.from({ length: nth % 7 === 0 ? 0 : 1 + Math.floor(random() * 3) }, (_unused, at): Reply => ({
        user,
        at: since + [60_000, 4 * dayMs, -2 * dayMs][at % 3]!,
        model: random() < 0.5 ? 'small' : 'large',
        tokens: Math.floor(random() * 90),
        tag: random() < 0.3 ? null : random() < 0.4 ? 'invented' : 'other',
        calls: Array.from({ length: Math.floor(random() * 3) }, () => ({
          name: random() < 0.7 ? 'search' : 'book',
          success: random() < 0.2 ? null : random() < 0.7,
        })),
      }));
      return { user, variant, since, buys, replies: replies.filter(({ at }) => at < Date.now()) };
    });
    await accepted(
      'recordExposures',
      'ExposureInput',
      units.map(({ user, variant, since }) => ({ experiment: 'defined', unitId: user, variant, at: iso(since) })),
    );
    await accepted(
      'recordEvents',
      'EventInput',
      units.flatMap(({ user, buys }) =>
        buys.map(({ at, value, plan }, nth) => ({
          name: 'buy',
          unitId: user,
          at: iso(at),
          value,
          externalId: `${user}-${nth}`,
          // A number in the attributes is compared as JSON has it.
          attributes: { plan: plan === '7' ? 7 : plan },
        })),
      ),
    );
    const replies = units.flatMap(({ replies: of }) => of);
    await accepted(
      'ingestMessages',
      'MessageInput',
      replies.map(({ user, at, model, tokens, calls }, nth) => ({
        externalId: `r${nth}`,
        conversationId: `c-${user}`,
        role: 'ASSISTANT',
        content: 'x',
        userId: user,
        createdAt: iso(at),
        model,
        outputTokens: tokens,
        toolCalls: calls,
      })),
    );
    await drainProjection(server.stores);
    await accepted(
      'evaluateMessages',
      'EvaluationInput',
      replies.flatMap(({ tag }, nth) =>
        tag === null ? [] : [{ externalId: `t${nth}`, messageExternalId: `r${nth}`, evaluatorKind: 'HUMAN', failureTags: [tag] }],
      ),
    );
    await drainProjection(server.stores);

    const results = await resultsOf('defined');
    const found = new Map<string, Loose>(results.metrics.map((one: Loose) => [one.metric, one]));
    const [base, other] = ['a', 'b'].map((key) => units.filter(({ variant }) => variant === key)) as [typeof units, typeof units];
    for (const { input, y, x, before: earlier } of definitions) {
      const { variants } = found.get(input.key) as Loose;
      const [one, two] = [base, other].map((group) => (x === null ? mean(group.map(y)) : sum(group, y) / sum(group, x))) as [
        number,
        number,
      ];
      expect([input.key, variants[0].value, variants[1].value]).toEqual([input.key, expect.closeTo(one, 9), expect.closeTo(two, 9)]);
      expect([input.key, variants[1].unadjusted.difference]).toEqual([input.key, expect.closeTo(two - one, 9)]);
      // Of a retention the units whose days are over.
      const isOver = input.kind === 'RETENTION' && x !== null;
      const counted = [base, other].map((group) => (isOver ? sum(group, x) : group.length));
      expect([input.key, ...variants.map(({ n }: Loose) => n)]).toEqual([input.key, ...counted]);
      if (earlier === undefined) continue;
      const expected = adjusted(base, other, { y, x, b: earlier.y, a: earlier.x });
      expect([input.key, variants[1].adjusted.difference, variants[1].adjusted.varianceSavedShare]).toEqual([
        input.key,
        expect.closeTo(expected.difference, 8),
        expect.closeTo(expected.saved, 8),
      ]);
      // The adjusted one is judged by where 50 units of each had anything before.
      const had = [base, other].map((group) => group.filter((unit) => (earlier.x ?? earlier.y)(unit) !== 0).length);
      const judged = Math.min(...had) >= 50 ? variants[1].adjusted : variants[1].unadjusted;
      expect([input.key, had, variants[1].isAdjusted]).toEqual([input.key, had, Math.min(...had) >= 50]);
      expect([variants[1].difference, variants[1].differenceLow, variants[1].differenceHigh, variants[1].pValue]).toEqual([
        judged.difference,
        judged.differenceLow,
        judged.differenceHigh,
        judged.pValue,
      ]);
    }
    expect(new Set(results.metrics.map(({ variants }: Loose) => variants[1].isAdjusted)).size).toBe(2);
    const listed = (group: typeof units): number[] => group.flatMap((unit) => after(unit, unit.buys).flatMap(({ value }) => value ?? []));
    expect(found.get('p75')?.variants.map(({ value }: Loose) => value)).toEqual([
      expect.closeTo(quantile(listed(base), 0.75), 9),
      expect.closeTo(quantile(listed(other), 0.75), 9),
    ]);
    expect(found.get('p75')).toMatchObject({ ranks: null, variants: [{}, { adjusted: null, low: expect.any(Number) }] });
    // Units without anything do not move the cap.
    const spent = (unit: Unit): number => sum(after(unit, unit.buys), ({ value }) => value ?? 0);
    const cap = quantile(
      units.map(spent).filter((value) => value !== 0),
      0.8,
    );
    expect(Math.max(...units.map(spent))).toBeGreaterThan(cap);
    const capped = (unit: Unit): number => Math.min(cap, spent(unit));
    expect(found.get('capped')?.variants.map(({ value }: Loose) => value)).toEqual([
      expect.closeTo(mean(base.map(capped)), 9),
      expect.closeTo(mean(other.map(capped)), 9),
    ]);
    const [rank] = (found.get('capped') as Loose).ranks;
    const expected = ranksOf(base.map(capped), other.map(capped));
    expect(rank).toMatchObject({ variant: 'b', method: 'NORMAL', problem: null, chanceOfMore: expect.closeTo(expected.chance, 9) });
    expect(rank.pValue).toBeCloseTo(expected.pValue, 9);
    expect(found.get('per-order')?.ranks).toBeNull();
  });

  test('metrics without units, of one unit, all alike, or without values say why they have no numbers', async () => {
    const { run, started, accepted, resultsOf } = world();
    await run('mutation ($input: MetricInput!) { createMetric(input: $input) { id } }', {
      input: { key: 'worth', name: 'Worth', kind: 'MEAN', measured: { measure: 'EVENT_VALUE', event: 'sign-up' }, better: 'UP' },
    });
    const metrics = ['worth', 'event:sign-up'].map((metric) => ({ metric }));
    const at = iso(startMs + dayMs);
    const show = async (key: string, exposed: readonly string[], sending: readonly object[] = []) => {
      await started({ key, name: key, variants: [{ key: 'a' }, { key: 'b' }], metrics });
      const exposures = exposed.map((variant, nth) => ({ experiment: key, unitId: `${key}${nth}`, variant, at }));
      if (exposures.length > 0) await accepted('recordExposures', 'ExposureInput', exposures);
      if (sending.length > 0) await accepted('recordEvents', 'EventInput', sending);
      const [worth, count] = (await resultsOf(key)).metrics;
      return [worth, count].map(({ variants, ranks }: Loose) => ({
        values: variants.map(({ value }: Loose) => value),
        problem: variants[1].problem,
        adjusted: variants[1].adjusted,
        rank: ranks?.[0].problem ?? null,
      }));
    };
    expect(await show('none', [])).toEqual([
      { values: [null, null], problem: 'NO_UNITS', adjusted: null, rank: null },
      { values: [null, null], problem: 'NO_UNITS', adjusted: null, rank: 'NO_UNITS' },
    ]);
    expect(await show('one', ['a', 'b'])).toMatchObject([
      { values: [null, null], problem: 'TOO_FEW_UNITS', rank: null },
      { values: [0, 0], problem: 'TOO_FEW_UNITS', rank: 'ALL_TIED' },
    ]);
    const sixteen = Array.from({ length: 16 }, (_, nth) => (nth % 2 === 0 ? 'a' : 'b'));
    const signUps = sixteen.map((_, nth) => ({ name: 'sign-up', unitId: `alike${nth}`, value: null, at: iso(startMs + 2 * dayMs) }));
    expect(await show('alike', sixteen, signUps)).toMatchObject([
      { values: [null, null], problem: 'DENOMINATOR_IS_ZERO', rank: null },
      { values: [1, 1], problem: 'NO_VARIANCE', rank: 'ALL_TIED' },
    ]);
  });
};

interface Rows {
  readonly y: (unit: Unit) => number;
  readonly x: ((unit: Unit) => number) | null;
  readonly b: (unit: Unit) => number;
  readonly a: ((unit: Unit) => number) | null;
}

/** CUPED from the rows: the regression of what came after on what was before, over both variants, by linear parts where it is a ratio. */
function adjusted(base: readonly Unit[], other: readonly Unit[], { y, x, b, a }: Rows): { difference: number; saved: number } {
  const parts = (group: readonly Unit[], top: (unit: Unit) => number, below: ((unit: Unit) => number) | null) => {
    if (below === null) return { value: mean(group.map(top)), linear: group.map(top) };
    const value = sum(group, top) / sum(group, below);
    const size = mean(group.map(below));
    return { value, linear: group.map((unit) => (top(unit) - value * below(unit)) / size) };
  };
  const all = [...base, ...other];
  const [pooled, pooledBefore] = [parts(all, y, x), parts(all, b, a)];
  const theta = covariance(pooled.linear, pooledBefore.linear) / covariance(pooledBefore.linear, pooledBefore.linear);
  const of = (group: readonly Unit[]) => {
    const [now, then] = [parts(group, y, x), parts(group, b, a)];
    const left = now.linear.map((value, nth) => value - theta * (then.linear[nth] as number));
    return {
      value: now.value - theta * then.value,
      error2: covariance(left, left) / group.length,
      plain2: covariance(now.linear, now.linear) / group.length,
    };
  };
  const [first, second] = [of(base), of(other)];
  return { difference: second.value - first.value, saved: 1 - (first.error2 + second.error2) / (first.plain2 + second.plain2) };
}

/** Mann and Whitney's test by all pairs. */
function ranksOf(base: readonly number[], other: readonly number[]): { chance: number; pValue: number } {
  const pairs = base.length * other.length;
  const u = sum(other, (one) => sum(base, (value) => (one > value ? 1 : one === value ? 0.5 : 0)));
  const n = base.length + other.length;
  const ties = [...Map.groupBy([...base, ...other], (value) => value).values()].map(({ length: t }) => t ** 3 - t);
  const variance = (pairs / 12) * (n + 1 - sum(ties, (tie) => tie) / (n * (n - 1)));
  const z = Math.max(0, Math.abs(u - pairs / 2) - 0.5) / Math.sqrt(variance);
  return { chance: u / pairs, pValue: Math.min(1, 2 * normalTails(z).above) };
}
