import { expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { randomOf } from '../../../platform/statistics/bootstrap.ts';
import { normalTails } from '../../../platform/statistics/distributions/normal.ts';
import type { Loose } from '../../../server.testing.ts';
import { dayMs, iso, startMs, type ResultsWorld } from './results-world.testing.ts';

interface Answer {
  readonly user: string;
  readonly at: number;
  readonly latencyMs: number;
  readonly success: boolean | null;
  readonly rating: number | null;
  readonly tokens: number;
  readonly errorType: string | null;
  readonly conversation: string;
  readonly names?: string;
}

/** Mean of a ratio with its variance by the delta method, the second computation: from all units, one by one. */
function ratio(pairs: readonly (readonly [number, number])[]) {
  const n = pairs.length;
  const [meanY, meanX] = [0, 1].map((place) => pairs.reduce((sum, pair) => sum + (pair[place] as number), 0) / n) as [number, number];
  const value = meanY / meanX;
  const variance = pairs.reduce((sum, [y, x]) => sum + (y - value * x) ** 2, 0) / (n - 1) / meanX ** 2;
  return { n, value, error2: variance / n };
}

export const numberTests = (world: () => ResultsWorld): void => {
  test('each number of three variants follows from the units, whatever came late, twice, or without an exposure', async () => {
    const { server, run, started, accepted, resultsOf } = world();
    const random = randomOf(15);
    const key = 'tone';
    const variants = ['plain', 'warm', 'hot'];
    const metrics = [
      { metric: 'success_share', role: 'GOAL', minimalEffect: 0.02 },
      { metric: 'latency_ms', role: 'GUARDRAIL' },
      ...['rating', 'tokens', 'error_share', 'turns', 'latency_p95_ms', 'event:order', 'event_value:order', 'cost_usd'].map((metric) => ({
        metric,
        role: 'SECONDARY',
      })),
    ];
    const id = await started({ key, name: 'Tone', variants: variants.map((one) => ({ key: one })), metrics });
    const exposures: Loose[] = [];
    const answers: Answer[] = [];
    const events: Loose[] = [];
    const exposedAt = new Map<string, number>();
    const variantOf = new Map<string, string>();
    for (let unit = 0; unit < 360; unit += 1) {
      const user = `user-${unit}`;
      const place = unit % 3;
      const at = startMs + dayMs + unit * 60_000;
      variantOf.set(user, variants[place] as string);
      // Of the last thirty, their answers alone say what they saw.
      const isNamed = unit >= 330;
      exposedAt.set(user, isNamed ? at + 10_000 : at);
      if (!isNamed) exposures.push({ experiment: key, unitId: user, variant: variants[place], at: iso(at) });
      const count = unit % 10 === 0 ? 0 : 1 + Math.floor(random() * 4);
      for (let turn = 0; turn < count || (isNamed && turn === 0); turn += 1)
        answers.push({
          user,
          // The first of some came before the exposure, and does not count.
          at: at + (unit % 7 === 0 && turn === 0 && !isNamed ? -5_000 : 10_000 + turn * 1_000),
          latencyMs: Math.round(200 + random() * 400 + place * 2),
          success: random() < 0.2 ? null : random() < 0.5 + place * 0.2,
          rating: random() < 0.5 ? 1 + Math.floor(random() * 5) : null,
          tokens: 10 + Math.floor(random() * 90),
          errorType: random() < 0.1 ? 'timeout' : null,
          conversation: `${user}-${turn % 2}`,
          ...(isNamed && { names: variants[place] }),
        });
      if (unit % 4 === 1) events.push({ name: 'order', unitId: user, value: 5 + place, at: iso(at + 60_000), externalId: `o${unit}` });
      if (unit % 8 === 1) events.push({ name: 'order', unitId: user, value: 90, at: iso(at - 60_000), externalId: `early${unit}` });
    }
    // Two variants in one unit, twice: one by an exposure, one by an answer.
    exposures.push({ experiment: key, unitId: 'user-1', variant: 'hot', at: iso(startMs + 3 * dayMs) });
    answers.push({
      ...(answers.find(({ user }) => user === 'user-2') as Answer),
      at: startMs + 3 * dayMs,
      conversation: 'other',
      names: 'warm',
    });
    for (const user of ['user-1', 'user-2']) variantOf.delete(user);
    // Events and answers are there before the exposures are.
    await accepted('recordEvents', 'EventInput', events);
    await accepted(
      'ingestMessages',
      'MessageInput',
      answers.map(({ user, at, latencyMs, tokens, errorType, conversation, names }, place) => ({
        externalId: `a${place}`,
        conversationId: conversation,
        role: 'ASSISTANT',
        content: 'x',
        userId: user,
        createdAt: iso(at),
        latencyMs,
        outputTokens: tokens,
        errorType,
        ...(names !== undefined && { experimentName: key, variant: names }),
      })),
    );
    await accepted('recordExposures', 'ExposureInput', exposures);
    await accepted('recordExposures', 'ExposureInput', exposures.slice(0, 50));
    await drainProjection(server.stores);
    await accepted(
      'evaluateMessages',
      'EvaluationInput',
      answers.flatMap(({ success, rating }, place) =>
        success === null && rating === null
          ? []
          : [{ externalId: `e${place}`, messageExternalId: `a${place}`, evaluatorKind: 'HUMAN', success, rating }],
      ),
    );
    await drainProjection(server.stores);

    const results = await resultsOf(key);
    const units = (variant: string) => [...variantOf].filter(([, one]) => one === variant).map(([user]) => user);
    const ofUser = Map.groupBy(
      answers.filter(({ user, at }) => at >= (exposedAt.get(user) as number)),
      ({ user }) => user,
    );
    const orders = Map.groupBy(
      events.filter(({ unitId, at }) => Date.parse(at) >= (exposedAt.get(unitId) as number)),
      ({ unitId }) => unitId as string,
    );
    const sum = <Item>(items: readonly Item[] | undefined, of: (item: Item) => number) =>
      (items ?? []).reduce((total, one) => total + of(one), 0);
    const pairsOf: Record<string, (user: string) => readonly [number, number]> = {
      success_share: (user) => [
        sum(ofUser.get(user), (a) => Number(a.success === true)),
        sum(ofUser.get(user), (a) => Number(a.success !== null)),
      ],
      latency_ms: (user) => [sum(ofUser.get(user), (a) => a.latencyMs), ofUser.get(user)?.length ?? 0],
      rating: (user) => [sum(ofUser.get(user), (a) => a.rating ?? 0), sum(ofUser.get(user), (a) => Number(a.rating !== null))],
      tokens: (user) => [sum(ofUser.get(user), (a) => a.tokens), 1],
      error_share: (user) => [sum(ofUser.get(user), (a) => Number(a.errorType !== null)), ofUser.get(user)?.length ?? 0],
      turns: (user) => [ofUser.get(user)?.length ?? 0, new Set(ofUser.get(user)?.map((a) => a.conversation)).size],
      'event:order': (user) => [orders.get(user)?.length ?? 0, 1],
      'event_value:order': (user) => [sum(orders.get(user), (order) => order.value as number), 1],
    };
    expect(results.excludedUnits).toBe(2);
    expect(results.sampleRatio.counts.map(({ n }: Loose) => n)).toEqual(variants.map((one) => units(one).length));
    for (const { metric, variants: found } of results.metrics as Loose[]) {
      const pairs = pairsOf[metric];
      if (pairs === undefined) continue;
      const [base, ...others] = variants.map((one) => ratio(units(one).map(pairs))) as [ReturnType<typeof ratio>];
      expect(found[0]).toMatchObject({ isBase: true, n: base.n, value: expect.closeTo(base.value, 9), lift: null });
      for (const [place, other] of (others as (typeof base)[]).entries()) {
        const lift = (other.value - base.value) / base.value;
        const error = Math.sqrt(other.error2 / base.value ** 2 + (base.error2 * other.value ** 2) / base.value ** 4);
        const z = (other.value - base.value) / Math.sqrt(other.error2 + base.error2);
        const {
          value,
          difference,
          differenceLow,
          differenceHigh,
          lift: gotLift,
          low,
          high,
          sequentialLow,
          sequentialHigh,
          pValue,
        } = found[place + 1];
        expect([metric, value, gotLift]).toEqual([metric, expect.closeTo(other.value, 9), expect.closeTo(lift, 9)]);
        // Two goals of tests at 5 % that are corrected together have 2.5 % each.
        const wide = metric === 'success_share' ? 2.2414 : 1.96;
        expect((high - low) / 2 / error).toBeGreaterThan(wide);
        expect((high - low) / 2 / error).toBeLessThan(wide * 1.015);
        expect([sequentialLow < low, sequentialHigh > high]).toEqual([true, true]);
        expect([difference, (differenceLow + differenceHigh) / 2]).toEqual([
          expect.closeTo(other.value - base.value, 9),
          expect.closeTo(other.value - base.value, 9),
        ]);
        expect(pValue).toBeCloseTo(2 * normalTails(Math.abs(z)).above, 2);
      }
    }
    const byMetric = Object.fromEntries(results.metrics.map((one: Loose) => [one.metric, one]));
    const sorted = units('hot')
      .flatMap((user) => ofUser.get(user) ?? [])
      .map(({ latencyMs }) => latencyMs)
      .toSorted((one, other) => one - other);
    const at = 0.95 * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
    expect(byMetric.latency_p95_ms.variants[2].value).toBeCloseTo(below + (above - below) * (at - Math.floor(at)), 9);
    expect(byMetric.latency_p95_ms.variants[2]).toMatchObject({ lift: expect.any(Number), low: expect.any(Number), problem: null });
    expect(byMetric.cost_usd.variants[1]).toMatchObject({ value: 0, lift: null, problem: 'NO_VARIANCE' });
    expect([results.verdict, results.variant]).toEqual(['WON', 'hot']);
    // Holm's correction of the two tests of the one goal, beside the same tests uncorrected.
    await run('mutation ($input: ExperimentChangeInput!) { updateExperiment(input: $input) { id } }', {
      input: { id, correction: 'NONE' },
    });
    const plain = (await resultsOf(key)).metrics[0].variants.map(({ correctedPValue }: Loose) => correctedPValue);
    const least = Math.min(plain[1], plain[2]);
    const holm = plain.slice(1).map((p: number) => Math.min(1, p === least ? 2 * p : Math.max(2 * least, p)));
    expect(byMetric.success_share.variants.map(({ correctedPValue }: Loose) => correctedPValue)).toEqual([
      null,
      ...holm.map((p: number) => expect.closeTo(p, 12)),
    ]);
    expect(byMetric.latency_ms.variants.map(({ correctedPValue }: Loose) => correctedPValue)).toEqual([null, null, null]);
    expect(byMetric.latency_ms.variants.map(({ verdict }: Loose) => verdict)).toEqual([null, 'NOT_DECISIVE', 'NOT_DECISIVE']);
    expect(results.sentence).toMatch(/^Variant hot raises success by .* points \(97.5 % always-valid interval .* It won\.$/);
  });

  test.each(['CONVERSATION', 'REQUEST', 'SESSION'] as const)(
    'an A/A of units %s joins answers by the ids that callers have',
    async (unit) => {
      const { server, started, accepted, resultsOf } = world();
      const key = `aa-${unit.toLowerCase()}`;
      const metrics = [{ metric: 'error_share' }, { metric: 'tokens', role: 'SECONDARY' }];
      await started({ key, name: 'A/A', unit, isAa: true, variants: [{ key: 'a' }, { key: 'b' }], metrics });
      const units = Array.from({ length: 200 }, (_, place) => ({
        conversation: `${key}-c${place}`,
        request: `${key}-m${place}`,
        session: `${key}-s${place}`,
        variant: place % 2 === 0 ? 'a' : 'b',
        isError: place % 7 < 2,
        tokens: place,
      }));
      const nameOf = { CONVERSATION: 'conversation', REQUEST: 'request', SESSION: 'session' } as const;
      await accepted(
        'ingestMessages',
        'MessageInput',
        // The last ten have no answer.
        units.slice(0, 190).map(({ conversation, request, session, isError, tokens }) => ({
          externalId: request,
          conversationId: conversation,
          sessionId: session,
          role: 'ASSISTANT',
          content: 'x',
          createdAt: iso(startMs + 2 * dayMs),
          outputTokens: tokens,
          errorType: isError ? 'timeout' : null,
        })),
      );
      await accepted(
        'recordExposures',
        'ExposureInput',
        units.map((one) => ({ experiment: key, unitId: one[nameOf[unit]], variant: one.variant, at: iso(startMs + dayMs) })),
      );
      await drainProjection(server.stores);
      const { metrics: found, verdict } = await resultsOf(key);
      for (const [place, variant] of ['a', 'b'].entries()) {
        const own = units.filter((one) => one.variant === variant);
        const answered = own.filter((one) => units.indexOf(one) < 190);
        expect(found[0].variants[place]).toMatchObject({
          n: 100,
          value: expect.closeTo(answered.filter(({ isError }) => isError).length / 95, 9),
        });
        expect(found[1].variants[place].value).toBeCloseTo(answered.reduce((sum, { tokens }) => sum + tokens, 0) / 100, 9);
      }
      expect(verdict).toBe('NOT_DECISIVE');
    },
  );
};
