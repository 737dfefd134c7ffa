import { expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { randomOf } from '../../../platform/statistics/bootstrap.ts';
import { chiSquareAbove } from '../../../platform/statistics/distributions/gamma.ts';
import { normalTails } from '../../../platform/statistics/distributions/normal.ts';
import type { Loose } from '../../../server.testing.ts';
import { dayMs, iso, startMs, type ResultsWorld } from './results-world.testing.ts';

interface Answer {
  readonly user: string;
  readonly at: number;
  readonly latencyMs: number;
  readonly tokens: number;
}

interface Unit {
  readonly user: string;
  readonly variant: string;
  readonly since: number;
  readonly environment: string;
}

type Pairs = readonly (readonly [number, number])[];

/** Σy / Σx with its squared error by the delta method, from all units, one by one. */
function ratio(pairs: Pairs) {
  const n = pairs.length;
  const [meanY, meanX] = [0, 1].map((place) => pairs.reduce((sum, pair) => sum + (pair[place] as number), 0) / n) as [number, number];
  const value = meanY / meanX;
  return { n, value, error2: pairs.reduce((sum, [y, x]) => sum + (y - value * x) ** 2, 0) / (n - 1) / meanX ** 2 / n };
}

const part = `{ variant n value baseValue difference differenceLow differenceHigh lift low high pValue problem }`;
const shown = `query ($key: String!, $metric: String!) { experiment(key: $key) {
  liftsByDay(metric: $metric) { at variants ${part} }
  novelty(metric: $metric) { byDay { day variants ${part} } variants { variant early late pValue trend problem } }
  weekdays(metric: $metric) { weekdays { weekday dayCount variants { variant lift low high } } variants { variant pValue unevenShare isUneven problem } }
  segments(metric: $metric, by: ENVIRONMENT) { segments { segment unitCount variants ${part} } otherUnitCount comparisonCount correction sentence
    variants { variant pValue unevenShare isUneven problem } } } }`;

/** Effects with weights by how exactly each is known. */
function pooled(effects: readonly { readonly value: number; readonly error2: number }[]) {
  const weight = effects.reduce((sum, { error2 }) => sum + 1 / error2, 0);
  return { value: effects.reduce((sum, { value, error2 }) => sum + value / error2, 0) / weight, error2: 1 / weight };
}

export const breakdownTests = (world: () => ResultsWorld): void => {
  test('effects by day, by day since exposure, by day of the week and by segment follow from the units, one by one', async () => {
    const { server, run, started, accepted, resultsOf } = world();
    const random = randomOf(23);
    const key = 'broken-down';
    const metrics = ['latency_ms', 'tokens'].map((metric) => ({ metric, role: 'SECONDARY' }));
    await started({ key, name: 'Broken down', variants: [{ key: 'a' }, { key: 'b' }], metrics });
    const units: Unit[] = Array.from({ length: 160 }, (_, place) => ({
      user: `b${place}`,
      variant: place % 2 === 0 ? 'a' : 'b',
      since: startMs + Math.floor(random() * 3 * dayMs) + 60_000,
      environment: place % 5 < 2 ? 'production' : 'app',
    }));
    const answers: Answer[] = units.flatMap(({ user, variant, since, environment }) =>
      Array.from({ length: 4 }, (_, turn) => {
        const at = Math.floor(since + (turn === 0 ? 1_000 : random() * 6 * dayMs));
        const days = (at - since) / dayMs;
        // The effect is large at first, and of one environment only.
        const effect = variant === 'a' || environment === 'app' ? 0 : days < 3 ? 300 : 60;
        return { user, at, latencyMs: Math.round(600 + effect + random() * 100), tokens: 20 + Math.floor(random() * 50) };
      }),
    );
    await accepted(
      'ingestMessages',
      'MessageInput',
      answers.map(({ user, at, latencyMs, tokens }, place) => ({
        externalId: `bd${place}`,
        conversationId: `bd-${user}`,
        role: 'ASSISTANT',
        content: 'x',
        userId: user,
        environment: units.find((one) => one.user === user)?.environment,
        createdAt: iso(at),
        latencyMs,
        outputTokens: tokens,
      })),
    );
    await accepted(
      'recordExposures',
      'ExposureInput',
      units.map(({ user, variant, since }) => ({ experiment: key, unitId: user, variant, at: iso(since) })),
    );
    await drainProjection(server.stores);
    const results = await resultsOf(key);
    const now = Date.now();
    for (const metric of ['latency_ms', 'tokens'] as const) {
      const pairsOf = (some: readonly Unit[], isIn: (answer: Answer, unit: Unit) => boolean): Pairs =>
        some.map((unit) => {
          const own = answers.filter((answer) => answer.user === unit.user && answer.at >= unit.since && isIn(answer, unit));
          return metric === 'latency_ms'
            ? [own.reduce((sum, { latencyMs }) => sum + latencyMs, 0), own.length]
            : [own.reduce((sum, { tokens }) => sum + tokens, 0), 1];
        });
      const effectOf = (some: readonly Unit[], isIn: (answer: Answer, unit: Unit) => boolean) => {
        const [a, b] = ['a', 'b'].map((variant) =>
          ratio(
            pairsOf(
              some.filter((unit) => unit.variant === variant),
              isIn,
            ),
          ),
        ) as [ReturnType<typeof ratio>, ReturnType<typeof ratio>];
        return { a, b, value: b.value - a.value, error2: a.error2 + b.error2 };
      };
      const { liftsByDay, novelty, weekdays, segments } = (await run(shown, { key, metric })).experiment;

      // Until each end: what lies before it, of units that were there by then.
      expect(liftsByDay.length).toBeGreaterThanOrEqual(10);
      for (const { at, variants } of liftsByDay as Loose[]) {
        const until = Date.parse(at);
        const there = units.filter(({ since }) => since < until);
        const [found] = variants;
        if (there.filter(({ variant }) => variant === 'a').length < 5) continue;
        const { a, b, value } = effectOf(there, (answer) => answer.at < until);
        expect([at, found.n, found.value, found.baseValue, found.difference, found.lift]).toEqual([
          at,
          b.n,
          expect.closeTo(b.value, 6),
          expect.closeTo(a.value, 6),
          expect.closeTo(value, 6),
          expect.closeTo(value / a.value, 6),
        ]);
        expect([found.low, found.high]).toEqual([
          expect.closeTo(found.differenceLow / a.value, 9),
          expect.closeTo(found.differenceHigh / a.value, 9),
        ]);
      }
      // The last is the present, and what the results have.
      const last = liftsByDay.at(-1);
      const ofResults = results.metrics.find((one: Loose) => one.metric === metric).variants[1];
      expect(Math.abs(Date.parse(last.at) - now)).toBeLessThan(60_000);
      expect([last.variants[0].differenceLow, last.variants[0].differenceHigh]).toEqual([
        expect.closeTo(ofResults.differenceLow, 6),
        expect.closeTo(ofResults.differenceHigh, 6),
      ]);

      // By day since the exposure: of units for which the day is over.
      const daysSince = novelty.byDay.map(({ day, variants }: Loose) => {
        const there = units.filter(({ since }) => since + day * dayMs <= now);
        const effect = effectOf(
          there,
          (answer, unit) => answer.at >= unit.since + (day - 1) * dayMs && answer.at < unit.since + day * dayMs,
        );
        if (variants[0].difference !== null) expect(variants[0].difference).toBeCloseTo(effect.value, 6);
        return { ...effect, isKnown: variants[0].difference !== null };
      });
      const known = daysSince.filter(({ isKnown }: Loose) => isKnown);
      const [early, late] = [pooled(daysSince.slice(0, 3)), pooled(known.slice(3))];
      const whole =
        known.reduce((sum: number, { a }: Loose) => sum + a.value * a.n, 0) / known.reduce((sum: number, { a }: Loose) => sum + a.n, 0);
      const z = Math.abs(late.value - early.value) / Math.sqrt(early.error2 + late.error2);
      expect(novelty.variants[0]).toMatchObject({
        early: expect.closeTo(early.value / whole, 6),
        late: expect.closeTo(late.value / whole, 6),
      });
      expect(novelty.variants[0].pValue).toBeCloseTo(2 * normalTails(z).above, 6);
      if (metric === 'latency_ms') expect(novelty.variants[0].trend).toBe('FADING');

      // By day of the week: whole days in UTC.
      const firstMidnight = Math.floor(startMs / dayMs + 1) * dayMs;
      const days = Array.from({ length: 12 }, (_, at) => firstMidnight + at * dayMs).filter((day) => day + dayMs <= now);
      expect(weekdays.weekdays.reduce((sum: number, { dayCount }: Loose) => sum + dayCount, 0)).toBe(days.length);
      const byDay = days.map((day) => ({
        weekday: new Date(day).getUTCDay() || 7,
        ...effectOf(
          units.filter(({ since }) => since < day + dayMs),
          (answer) => answer.at >= day && answer.at < day + dayMs,
        ),
      }));
      const usable = byDay.filter(({ error2 }) => error2 > 0 && Number.isFinite(error2));
      const size = usable.reduce((sum, { a }) => sum + a.value * a.n, 0) / usable.reduce((sum, { a }) => sum + a.n, 0);
      const ofWeek = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
        const own = usable.filter((one) => one.weekday === weekday);
        return own.length === 0 ? [] : [{ weekday, ...pooled(own) }];
      });
      for (const { weekday, value, error2 } of ofWeek) {
        const found = weekdays.weekdays[weekday - 1].variants[0];
        expect([metric, weekday, found.lift]).toEqual([metric, weekday, expect.closeTo(value / size, 6)]);
        expect((found.high - found.low) / 2).toBeCloseTo((1.959963984540054 * Math.sqrt(error2)) / size, 6);
      }
      const middle = pooled(ofWeek);
      const q = ofWeek.reduce((sum, { value, error2 }) => sum + (value - middle.value) ** 2 / error2, 0);
      expect(weekdays.variants[0].pValue).toBeCloseTo(chiSquareAbove(q, ofWeek.length - 1), 6);

      // By segment: two comparisons, corrected by Holm.
      expect(segments).toMatchObject({ otherUnitCount: 0, comparisonCount: 2, correction: 'HOLM' });
      expect(segments.segments.map(({ segment, unitCount }: Loose) => [segment, unitCount])).toEqual([
        ['app', 96],
        ['production', 64],
      ]);
      const ofSegments = (segments.segments as Loose[]).map(({ segment, variants }) => {
        const effect = effectOf(
          units.filter(({ environment }) => environment === segment),
          () => true,
        );
        expect([variants[0].difference, variants[0].n, variants[0].lift]).toEqual([
          expect.closeTo(effect.value, 6),
          effect.b.n,
          expect.closeTo(effect.value / effect.a.value, 6),
        ]);
        return effect;
      });
      const mean = pooled(ofSegments);
      const interaction = ofSegments.reduce((sum, { value, error2 }) => sum + (value - mean.value) ** 2 / error2, 0);
      expect(segments.variants[0].pValue).toBeCloseTo(chiSquareAbove(interaction, 1), 6);
      if (metric === 'latency_ms') {
        expect(segments.variants[0].isUneven).toBe(true);
        expect(segments.sentence).toMatch(
          /^2 comparisons are made here: uncorrected, about 0\.1 would be found by chance alone; .* by Holm\. The effect of b differs/,
        );
      }
    }
  });

  test('what is not started has no breakdown, and a metric that there is not is named', async () => {
    const { run, server, workspaceId } = world();
    await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', {
      input: { key: 'unstarted', name: 'Unstarted', variants: [{ key: 'a' }, { key: 'b' }] },
    });
    const { experiment } = await run(shown, { key: 'unstarted', metric: 'latency_ms' });
    expect(experiment).toEqual({ liftsByDay: null, novelty: null, weekdays: null, segments: null });
    const { noveltyOfMetric, segmentsOfMetric } = await import('../load/breakdowns.ts');
    const { id } = await server.stores.prisma.experiment.findFirstOrThrow({ where: { workspaceId, key: 'unstarted' } });
    const asked = { stores: server.stores, workspaceId, id, now: new Date() };
    const refused = [
      await noveltyOfMetric({ ...asked, metric: 'nothing' }),
      await segmentsOfMetric({ ...asked, metric: 'nothing' }, 'MODEL'),
    ];
    expect(refused.map((one) => (one.ok ? null : [one.failure.code, one.failure.message]))).toEqual([
      ['BAD_EXPERIMENT', expect.stringContaining('no metric of the workspace')],
      ['BAD_EXPERIMENT', expect.stringContaining('no metric of the workspace')],
    ]);
  });
};
