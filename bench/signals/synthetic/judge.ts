import { newFinder, observed, type Finding } from '../../../server/src/domains/signals/pure/detect/findings.ts';
import { thresholdsOf, type Sensitivity } from '../../../server/src/domains/signals/pure/feedback.ts';
import { days, hourMs, madeSeries, metricNames, type EventKind, type Made } from './generator.ts';

export interface Tally {
  findings: number;
  right: number;
  events: number;
  found: number;
  readonly delays: number[];
}

const noTally = (): Tally => ({ findings: 0, right: 0, events: 0, found: 0, delays: [] });

export interface Outcome {
  readonly all: Tally;
  readonly byKind: Record<EventKind, Tally>;
  readonly lowTraffic: Tally;
  readonly usualTraffic: Tally;
  readonly seriesDays: number;
}

/** So many hours after its end an event may still be what a finding is about: of one it opened in, or of its recovery. */
const slackHours = 3;

/** The findings of a series, in the order of time. */
function findingsOf({ kind, points }: Made, sensitivity: Sensitivity): Finding[] {
  const thresholds = thresholdsOf(kind, sensitivity, []);
  const finder = newFinder({ kind, bucketMs: hourMs, timeZone: 'UTC' });
  const found: Finding[] = [];
  for (const point of points) {
    const { change, finding } = observed(finder, point, thresholds);
    if (change === 'OPENED' && finding !== null) found.push(finding);
  }
  return found;
}

/** Series of seeds from `seed` on, each metric in turn: what is found of what is known to be in them. */
export function judged(seed: number, count: number, sensitivity: Sensitivity = 'BALANCED'): Outcome {
  const outcome: Outcome = {
    all: noTally(),
    byKind: { SPIKE: noTally(), SHIFT: noTally(), DRIFT: noTally() },
    lowTraffic: noTally(),
    usualTraffic: noTally(),
    seriesDays: count * days,
  };
  for (let index = 0; index < count; index += 1) {
    const made = madeSeries(seed + index, metricNames[index % metricNames.length] as Made['metric']);
    const start = (made.points[0] as { at: number }).at;
    const hours = findingsOf(made, sensitivity).map(({ openedAt }) => (openedAt - start) / hourMs);
    const tallies = [outcome.all, made.traffic < 10 ? outcome.lowTraffic : outcome.usualTraffic];
    for (const hour of hours) {
      const isRight = made.events.some(({ from, to }) => hour >= from && hour < to + slackHours);
      for (const tally of tallies) {
        tally.findings += 1;
        tally.right += isRight ? 1 : 0;
      }
    }
    for (const { kind, from, to } of made.events) {
      const at = hours.find((hour) => hour >= from && hour < to + slackHours);
      for (const tally of [...tallies, outcome.byKind[kind]]) {
        tally.events += 1;
        if (at === undefined) continue;
        tally.found += 1;
        tally.delays.push(at - from);
      }
    }
  }
  return outcome;
}
