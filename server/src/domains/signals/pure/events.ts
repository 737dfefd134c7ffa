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
  const goesOn = stored.find(({ endedAt }) => endedAt === null) ?? null;
  let current: Pick<StoredFinding, 'id' | 'telling'> | null = isAnew ? null : goesOn;
  const events: FindingEvent[] = [];
  for (const { at, change, finding } of changes) {
    if (change === 'OPENED') current = knownOf(series, finding) ?? (isHeldBack(series, finding) ? null : { id: newId(), telling: 0 });
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

const knownOf = ({ stored, isAnew }: Of, { beganAt, direction }: Finding): StoredFinding | undefined =>
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
  { id, telling }: Pick<StoredFinding, 'id' | 'telling'>,
  { kind, direction, beganAt, openedAt, endedAt, end, worst, strength }: Finding,
): StoredFinding => ({
  id,
  telling,
  seriesId,
  metric,
  dimension,
  value,
  kind,
  direction,
  beganAt,
  openedAt,
  endedAt,
  end,
  worst,
  strength,
});
