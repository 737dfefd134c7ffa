import { judged, type Tally } from './synthetic/judge.ts';
import { newFinder, observed } from '../../server/src/domains/signals/pure/detect/findings.ts';
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
    const wrong = outcome.all.findings - outcome.all.right;
    console.log(
      `  false findings a week, of a workspace with ${metricNames.length} series: ${((7 * metricNames.length * wrong) / outcome.seriesDays).toFixed(2)}`,
    );
  }
  speed();
}

function line(name: string, { findings, right, events, found, delays }: Tally): void {
  const middle = delays.toSorted((one, other) => one - other)[delays.length >> 1];
  const cells = [findings === 0 ? '' : (right / findings).toFixed(3), (found / events).toFixed(3), `${found}/${events}`, `${middle ?? ''}`];
  console.log(`  ${name.padEnd(26)} ${cells.map((cell) => cell.padStart(16)).join('')}`);
}

/** 500 series, and what one more bucket of each costs. */
function speed(): void {
  const count = 500;
  const made = Array.from({ length: count }, (_, index) => madeSeries(index, metricNames[index % metricNames.length] as Metric));
  const finders = made.map(({ kind }) => newFinder({ kind, bucketMs: hourMs, timeZone: 'Europe/Berlin' }));
  const begun = process.cpuUsage();
  const buckets = 30 * 24;
  for (const [index, { points }] of made.entries())
    for (const point of points.slice(0, buckets)) observed(finders[index] as (typeof finders)[number], point);
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / 1e6;
  console.log(
    `\n30 days of ${count} series by the hour: ${seconds.toFixed(1)} s of CPU, ${((seconds * 1e6) / (count * buckets)).toFixed(0)} µs a bucket`,
  );
}
