import type { SeriesKey } from '../types.ts';
import type { Finding } from './detect/findings.ts';
import type { FindingEvent, StoredFinding } from './incidents.ts';
import type { FindingChange } from './run.ts';
import { isBetter } from './severity.ts';
import { isDriftFound } from './watched.ts';

/** A series whose newest buckets were judged. */
interface Of extends SeriesKey {
  /** Its id. */
  readonly id: string;
  /** Findings that open in buckets before it were judged once. */
  readonly reportFrom: Date;
  /** Findings that open before it are held back. */
  readonly mutedUntil: Date | null;
  /** Whether it was learned from its past again. */
  readonly isAnew: boolean;
  /** Findings that are stored of it. */
  readonly stored: readonly StoredFinding[];
}

/** Learned again, a finding may begin so much earlier or later than it did. */
const sameMs = 12 * 3_600_000;

/**
 * What has become of the findings of a series. Of those that are held back, nothing: what was judged once, what opens while the series is muted,
 * drifts of what drifts by nature, and what is better for less than a day: it is reported once it is a new level. A finding that is stored already
 * keeps its id, and one that is not found any more is over.
 */
export function eventsOf(series: Of, changes: readonly FindingChange[], until: number, newId: () => string): FindingEvent[] {
  const { stored, isAnew } = series;
  const goesOn = stored.find((one) => one.endedAt === null && !isShort(one)) ?? null;
  let current: Current | null = isAnew ? null : goesOn;
  const events: FindingEvent[] = [];
  for (const { at, change, finding } of changes) {
    if (change === 'OPENED') {
      const short = stored.find((one) => isSameOf(one, finding, at));
      // What short buckets have shown, and what was over in them, is not reported a second time.
      const isReported = short !== undefined && short.endedAt !== null;
      current = knownOf(series, finding) ?? (isReported || isHeldBack(series, finding) ? null : (short ?? { id: newId(), telling: 0 }));
    }
    const isNewLevel =
      current === null && finding.kind === 'LEVEL_SHIFT' && !isHeldBack(series, finding) && isBetter(series.metric, finding.direction);
    if (isNewLevel) current = knownOf(series, finding) ?? { id: newId(), telling: 0 };
    if (current === null) continue;
    events.push({ at, change: isNewLevel ? 'OPENED' : change, finding: storedOf(series, current, finding) });
    if (change === 'CLOSED') current = null;
  }
  if (isAnew && goesOn !== null && !events.some(({ finding }) => finding.id === goesOn.id))
    events.push({ at: until, change: 'CLOSED', finding: { ...goesOn, endedAt: until, end: 'RECOVERED' } });
  return events;
}

/**
 * What has become of the findings of the short buckets of a series. Held back are: what is better, what opens while the series is muted, and what
 * opened in the past that the distances of short buckets were learned from.
 */
export function shortEventsOf(series: Omit<Of, 'isAnew'>, changes: readonly FindingChange[], newId: () => string): FindingEvent[] {
  let current: Current | null = series.stored.find((one) => one.endedAt === null && isShort(one)) ?? null;
  const events: FindingEvent[] = [];
  for (const { at, change, finding } of changes) {
    if (change === 'OPENED') current = isHeldBack({ ...series, isAnew: false }, finding) ? null : { id: newId(), telling: 0 };
    if (current === null) continue;
    events.push({ at, change, finding: storedOf({ ...series, isAnew: false }, current, finding) });
    if (change === 'CLOSED') current = null;
  }
  return events;
}

const hourMs = 3_600_000;
/** Whether a finding is of short buckets, and no hour has shown it yet. */
const isShort = ({ worst: { spanMs } }: StoredFinding): boolean => spanMs < hourMs;
/** Whether an hour that opens a finding shows what short buckets have shown. `at`: beginning of that hour. */
const isSameOf = (short: StoredFinding, { beganAt, direction }: Finding, at: number): boolean =>
  isShort(short) && short.direction === direction && short.beganAt < at + hourMs && (short.endedAt ?? at) >= beganAt;

/** What is known of the finding at hand. One that goes on began when it did: of one that short buckets have shown, in a minute. */
type Current = Pick<StoredFinding, 'id' | 'telling'> & Partial<Pick<StoredFinding, 'beganAt' | 'openedAt'>>;

/** Learned again, it has the times that it is found with. */
const knownOf = (of: Of, finding: Finding): Current | undefined => {
  const known = storedLike(of, finding);
  return known === undefined ? undefined : { id: known.id, telling: known.telling };
};

const storedLike = ({ stored, isAnew }: Of, { beganAt, direction }: Finding): StoredFinding | undefined =>
  isAnew
    ? stored.find(
        (one) =>
          one.direction === direction &&
          beganAt >= one.beganAt - sameMs &&
          beganAt <= Math.max(one.beganAt + sameMs, one.endedAt ?? beganAt),
      )
    : undefined;

function isHeldBack({ metric, reportFrom, mutedUntil }: Of, { kind, direction, openedAt }: Finding): boolean {
  if (kind === 'DRIFT' && !isDriftFound(metric)) return true;
  if (kind === 'SPIKE' && isBetter(metric, direction)) return true;
  const wasJudged = openedAt < reportFrom.getTime() && kind !== 'LEVEL_SHIFT';
  return wasJudged || (mutedUntil !== null && openedAt < mutedUntil.getTime());
}

const storedOf = (
  { id: seriesId, metric, dimension, value }: Of,
  current: Current,
  { kind, direction, beganAt, openedAt, endedAt, end, worst, strength }: Finding,
): StoredFinding => ({
  id: current.id,
  telling: current.telling,
  seriesId,
  metric,
  dimension,
  value,
  kind,
  direction,
  beganAt: current.beganAt ?? beganAt,
  openedAt: current.openedAt ?? openedAt,
  endedAt,
  end,
  worst,
  strength,
});
