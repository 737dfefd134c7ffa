import { expect, test } from 'vitest';
import { randomOf } from '../../../platform/statistics/bootstrap.ts';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openWorkspace } from './units-world.testing.ts';

const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();

const planned = `query ($input: TrafficPlanInput!) { planExperimentByTraffic(input: $input) {
  from to source unitsByDay newUnitsPerDay days plannedSamplePerVariant
  share layer { key start end takenBy } condition { share unitCount unknownAttributes } targetingSentence
  metrics { metric unit value standardDeviation varianceSavedShare days unitsByVariant problem sentence byDay { day unitCount detectableEffect } } } }`;

interface Answer {
  readonly user: string;
  readonly day: number;
  readonly latencyMs: number;
  readonly tokens: number;
  readonly success: boolean | null;
  readonly environment: string;
  readonly widget: boolean;
}

/** Mean of Σy / Σx and the standard deviation of one unit by the delta method, from all units one by one. */
function spreadOf(pairs: readonly (readonly [number, number])[]) {
  const n = pairs.length;
  const [meanY, meanX] = [0, 1].map((place) => pairs.reduce((sum, pair) => sum + (pair[place] as number), 0) / n) as [number, number];
  const value = meanY / meanX;
  return { value, sd: Math.sqrt(pairs.reduce((sum, [y, x]) => sum + (y - value * x) ** 2, 0) / (n - 1)) / meanX };
}

/** What the planner makes of the units of a workspace. */
export const plannerTests = (server: () => TestServer): void => {
  test('the plan of a workspace follows from its units, one by one, for each length', async () => {
    const { run, messages, evaluations, events } = await openWorkspace(server(), 'traffic');
    const random = randomOf(7);
    const now = Date.now();
    const startMs = now - 12 * dayMs;
    const answers: Answer[] = [];
    for (let unit = 0; unit < 240; unit += 1)
      for (let turn = 0; turn < 1 + (unit % 4); turn += 1)
        answers.push({
          user: `u${unit}`,
          // The first of some are of the first day, so that there are twelve days whatever is asked for.
          day: unit < 6 && turn === 0 ? 0 : Math.floor(random() * 12),
          latencyMs: Math.round(300 + random() * 900),
          tokens: 20 + Math.floor(random() * 200),
          success: random() < 0.3 ? null : random() < 0.7,
          environment: unit % 3 === 0 ? 'staging' : 'production',
          widget: unit % 2 === 0,
        });
    // Hours from the ends of the day, since the call comes later than the data.
    const atOf = (day: number, place: number) => startMs + day * dayMs + dayMs / 4 + (place % 1_000) * 1_000;
    await messages(
      answers.map(({ user, day, latencyMs, tokens, environment, widget }, place) => ({
        externalId: `t${place}`,
        conversationId: `c-${user}`,
        role: 'ASSISTANT',
        content: 'x',
        userId: user,
        createdAt: iso(atOf(day, place)),
        latencyMs,
        outputTokens: tokens,
        environment,
        widget,
      })),
    );
    await evaluations(
      answers.flatMap(({ success }, place) =>
        success === null ? [] : [{ externalId: `te${place}`, messageExternalId: `t${place}`, evaluatorKind: 'HUMAN', success }],
      ),
    );
    const orders = Array.from({ length: 60 }, (_, place) => ({ unitId: `u${place * 2}`, day: place % 12, value: 5 + place }));
    await events(
      orders.map(({ unitId, day, value }, place) => ({
        name: 'order',
        unitId,
        value,
        // After every answer of the day.
        at: iso(startMs + day * dayMs + dayMs / 2),
        externalId: `o${place}`,
      })),
    );
    const check = async (filter: object, isIn: (answer: Answer) => boolean) => {
      const { planExperimentByTraffic: plan } = await run(planned, {
        input: {
          ...filter,
          method: 'FIXED',
          metrics: ['success_share', 'latency_ms', 'tokens', 'latency_p95_ms', 'event_value:order'].map((metric) => ({
            metric,
            // Of the percentile a change that twelve days do not find: its value is then that of all days.
            minimalEffect: metric === 'latency_p95_ms' ? 0.001 : 0.1,
          })),
        },
      });
      expect(Math.abs(Date.parse(plan.from) - startMs)).toBeLessThan(600_000);
      const counted = answers.filter(isIn);
      const firstDay = new Map<string, number>();
      for (const { user, day } of counted) firstDay.set(user, Math.min(firstDay.get(user) ?? day, day));
      const untilDay = (days: number) => [...firstDay.values()].filter((day) => day < days).length;
      const byDay = Array.from({ length: 12 }, (_, day) => untilDay(day + 1));
      expect([plan.source, plan.unitsByDay]).toEqual(['MESSAGES', byDay]);
      expect(plan.newUnitsPerDay).toBeCloseTo((untilDay(12) - untilDay(6)) / 6, 9);
      const firstAt = new Map<string, number>();
      for (const [place, one] of answers.entries())
        if (counted.includes(one)) firstAt.set(one.user, Math.min(firstAt.get(one.user) ?? Infinity, atOf(one.day, place)));
      const spreads = (days: number) => {
        const users = [...firstDay].filter(([, day]) => day < days).map(([user]) => user);
        const of = (user: string) => counted.filter((one) => one.user === user && one.day < days);
        const sum = (items: readonly Answer[], value: (item: Answer) => number) => items.reduce((total, item) => total + value(item), 0);
        return {
          success_share: spreadOf(
            users.map((user) => [sum(of(user), (a) => Number(a.success === true)), sum(of(user), (a) => Number(a.success !== null))]),
          ),
          latency_ms: spreadOf(users.map((user) => [sum(of(user), (a) => a.latencyMs), of(user).length])),
          tokens: spreadOf(users.map((user) => [sum(of(user), (a) => a.tokens), 1])),
          'event_value:order': spreadOf(
            users.map((user) => [
              orders
                .filter(
                  (order) =>
                    order.unitId === user && order.day < days && startMs + order.day * dayMs + dayMs / 2 >= (firstAt.get(user) ?? Infinity),
                )
                .reduce((total, { value }) => total + value, 0),
              1,
            ]),
          ),
        };
      };
      const measured = [1, 2, 4, 7, 12];
      const z = 1.959963984540054 + 0.8416212335729143;
      // Five metrics are goals together, each tested at 1 %.
      const zFive = 2.5758293035489004 + 0.8416212335729143;
      expect(z).toBeLessThan(zFive);
      const found = Object.fromEntries(plan.metrics.map((one: Loose) => [one.metric, one]));
      const last = spreads(12);
      for (const metric of ['success_share', 'latency_ms', 'tokens', 'event_value:order'] as const) {
        const one = found[metric];
        if (one.days === null || one.days >= 12)
          expect([metric, one.value, one.standardDeviation]).toEqual([
            metric,
            expect.closeTo(last[metric].value, 6),
            expect.closeTo(last[metric].sd, 6),
          ]);
        for (const days of measured) {
          const { value, sd } = spreads(days)[metric];
          const { unitCount, detectableEffect } = one.byDay[days - 1];
          expect(unitCount).toBe(untilDay(days));
          if (value === 0) continue;
          expect([metric, days, detectableEffect]).toEqual([
            metric,
            days,
            // A verdict takes 50 units of each of the two variants.
            unitCount < 100 ? null : expect.closeTo((zFive * sd * 2) / Math.sqrt(unitCount) / value, 6),
          ]);
        }
      }
      // The percentile is that of all answers; a unit's spread follows from how exactly it is known.
      const sorted = counted.map(({ latencyMs }) => latencyMs).toSorted((one, other) => one - other);
      const place = 0.95 * (sorted.length - 1);
      const [below, above] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
      expect(found.latency_p95_ms.days === null || found.latency_p95_ms.days >= 12).toBe(true);
      expect(found.latency_p95_ms.value).toBeCloseTo(below + (above - below) * (place - Math.floor(place)), 6);
      expect(found.latency_p95_ms.standardDeviation).toBeGreaterThan(0);
      return plan;
    };
    await check({}, () => true);
    await check({ environments: ['production'], widget: true }, (one) => one.environment === 'production' && one.widget);
  });

  test('a workspace without traffic, or with nothing that varies, is planned to be impossible, in words', async () => {
    const { run, send, messages, events } = await openWorkspace(server(), 'no-traffic');
    const input = { metrics: [{ metric: 'success_share', minimalEffect: 0.05 }] };
    const none = (await run(planned, { input })).planExperimentByTraffic;
    expect(none).toMatchObject({
      unitsByDay: [],
      days: null,
      plannedSamplePerVariant: null,
      metrics: [{ problem: 'NO_UNITS', byDay: [] }],
    });
    // Events alone name users, too.
    await events(
      Array.from({ length: 40 }, (_, place) => ({
        name: 'order',
        unitId: `e${place}`,
        value: place,
        at: iso(Date.now() - 2 * dayMs - place * 60_000),
      })),
    );
    const metrics = [
      { metric: 'event_value:order', minimalEffect: 0.5 },
      { metric: 'tokens', minimalEffect: 0.5 },
    ];
    const ofEvents = (await run(planned, { input: { metrics } })).planExperimentByTraffic;
    expect(ofEvents).toMatchObject({ source: 'EVENTS', metrics: [{ problem: null, value: 19.5 }, { problem: 'BASE_IS_ZERO' }] });
    expect(ofEvents.unitsByDay.at(-1)).toBe(40);
    await messages(
      Array.from({ length: 30 }, (_, place) => ({
        externalId: `z${place}`,
        conversationId: `z${place}`,
        role: 'ASSISTANT',
        content: 'x',
        userId: `z${place}`,
        createdAt: iso(Date.now() - dayMs / 2),
        outputTokens: 7,
      })),
    );
    const same = (
      await run(planned, {
        input: {
          metrics: [
            { metric: 'tokens', minimalEffect: 0.1 },
            { metric: 'error_share', minimalEffect: 0.1 },
          ],
        },
      })
    ).planExperimentByTraffic;
    expect(same).toMatchObject({
      source: 'MESSAGES',
      unitsByDay: [30],
      metrics: [{ problem: 'NO_VARIANCE' }, { problem: 'BASE_IS_ZERO' }],
    });
    const fieldsOf = async (bad: object) => {
      const { errors } = await send(planned, { input: { ...input, ...bad } });
      expect(errors[0].extensions.code).toBe('BAD_PLAN');
      return [errors[0].extensions.field, ...(errors[0].extensions.problems ?? []).map(({ field }: Loose) => field)];
    };
    const bad = { metrics: [{ metric: 'nothing', minimalEffect: 0 }], weights: [1], allocation: 0, power: 0.01, environments: [''] };
    expect(new Set(await fieldsOf(bad))).toEqual(
      new Set([
        'input.environments[0]',
        'input.metrics[0].metric',
        'input.metrics[0].minimalEffect',
        'input.weights',
        'input.allocation',
        'input.power',
      ]),
    );
    expect(await fieldsOf({ metrics: [] })).toEqual(['input.metrics']);
    expect(await fieldsOf({ unit: 'REQUEST', metrics: [{ metric: 'event:order', minimalEffect: 0.1 }] })).toEqual([
      'input.metrics[0].metric',
    ]);
  });

  test('a plan counts with what is left of a layer, with users who meet a condition, and with what the days before save', async () => {
    const { run, send, messages } = await openWorkspace(server(), 'targeted-traffic');
    const random = randomOf(11);
    const now = Date.now();
    const users = Array.from({ length: 240 }, (_, nth) => {
      const level = 50 + 4 * (nth % 40);
      return {
        user: `p${nth}`,
        before: level + Math.round(random() * 60),
        after: level + Math.round(random() * 60),
        plan: nth % 4 === 0 ? 'pro' : 'free',
      };
    });
    const answer = (user: string, days: number, tokens: number) => ({
      externalId: `${user}-${days}`,
      conversationId: user,
      role: 'ASSISTANT',
      content: 'x',
      userId: user,
      createdAt: iso(now - days * dayMs),
      outputTokens: tokens,
    });
    // One answer in the days that are looked at, and one nine days before it.
    await messages(users.flatMap(({ user, before, after }) => [answer(user, 33, before), answer(user, 24, after)]));
    await run('mutation ($users: [UserInput!]!) { identifyUsers(users: $users) { accepted } }', {
      users: users.map(({ user, plan }) => ({ userId: user, properties: { plan } })),
    });
    for (const [key, start, end] of [
      ['tone', 0, 0.3],
      ['price', 0.8, 1],
    ] as const) {
      const input = { key, name: key, variants: [{ key: 'a' }, { key: 'b' }], layer: { key: 'home', start, end } };
      const { createExperiment } = await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', { input });
      // A draft leaves its part to others.
      if (key === 'tone') await run('mutation ($id: ID!) { startExperiment(id: $id) { id } }', createExperiment);
    }
    const input = { metrics: [{ metric: 'tokens', minimalEffect: 0.01 }], method: 'FIXED' };
    const planOf = async (change: object): Promise<Loose> =>
      (await run(planned, { input: { ...input, ...change } })).planExperimentByTraffic;
    const plain = await planOf({});
    expect(plain).toMatchObject({ share: 1, layer: null, condition: null, targetingSentence: null });
    const [meanY, meanB] = (['after', 'before'] as const).map((of) => users.reduce((sum, one) => sum + one[of], 0) / users.length) as [
      number,
      number,
    ];
    const sumOf = (of: (one: (typeof users)[number]) => number): number => users.reduce((sum, one) => sum + of(one), 0);
    const [yy, bb, yb] = [
      sumOf(({ after }) => (after - meanY) ** 2),
      sumOf(({ before }) => (before - meanB) ** 2),
      sumOf(({ after, before }) => (after - meanY) * (before - meanB)),
    ] as const;
    const saved = yb ** 2 / (yy * bb);
    const [metric] = plain.metrics;
    expect(saved).toBeGreaterThan(0.5);
    expect(metric.varianceSavedShare).toBeCloseTo(saved, 6);
    expect(metric.standardDeviation).toBeCloseTo(Math.sqrt(yy / (users.length - 1)), 6);
    const z = 1.959963984540054 + 0.8416212335729143;
    const foundWith = (units: number): number => (z * Math.sqrt((yy / (users.length - 1)) * (1 - saved)) * 2) / Math.sqrt(units) / meanY;
    const lastOf = (plan: Loose): Loose => plan.metrics[0].byDay[plan.unitsByDay.length - 1];
    expect(lastOf(plain).detectableEffect).toBeCloseTo(foundWith(240), 6);
    expect(metric.sentence).toMatch(/ The days before save \d+ % of the variance \(CUPED\)\.$/);

    const targeted = await planOf({ layer: 'home', condition: { plan: { $in: ['pro', 'team'] } }, allocation: 0.5 });
    expect(targeted).toMatchObject({
      share: expect.closeTo(0.5 * 0.7 * 0.25, 9),
      layer: { key: 'home', start: 0.3, end: 1, takenBy: ['tone'] },
      condition: { share: 0.25, unitCount: 240, unknownAttributes: [] },
      targetingSentence: expect.stringMatching(
        /^Of the layer home, 70 % .* \(tone have the rest\)\. Of 240 units .* 25 % meet the condition\. With 50 % of these, 8\.75 % of all/,
      ),
    });
    expect(lastOf(targeted).unitCount).toBeCloseTo(240 * 0.5 * 0.7 * 0.25, 6);
    expect(await planOf({ condition: { country: 'DE', plan: 'pro' } })).toMatchObject({
      share: 1,
      condition: { share: null, unitCount: 240, unknownAttributes: ['country'] },
    });
    // What none meets leaves none.
    const none = await planOf({ condition: { plan: 'team' } });
    expect([none.share, none.days, none.metrics[0].byDay[0].unitCount]).toEqual([0, null, 0]);
    const { errors } = await send(planned, { input: { ...input, layer: 'No Key', condition: { plan: { $near: 1 } } } });
    const { extensions } = errors[0];
    expect([extensions.code, extensions.field, ...extensions.problems.map(({ field }: Loose) => field)].toSorted()).toEqual(
      expect.arrayContaining(['BAD_PLAN', 'input.layer']),
    );
  });
};
