import { short } from './short.ts';
import { judged, type Outcome, type Tally } from './synthetic/judge.ts';
import { newFinder, observed } from '../../server/src/domains/signals/pure/detect/findings.ts';
import { sensitivities } from '../../server/src/domains/signals/pure/feedback.ts';
import { hourMs, madeSeries, metricNames, type Metric } from './synthetic/generator.ts';

/** Settings were chosen on series of the first seed; what is reported comes from the second. */
const seeds = { chosen: 1_000, reported: 7_000_000 };

export function synthetic(): void {
  for (const [name, seed, count] of [
    ['settings were chosen on these', seeds.chosen, 480],
    ['reported', seeds.reported, 960],
  ] as const) {
    const outcome = judged(seed, count);
    console.log(`\nsynthetic metrics of LLM applications: ${count} series, ${outcome.seriesDays} series-days; ${name}`);
    console.log(`  ${''.padEnd(26)} ${['precision', 'recall', 'found', 'median delay, h'].map((head) => head.padStart(16)).join('')}`);
    line('all', outcome.all);
    line('traffic of 30 an hour, more', outcome.usualTraffic);
    line('traffic below 10 an hour', outcome.lowTraffic);
    for (const [kind, tally] of Object.entries(outcome.byKind)) line(kind.toLowerCase(), tally);
    console.log(`  false findings a week, of a workspace with ${metricNames.length} series: ${falseAWeek(outcome).toFixed(2)}`);
  }
  console.log('\nby the sensitivity of a workspace, on the reported series');
  for (const sensitivity of sensitivities) {
    const outcome = judged(seeds.reported, 960, sensitivity);
    line(`${sensitivity.toLowerCase()}, ${falseAWeek(outcome).toFixed(2)} false a week`, outcome.all);
  }
  short(1_000, 100, 'settings were chosen on these');
  short(5_000, 200, 'reported');
  speed();
}

const falseAWeek = ({ all, seriesDays }: Outcome): number => (7 * metricNames.length * (all.findings - all.right)) / seriesDays;

function line(name: string, { findings, right, events, found, delays }: Tally): void {
  const middle = delays.toSorted((one, other) => one - other)[delays.length >> 1];
  const cells = [findings === 0 ? '' : (right / findings).toFixed(3), (found / events).toFixed(3), `${found}/${events}`, `${middle ?? ''}`];
  console.log(`  ${name.padEnd(26)} ${cells.map((cell) => cell.padStart(16)).join('')}`);
}

/** What a bucket costs without stores: 30 days of 500 series by the hour. */
function speed(): void {
  const hourly = cpuOf({ series: 500, buckets: 30 * 24, bucketMs: hourMs });
  console.log(`\n30 days of 500 series by the hour: ${hourly.seconds.toFixed(1)} s of CPU, ${hourly.each.toFixed(0)} µs a bucket`);
}

function cpuOf({ series, buckets, bucketMs }: { readonly series: number; readonly buckets: number; readonly bucketMs: number }) {
  const made = Array.from({ length: series }, (_, index) => madeSeries(index, metricNames[index % metricNames.length] as Metric));
  const begun = process.cpuUsage();
  for (const { kind, points } of made) {
    const finder = newFinder({ kind, bucketMs, timeZone: 'Europe/Berlin' });
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      const { value, of } = points[bucket % points.length] as (typeof points)[number];
      observed(finder, { at: Date.UTC(2026, 0, 5) + bucket * bucketMs, value, ...(of === undefined ? {} : { of }) });
    }
  }
  const { user, system } = process.cpuUsage(begun);
  return { seconds: (user + system) / 1e6, each: (user + system) / (series * buckets) };
}
