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
      return stored === null ? null : (await changedSince(stores, stored.counted, stored.latest)).toSorted();
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
      if (stored !== null) expect(await countChanged(server.stores, stored, late, new Date())).toBe(true);
    });
    expect(await changed('summed')).toEqual([]);
    const [again, same] = await both('summed');
    expect([again, again.metrics]).toEqual([same, shown.metrics]);
    await paid(['q002', 'q005'], startMs + 5 * dayMs, 70);
    expect(await changed('summed')).toEqual(['q002', 'q005']);
    const [last, all] = await both('summed');
    expect(last).toEqual(all);
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
