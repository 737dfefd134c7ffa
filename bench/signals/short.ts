import { newFinder, observed } from '../../server/src/domains/signals/pure/detect/findings.ts';
import { newShort, shortMsOf, shortRunOf } from '../../server/src/domains/signals/pure/short.ts';
import type { MeasuredBucket } from '../../server/src/domains/signals/pure/measure.ts';
import type { SeriesKind } from '../../server/src/domains/signals/pure/detect/point.ts';
import type { MessageMetric } from '../../server/src/domains/signals/types.ts';
import { thresholdsAmong } from '../../server/src/domains/signals/pure/multiplicity.ts';
import { draws } from './synthetic/draws.ts';

/* Busy series by the minute, with incidents of 10 to 50 minutes whose beginnings are known. */

const hourMs = 3_600_000;
const minuteMs = 60_000;
const days = 28;
/** Hours are learned first; then minutes are, and then there are incidents. */
const [learnDays, quietDays] = [14, 18];
const begin = Date.UTC(2026, 0, 5);
/** As among the series of a workspace with some models. */
const seriesCount = 64;

const metrics: readonly { readonly metric: MessageMetric; readonly kind: SeriesKind }[] = [
  { metric: 'MESSAGE_COUNT', kind: 'COUNT' },
  { metric: 'ERROR_SHARE', kind: 'SHARE' },
  { metric: 'SUCCESS_SHARE', kind: 'SHARE' },
  { metric: 'LATENCY_P50', kind: 'AMOUNT' },
  { metric: 'COST', kind: 'AMOUNT' },
];

interface Busy {
  readonly metric: MessageMetric;
  readonly bucketMs: number;
  readonly hours: readonly MeasuredBucket[];
  readonly buckets: readonly MeasuredBucket[];
  /** Begin and end of incidents, in ms since 1970. */
  readonly events: readonly { readonly from: number; readonly to: number }[];
}

/** A series with a day, a week, a level that wanders, noise of its own in short buckets; a third of them have a batch of messages at the full hour. */
function busySeries(seed: number): Busy {
  const { uniform, normal, poisson } = draws(seed);
  const { metric, kind } = metrics[seed % metrics.length] as (typeof metrics)[number];
  const perHour = 450 * 20 ** uniform();
  const bucketMs = shortMsOf(perHour) as number;
  const perHourBuckets = hourMs / bucketMs;
  const [dayShape, weekend, peak, size] = [0.3 + 0.4 * uniform(), 0.4 + 0.5 * uniform(), 10 + 6 * uniform(), uniform()];
  const batch = uniform() < 0.33 ? 1 + 0.5 * uniform() : 1;
  const [error, success, latency, cost] = [0.005 + 0.03 * uniform(), 0.75 + 0.2 * uniform(), 400 + 2_000 * uniform(), 0.01];
  const events: { from: number; to: number }[] = [];
  for (const from of uniform() < 0.5 ? [quietDays * 24 + Math.floor(uniform() * (days - quietDays - 1) * 24)] : []) {
    const at = begin + from * hourMs + Math.floor(uniform() * perHourBuckets) * bucketMs;
    events.push({ from: at, to: at + Math.ceil(((10 + 40 * uniform()) * minuteMs) / bucketMs) * bucketMs });
  }
  let slow = 0;
  const hours: MeasuredBucket[] = [];
  const buckets: MeasuredBucket[] = [];
  const down = uniform() < 0.6;
  for (let hour = 0; hour < days * 24; hour += 1) {
    slow = 0.96 * slow + 0.28 * normal();
    const burst = Math.exp(0.1 * normal() + 0.03 * slow);
    const own: MeasuredBucket[] = [];
    for (let nth = 0; nth < perHourBuckets; nth += 1) {
      const at = begin + hour * hourMs + nth * bucketMs;
      const part = hour + nth / perHourBuckets;
      const wave = (1 + dayShape * Math.cos(((part - peak) / 24) * 2 * Math.PI)) * (Math.floor(hour / 24) % 7 >= 5 ? weekend : 1);
      const isOut = events.some(({ from, to }) => at >= from && at < to);
      const factor = isOut ? 2 + 2 * size : 1;
      const flow = metric === 'MESSAGE_COUNT' && isOut ? (down ? 1 / (factor * 2) : factor) : 1;
      const count = poisson((perHour / perHourBuckets) * wave * burst * Math.exp(0.08 * normal()) * flow * (nth === 0 ? batch : 1));
      own.push({ at, ...valueOf(count, factor, isOut) });
    }
    buckets.push(...own);
    hours.push({ at: begin + hour * hourMs, ...together(own) });
  }
  return { metric, bucketMs, hours, buckets, events };

  function valueOf(count: number, factor: number, isOut: boolean): Omit<MeasuredBucket, 'at'> {
    if (metric === 'MESSAGE_COUNT') return { value: count, of: count };
    if (count === 0) return { value: null, of: 0 };
    const share = (rate: number): Omit<MeasuredBucket, 'at'> => ({ value: Math.min(count, poisson(count * rate)) / count, of: count });
    const wobble = Math.exp(0.03 * slow + 0.03 * normal());
    if (metric === 'ERROR_SHARE') return share((error + (isOut ? 0.15 + 0.3 * size : 0)) * wobble);
    if (metric === 'SUCCESS_SHARE') return { value: 1 - (share(1 - success + (isOut ? 0.25 + 0.3 * size : 0)).value ?? 0), of: count };
    const noise = wobble * Math.exp((0.6 * normal()) / Math.sqrt(count));
    return metric === 'COST' ? { value: cost * count * factor * noise, of: count } : { value: latency * factor * noise, of: count };
  }

  function together(own: readonly MeasuredBucket[]): Omit<MeasuredBucket, 'at'> {
    const of = own.reduce((sum, one) => sum + one.of, 0);
    const sum = own.reduce((total, one) => total + (one.value ?? 0), 0);
    if (kind === 'COUNT' || metric === 'COST') return { value: sum, of };
    return of === 0 ? { value: null, of } : { value: own.reduce((total, one) => total + (one.value ?? 0) * one.of, 0) / of, of };
  }
}

/** What is found of incidents of minutes, and how soon. `first`: seed of the first series. */
export function short(first: number, count: number, name: string): void {
  let [events, found, findings, right] = [0, 0, 0, 0];
  const delays: number[] = [];
  for (let seed = first; seed < first + count; seed += 1) {
    const made = busySeries(seed);
    const kind = metrics.find(({ metric }) => metric === made.metric)?.kind as SeriesKind;
    const finder = newFinder({ kind, bucketMs: hourMs, timeZone: 'UTC' });
    const state = newShort();
    const thresholds = thresholdsAmong(seriesCount, { metric: made.metric, sensitivity: 'BALANCED', verdicts: [] });
    const opened: number[] = [];
    const perHour = hourMs / made.bucketMs;
    for (const [hour, point] of made.hours.entries()) {
      if (hour >= learnDays * 24) {
        const { baseline, season } = finder.watch;
        const run = shortRunOf(
          state,
          { metric: made.metric, bucketMs: made.bucketMs, baseline, season },
          made.buckets.slice(hour * perHour, (hour + 1) * perHour),
          { thresholds, isOpenByHour: finder.open !== null },
        );
        for (const { change, at } of run.changes) if (change === 'OPENED') opened.push(at);
      }
      observed(finder, point, thresholds);
    }
    const lateMs = 600_000;
    events += made.events.length;
    findings += opened.length;
    for (const { from, to } of made.events) {
      const at = opened.find((one) => one >= from && one < to + lateMs);
      if (at === undefined) continue;
      found += 1;
      delays.push((at + made.bucketMs - from) / minuteMs);
    }
    right += opened.filter((at) => made.events.some(({ from, to }) => at >= from && at < to + lateMs)).length;
  }
  const middle = delays.toSorted((one, other) => one - other)[delays.length >> 1] ?? Number.NaN;
  const weeks = (count * (days - learnDays)) / 7;
  console.log(
    `\nshort buckets, ${name}: ${count} busy series of ${days - learnDays} days; ${found} of ${events} incidents of 10 to 50 minutes found, ${middle.toFixed(0)} min after they began (median); ${findings - right} of ${findings} findings false, ${((findings - right) / weeks).toFixed(4)} a series and week`,
  );
}
