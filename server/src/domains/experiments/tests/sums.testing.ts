import { expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { deleteRows, mutate } from '../../../platform/store/clickhouse/mutations.ts';
import { raw, sql, uuid } from '../../../platform/store/sql.ts';
import type { Loose } from '../../../server.testing.ts';
import { userErased } from '../../deletions/hooks.ts';
import { landEvents } from '../../events/load.ts';
import { eventsTable } from '../../events/tables.ts';
import { countExperiments, fewestUnits } from '../background/sums.ts';
import { expireExposures } from '../commands/erase.ts';
import { countChanged, countUnits } from '../commands/sums.ts';
import { landExposures } from '../load/exposures.ts';
import { experimentOf, phaseQueryOf } from '../load/phase.ts';
import { changedSince, countOf } from '../load/sums.ts';
import { dayMs, iso, startMs, type ResultsWorld } from './results-world.testing.ts';

export const sumTests = (world: () => ResultsWorld): void => {
  const id = async (key: string): Promise<string> =>
    (await world().server.stores.prisma.experiment.findFirstOrThrow({ where: { key, workspaceId: world().workspaceId } })).id;
  /** The phase as its results read it, and what it is judged by. */
  async function phaseOf(key: string) {
    const { server, workspaceId } = world();
    const experiment = await experimentOf(server.stores, workspaceId, await id(key));
    if (experiment.present === null) throw new Error('It was not started.');
    const query = await phaseQueryOf(server.stores, workspaceId, experiment, experiment.present, new Date());
    return { query, metrics: experiment.judged.map(({ metric }) => metric) };
  }
  const counted = (key: string): Promise<boolean> =>
    inWorkspace(world().workspaceId, async () => {
      const { query, metrics } = await phaseOf(key);
      return countUnits(world().server.stores, query, metrics, new Date());
    });
  /** Units that are counted beside the last count; null: there is none. */
  const changed = (key: string): Promise<readonly string[] | null> =>
    inWorkspace(world().workspaceId, async () => {
      const { stores } = world().server;
      await Promise.all([landExposures(stores), landEvents(stores)]);
      const { query, metrics } = await phaseOf(key);
      const stored = await countOf(stores, query, metrics);
      return stored === null ? null : (await changedSince(stores, stored.counted, stored.latest)).units.toSorted();
    });
  const forgetCounts = () => world().server.stores.prisma.experimentSums.deleteMany({ where: { workspaceId: world().workspaceId } });
  /** The numbers from the count and what came since, and from everything. */
  async function both(key: string): Promise<readonly [Loose, Loose]> {
    const { resultsOf, workspaceId, server } = world();
    const shown = await resultsOf(key);
    const rows = await server.stores.prisma.experimentSums.findMany({ where: { workspaceId } });
    await forgetCounts();
    const direct = await resultsOf(key);
    await server.stores.prisma.experimentSums.createMany({ data: rows });
    // Sums of floats differ in their last digits by the order of rows.
    return [rounded(shown), rounded(direct)];
  }
  const rounded = (value: unknown): Loose =>
    JSON.parse(JSON.stringify(value, (_key, part: unknown) => (typeof part === 'number' ? Number(part.toPrecision(9)) : part)));
  const rowsLeft = async (): Promise<number> =>
    Number(
      (
        (await world().server.stores.clickhouse.query(
          'test.left',
          sql`SELECT count() AS n FROM experiment_units WHERE workspace_id = ${uuid(world().workspaceId)}`,
          { timeoutMs: 10_000, workspaceId: world().workspaceId },
        )) as { n: string }[]
      )[0]?.n,
    );
  /** Makes what is there an hour older, so that nothing of it could be on its way any more. */
  async function anHourPasses(): Promise<void> {
    const { server, workspaceId } = world();
    const own = sql`WHERE workspace_id = ${uuid(workspaceId)}`;
    await landExposures(server.stores);
    await landEvents(server.stores);
    await mutate(server.stores.clickhouse, 'exposures', sql`UPDATE recorded_at = recorded_at - toIntervalHour(1) ${own}`);
    const isNew = raw('version > toUnixTimestamp64Micro(now64(6)) - 1800000000');
    // Not beside those that are there: a merge would keep these.
    const older = (await server.stores.clickhouse.query(
      'test.older',
      sql`SELECT * EXCEPT version, version - 3600000000 AS version FROM (SELECT * FROM events FINAL ${own} AND ${isNew})`,
      { timeoutMs: 10_000, workspaceId },
    )) as Record<string, unknown>[];
    await deleteRows(server.stores.clickhouse, { table: 'events', workspaceId }, isNew);
    const names = eventsTable.columnNames;
    const lines = older.map((row) => JSON.stringify(names.map((name) => row[name])));
    if (lines.length > 0) await server.stores.clickhouse.insert('events', names, lines.join('\n'));
  }

  test('results from a count and what came since are those from everything, whatever came late', async () => {
    const { server, run, started, accepted, workspaceId } = world();
    await run('mutation ($input: MetricInput!) { createMetric(input: $input) { id } }', {
      input: {
        key: 'p90',
        name: 'p90',
        kind: 'PERCENTILE',
        percentile: 0.9,
        measured: { measure: 'EVENT_VALUE', event: 'pay' },
        better: 'UP',
      },
    });
    const metrics = ['success_share', 'tokens', 'event:pay', 'event_value:pay', 'p90', 'latency_p95_ms'].map((metric) => ({ metric }));
    await started({ key: 'summed', name: 'Summed', variants: [{ key: 'a' }, { key: 'b' }], metrics });
    const users = Array.from({ length: 120 }, (_, nth) => `q${String(nth).padStart(3, '0')}`);
    const exposed = (of: readonly string[], variantOf = (nth: number): string => (nth % 2 === 0 ? 'a' : 'b')) =>
      accepted(
        'recordExposures',
        'ExposureInput',
        of.map((unitId) => ({ experiment: 'summed', unitId, variant: variantOf(users.indexOf(unitId)), at: iso(startMs + dayMs) })),
      );
    const paid = (of: readonly string[], at: number, value: number) =>
      accepted(
        'recordEvents',
        'EventInput',
        of.map((unitId, nth) => ({ name: 'pay', unitId, value: value + nth, at: iso(at) })),
      );
    const answers = (of: readonly string[], tokens: number) =>
      of.map((userId, nth) => ({
        externalId: `s-${userId}`,
        conversationId: `s-${userId}`,
        role: 'ASSISTANT',
        content: 'x',
        userId,
        createdAt: iso(startMs + 2 * dayMs),
        outputTokens: tokens + nth,
        latencyMs: 100 + nth,
      }));
    await exposed(users.slice(0, 100));
    await paid(users.slice(0, 60), startMs + 3 * dayMs, 10);
    await paid(users.slice(20, 80), startMs - 2 * dayMs, 5);
    await accepted('ingestMessages', 'MessageInput', answers(users.slice(0, 90), 20));
    await drainProjection(server.stores);

    expect(await changed('summed')).toBeNull();
    await anHourPasses();
    expect(await counted('summed')).toBe(true);
    expect(await changed('summed')).toEqual([]);
    const [first, direct] = await both('summed');
    expect(first.metrics[2].variants.map(({ value }: Loose) => value)).toEqual([0.6, 0.6]);
    expect(first).toEqual(direct);

    // Afterwards: an evaluation, an event, an answer that changes, a new unit, and one that turns out to have seen both variants.
    await accepted('evaluateMessages', 'EvaluationInput', [
      { externalId: 's-e', messageExternalId: 's-q001', evaluatorKind: 'HUMAN', success: true },
    ]);
    await paid(['q002', 'stranger'], startMs + 4 * dayMs, 500);
    await run('mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { updated } }', {
      messages: answers(['q003'], 900),
    });
    await exposed(['q004'], () => 'b');
    await exposed(['q110']);
    await drainProjection(server.stores);
    const late = ['q001', 'q002', 'q003', 'q004', 'q110'];
    expect(await changed('summed')).toEqual(late);
    const [shown, everything] = await both('summed');
    expect(shown).toEqual(everything);
    expect(shown.excludedUnits).toBe(1);
    expect(shown.metrics[1].variants[1].value).not.toBe(first.metrics[1].variants[1].value);

    // What changed is counted and stored beside the rest; what changes again afterwards is counted beside both.
    await anHourPasses();
    await inWorkspace(workspaceId, async () => {
      const { query, metrics: judged } = await phaseOf('summed');
      const stored = await countOf(server.stores, query, judged);
      expect(stored).not.toBeNull();
      if (stored !== null) expect(await countChanged(server.stores, stored, { units: late, known: [] }, new Date())).toBe(true);
    });
    expect(await changed('summed')).toEqual([]);
    const [again, same] = await both('summed');
    expect([again, again.metrics]).toEqual([same, shown.metrics]);
    await paid(['q002', 'q005'], startMs + 5 * dayMs, 70);
    expect(await changed('summed')).toEqual(['q002', 'q005']);
    const [last, all] = await both('summed');
    expect(last).toEqual(all);
  });

  test('effects by day are the same from a count as from everything, and the last is what results have, adjusted as they are', async () => {
    const { server, run, started, accepted, resultsOf } = world();
    await forgetCounts();
    const keys = ['event_value:pay', 'event:pay', 'turns', 'p90', 'success_share'];
    await started({ key: 'days', name: 'Days', variants: [{ key: 'a' }, { key: 'b' }], metrics: keys.map((metric) => ({ metric })) });
    const users = Array.from({ length: 240 }, (_, nth) => `n${String(nth).padStart(3, '0')}`);
    const sinceOf = (nth: number): number => startMs + (1 + (nth % 3)) * dayMs + nth * 1_000;
    await accepted(
      'recordExposures',
      'ExposureInput',
      users.map((unitId, nth) => ({ experiment: 'days', unitId, variant: nth % 2 === 0 ? 'a' : 'b', at: iso(sinceOf(nth)) })),
    );
    await accepted(
      'recordEvents',
      'EventInput',
      users.flatMap((unitId, nth) =>
        [-3, 0.2, 1.5, 3, 4.2].slice(0, 3 + (nth % 3)).map((days, place) => ({
          name: 'pay',
          unitId,
          // Each has a level of its own, before and after.
          value: 10 + (nth % 17) + ((nth * 31 + place * 7) % 13) + (nth % 2),
          at: iso(sinceOf(nth) + days * dayMs),
          externalId: `${unitId}-${place}`,
        })),
      ),
    );
    await accepted(
      'ingestMessages',
      'MessageInput',
      users.flatMap((userId, nth) =>
        [0.1, 0.2, 2].map((days, place) => ({
          externalId: `days-${userId}-${place}`,
          // Two answers of one conversation on one day, or the same one on two days.
          conversationId: `days-${userId}-${nth % 3 === 0 ? Math.floor(place / 2) : 0}`,
          role: 'ASSISTANT',
          content: 'x',
          userId,
          createdAt: iso(sinceOf(nth) + days * dayMs),
        })),
      ),
    );
    await drainProjection(server.stores);
    const byDay = `query ($key: String!, $metric: String!) { experiment(key: $key) { liftsByDay(metric: $metric) {
      at variants { n value baseValue difference differenceLow differenceHigh problem } } } }`;
    // The last end is the time of the call.
    const lifts = async (metric: string): Promise<Loose> =>
      (await run(byDay, { key: 'days', metric })).experiment.liftsByDay.map(({ variants }: Loose) => variants);
    const direct = [];
    for (const metric of keys) direct.push(rounded(await lifts(metric)));
    await anHourPasses();
    expect(await counted('days')).toBe(true);
    for (const [nth, metric] of keys.entries()) expect([metric, rounded(await lifts(metric))]).toEqual([metric, direct[nth]]);
    const results = rounded(await resultsOf('days'));
    for (const [nth, metric] of keys.entries()) {
      const { n, value, difference, differenceLow, differenceHigh, problem } = results.metrics[nth].variants[1];
      const last = direct[nth]?.at(-1)[0];
      expect([metric, last.n, last.value, last.difference, last.problem]).toEqual([metric, n, value, difference, problem]);
      // Goals are corrected in the order of their p-values, looks by the number of goals.
      if (difference !== null) expect(last.differenceHigh - last.differenceLow).toBeGreaterThanOrEqual(differenceHigh - differenceLow);
    }
    expect(results.metrics.map(({ variants }: Loose) => variants[1].isAdjusted)).toEqual([true, true, false, false, false]);
  });

  test('conversations are counted and stored too, also those that the count knew by the id of callers alone', async () => {
    const { server, started, accepted } = world();
    await forgetCounts();
    const metrics = ['tokens', 'event:pay', 'latency_p95_ms'].map((metric) => ({ metric }));
    await started({ key: 'talks', name: 'Talks', unit: 'CONVERSATION', variants: [{ key: 'a' }, { key: 'b' }], metrics });
    const talks = Array.from({ length: 90 }, (_, nth) => `talk${String(nth).padStart(3, '0')}`);
    const answers = (of: readonly string[], tokens: number, change: object = {}) =>
      accepted(
        'ingestMessages',
        'MessageInput',
        of.map((conversationId, nth) => ({
          externalId: `${conversationId}-${tokens}`,
          conversationId,
          role: 'ASSISTANT',
          content: 'x',
          createdAt: iso(startMs + 2 * dayMs + nth),
          outputTokens: tokens + nth,
          latencyMs: 300 + nth,
          ...change,
        })),
      );
    const exposed = (of: readonly string[]) =>
      accepted(
        'recordExposures',
        'ExposureInput',
        of.map((unitId) => ({
          experiment: 'talks',
          unitId,
          variant: talks.indexOf(unitId) % 2 === 0 ? 'a' : 'b',
          at: iso(startMs + dayMs),
        })),
      );
    const paid = (of: readonly string[]) =>
      accepted(
        'recordEvents',
        'EventInput',
        of.map((unitId) => ({ name: 'pay', unitId, value: 3, at: iso(startMs + 3 * dayMs) })),
      );
    await exposed(talks.slice(0, 60));
    // Fifty of them have an answer, ten do not; ten others are exposed by their answers alone.
    await answers(talks.slice(0, 50), 20);
    await answers(talks.slice(60, 70), 40, { experimentName: 'talks', variant: 'b' });
    await paid([...talks.slice(5, 25), ...talks.slice(62, 66)]);
    await drainProjection(server.stores);
    await anHourPasses();
    expect(await counted('talks')).toBe(true);
    expect(await changed('talks')).toEqual([]);
    const [first, direct] = await both('talks');
    expect(first).toEqual(direct);
    expect(first.sampleRatio.counts.map(({ n }: Loose) => n)).toEqual([30, 40]);
    expect(first.metrics[1].variants.map(({ value }: Loose) => value)).toEqual([expect.closeTo(10 / 30, 6), expect.closeTo(14 / 40, 6)]);

    // Afterwards: answers of one without any, of one that had some, a new one, and events of three.
    await answers([talks[55] as string], 500);
    await answers([talks[3] as string], 700);
    await exposed([talks[80] as string]);
    await answers([talks[81] as string], 90, { experimentName: 'talks', variant: 'a' });
    await paid([talks[7], talks[58], talks[65]] as string[]);
    await drainProjection(server.stores);
    const [shown, everything] = await both('talks');
    expect(shown).toEqual(everything);
    expect(shown.metrics[0].variants[1].value).not.toBe(first.metrics[0].variants[1].value);
    // By the id of the facts, and once more by that of callers: the count has it under the latter.
    const found = (await changed('talks')) ?? [];
    expect(found.filter((unit) => unit.startsWith('?'))).toEqual([`?${talks[55]}`, `?${talks[58]}`, `?${talks[80]}`]);
    expect(found.length).toBe(8);
  });

  test('a count is made by the schedule, goes with what it was made of, and is not used for another definition', async () => {
    const { server, run, started, accepted, workspaceId, resultsOf } = world();
    const { stores, live } = server;
    await forgetCounts();
    const metrics = [{ metric: 'event:pay' }];
    const experiment = await started({ key: 'kept', name: 'Kept', variants: [{ key: 'a' }, { key: 'b' }], metrics });
    const exposures = Array.from({ length: fewestUnits }, (_, nth) => ({
      experiment: 'kept',
      unitId: `k${nth}`,
      variant: nth % 2 === 0 ? 'a' : 'b',
      at: iso(startMs + dayMs),
    }));
    await accepted('recordExposures', 'ExposureInput', exposures);
    const failures: unknown[] = [];
    const work = { stores, live, onError: (error: unknown) => failures.push(error) };
    const minute = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 60_000);
    const held = async () =>
      (await stores.prisma.experimentSums.findMany({ where: { workspaceId } })).map(({ experimentId, unitCount, readyAt }) => [
        experimentId,
        unitCount,
        readyAt !== null,
      ]);
    await countExperiments(work, minute);
    expect([failures, await held()]).toEqual([[], [[Buffer.from(experiment, 'base64').toString().split(':')[1], fewestUnits, true]]]);
    expect(await rowsLeft()).toBeGreaterThanOrEqual(fewestUnits);
    // Units that are forced for testing are not counted: the count before does not hold any more.
    await run('mutation ($input: ExperimentOverrideInput!) { setExperimentOverride(input: $input) { id } }', {
      input: { id: experiment, unitId: 'k0', variant: 'b' },
    });
    expect(await changed('kept')).toBeNull();
    expect((await resultsOf('kept')).sampleRatio.counts.map(({ n }: Loose) => n)).toEqual([fewestUnits / 2 - 1, fewestUnits / 2]);
    await inWorkspace(workspaceId, async () => {
      for (const reaction of userErased.reactions) await reaction(stores, { workspaceId, userIds: ['k1'] }, live);
    });
    expect([await held(), await rowsLeft()]).toEqual([[], 0]);
    await counted('kept');
    expect((await resultsOf('kept')).sampleRatio.counts.map(({ n }: Loose) => n)).toEqual([fewestUnits / 2 - 1, fewestUnits / 2 - 1]);
    await inWorkspace(workspaceId, () => expireExposures(stores, workspaceId, new Date(startMs - 20 * dayMs)));
    expect(await held()).toHaveLength(1);
    await inWorkspace(workspaceId, () => expireExposures(stores, workspaceId, new Date(startMs - dayMs)));
    expect([await held(), await rowsLeft()]).toEqual([[], 0]);
  });
};
