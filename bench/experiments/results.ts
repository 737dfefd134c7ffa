import { createMetric } from '../../server/src/domains/metrics/commands.ts';
import { recordEvents } from '../../server/src/domains/events/commands.ts';
import { createExperiment } from '../../server/src/domains/experiments/commands.ts';
import { countChanged, countUnits } from '../../server/src/domains/experiments/commands/sums.ts';
import { changeState } from '../../server/src/domains/experiments/commands/state.ts';
import { experimentOf, phaseQueryOf } from '../../server/src/domains/experiments/load/phase.ts';
import { changedSince, countOf } from '../../server/src/domains/experiments/load/sums.ts';
import { resultsById } from '../../server/src/domains/experiments/load/results.ts';
import { unwrap } from '../../server/src/platform/graphql/errors.ts';
import { inWorkspace } from '../../server/src/platform/store/scope.ts';
import { raw, sql, utc, uuid } from '../../server/src/platform/store/sql.ts';
import { openOnce, type Dataset } from '../overview/dataset.ts';
import { measure, quantile } from '../overview/in-process.ts';
import { gbstats } from './gbstats.ts';

const unitCount = Number(process.env['BENCH_UNITS'] ?? 1_000_000);
const eventCount = 10 * unitCount;
const variants = ['control', 'one', 'two', 'three'];
const dayMs = 86_400_000;
const format = (count: number): string => count.toLocaleString('en');
/** Raise it when what is generated changes. */
const generation = 2;

const events = { measure: 'EVENTS', event: 'order' } as const;
const values = { measure: 'EVENT_VALUE', event: 'order' } as const;
const load = { measure: 'EVENT_VALUE', event: 'load' } as const;
const definitions = [
  { key: 'per-order', kind: 'RATIO', measured: values, denominator: events },
  { key: 'pro-buyers', kind: 'SHARE', measured: { ...events, attributes: [{ name: 'plan', values: ['pro'] }] } },
  { key: 'spent-capped', kind: 'SUM', measured: values, cap: { percentile: 0.99 } },
  { key: 'first-day', kind: 'SUM', measured: events, windowHours: 24 },
  { key: 'back-in-week', kind: 'RETENTION', measured: { measure: 'EVENTS', event: 'visit' }, afterDays: 3, withinDays: 4 },
  { key: 'load-p95', kind: 'PERCENTILE', measured: load, percentile: 0.95 },
  { key: 'load', kind: 'MEAN', measured: load },
] as const;
const metrics = ['event:order', 'event_value:order', 'event:visit', ...definitions.map(({ key }) => key)];

/** Results of an experiment with a million units and ten million events: counted at once, from sums, and after more has come. */
export async function results(): Promise<Record<string, Record<string, string>>> {
  const dataset = await openOnce(
    `experiment-${unitCount}-${generation}`,
    `${eventCount.toLocaleString('en')} events of an experiment`,
    fill,
  );
  const { stores, workspaceId } = dataset;
  try {
    return await inWorkspace(workspaceId, async () => {
      const { id } = await stores.prisma.experiment.findFirstOrThrow({ where: { workspaceId, key: 'checkout' } });
      const now = new Date();
      const rows: Record<string, Record<string, string>> = {};
      const time = async (name: string, times: number, run: () => Promise<unknown>): Promise<void> => {
        const { elapsedMs, processorMs } = await measure(times, run);
        rows[name] = {
          'p50 ms': quantile(elapsedMs, 0.5).toFixed(0),
          'longest ms': (elapsedMs.at(-1) ?? NaN).toFixed(0),
          'processors ms': quantile(processorMs, 0.5).toFixed(0),
        };
      };
      const experiment = await experimentOf(stores, workspaceId, id);
      if (experiment.present === null) throw new Error('The experiment did not start.');
      const query = await phaseQueryOf(stores, workspaceId, experiment, experiment.present, now);
      const judged = experiment.judged.map(({ metric }) => metric);
      const startedAt = performance.now();
      await countUnits(stores, query, judged, now);
      rows['counting all units, in the background'] = { 'p50 ms': (performance.now() - startedAt).toFixed(0) };
      const read = (roles?: readonly 'GOAL'[]) => resultsById(stores, workspaceId, id, new Date(), roles === undefined ? {} : { roles });
      await time('results, 10 metrics × 4 variants', 5, () => read());
      await time('the look at goals alone', 5, () => read(['GOAL']));
      await sendMore(dataset, 20_000);
      const stored = await countOf(stores, query, judged);
      if (stored === null) throw new Error('The count is not there.');
      const changed = await changedSince(stores, stored.counted, stored.base);
      const again = performance.now();
      // As the schedule would a minute later: what came within the last one is counted beside it.
      await countChanged(stores, stored, changed, new Date(Date.now() + 2 * 60_000));
      rows[`counting ${format(changed.units.length)} units that changed, in the background`] = {
        'p50 ms': (performance.now() - again).toFixed(0),
      };
      await time('results from both counts', 5, () => read());
      await sendMore(dataset, 1_000);
      await time('results beside 1,000 units that changed in the last minute', 5, () => read());
      const shown = await read();
      await time('rank tests of one metric, beside', 3, async () => shown.metrics[0]?.ranks?.());
      Object.assign(rows, await gbstats(shown));
      return rows;
    });
  } finally {
    await stores.close();
  }
}

async function fill({ stores, workspaceId }: Dataset): Promise<void> {
  const now = new Date();
  await inWorkspace(workspaceId, async () => {
    for (const definition of definitions)
      unwrap(await createMetric({ stores }, workspaceId, { name: definition.key, better: 'UP', ...definition }, now));
    const live = { publish: () => {} };
    const id = unwrap(
      await createExperiment(
        { stores, live },
        { workspaceId, person: null },
        {
          key: 'checkout',
          name: 'Checkout',
          variants: variants.map((key) => ({ key })),
          metrics: metrics.map((metric, nth) => ({ metric, role: nth < 2 ? 'GOAL' : 'SECONDARY' })),
        },
        now,
      ),
    );
    const since = new Date(now.getTime() - 15 * dayMs);
    unwrap(await changeState({ stores, live }, workspaceId, { id, act: 'START', since }, now));
    const at = sql`${utc(new Date(now.getTime() - 14 * dayMs))}`;
    // Each unit is exposed in the first ten days, and its events lie within the two weeks around.
    const firstAt = sql`${at} + toIntervalSecond(cityHash64(number, 1) % 864000)`;
    await stores.clickhouse.command(
      'bench.exposures',
      sql`INSERT INTO exposures (workspace_id, experiment_id, phase, unit_id, variant, first_at, last_at, recorded_at)
        SELECT ${uuid(workspaceId)}, ${uuid(id)}, 1, concat('user-', toString(number)), ['control', 'one', 'two', 'three'][1 + cityHash64(number, 2) % 4],
          ${firstAt} AS first, first, now64(3) - toIntervalHour(2) FROM numbers(${raw(String(unitCount))})`,
      { timeoutMs: 600_000 },
    );
    for (let from = 0; from < eventCount; from += 1_000_000)
      await stores.clickhouse.command(
        'bench.events',
        sql`INSERT INTO events (workspace_id, name, unit_id, at, value, unit, external_id, attributes, version)
          SELECT ${uuid(workspaceId)}, ['order', 'visit', 'load'][1 + least(cityHash64(event, 3) % 4, 2)], concat('user-', toString(number)),
            ${firstAt} + toIntervalSecond(toInt64(cityHash64(event, 4) % 1036800) - 432000),
            round(exp(randNormal(3, 1, event)), 2) + 10 * (cityHash64(number) % 5), '', toString(event),
            if(cityHash64(event, 5) % 3 = 0, '{"plan":"pro"}', '{"plan":"free"}'), toUnixTimestamp64Micro(now64(6)) - 7200000000
          FROM (SELECT g.number AS event, cityHash64(g.number, 6) % ${raw(String(unitCount))} AS number FROM numbers(${raw(String(from))}, 1000000) AS g)`,
        { timeoutMs: 600_000 },
      );
    await stores.clickhouse.command('bench.merge', sql`OPTIMIZE TABLE events FINAL`, { timeoutMs: 600_000 });
  });
}

async function sendMore({ stores, workspaceId }: Dataset, count: number): Promise<void> {
  const at = new Date().toISOString();
  for (let from = 0; from < count; from += 10_000)
    unwrap(
      await recordEvents(
        stores,
        { workspaceId, keyScope: null },
        Array.from({ length: Math.min(10_000, count - from) }, (_, nth) => ({
          name: 'order',
          unitId: `user-${(from + nth) * 7}`,
          value: 20,
          at,
        })),
        new Date(),
      ),
    );
}
