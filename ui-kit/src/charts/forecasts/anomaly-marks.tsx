import type { PlotArea } from '../../frame/plot.tsx';
import { severityPath } from './anomaly-list.tsx';
import { isFew, reachAt } from './anomaly-model.ts';
import type { AnomalyRun, Severity, Watched } from './anomaly-model.ts';
import type { Shown } from './anomaly-shown.ts';

/** Every point outside its band has the mark of its stretch's severity. */
export function OutsideMarks({
  stretches,
  shown,
  watched,
  area,
  least,
  isGiven,
}: {
  readonly stretches: readonly AnomalyRun[];
  readonly shown: readonly Shown[];
  readonly watched: Watched;
  readonly area: PlotArea;
  readonly least: number;
  /** The page says which anomalies there are: what lies outside of them is marked as the least. */
  readonly isGiven: boolean;
}) {
  const marks: Record<Severity, string[]> = { low: [], medium: [], high: [] };
  let endPx = -Infinity;
  for (const stretch of stretches) {
    const severity =
      shown.find((one) => (watched.x[stretch.peak] as number) >= one.from && (watched.x[stretch.peak] as number) < one.to)?.severity ??
      (isGiven ? 'low' : stretch.severity);
    for (let place = stretch.from; place <= stretch.to; place += 1) {
      if (isFew(watched, place, least) || reachAt(watched, place) === 0) continue;
      const px = area.x.toPx(watched.x[place] as number);
      // Of marks that would cover each other only the first and the peaks are drawn.
      if (px < area.left || px > area.right || (px < endPx + 3 && place !== stretch.peak)) continue;
      endPx = px;
      marks[severity].push(severityPath(severity, px, area.y.toPx(watched.value[place] as number)));
    }
  }
  return (
    <>
      {(['low', 'medium', 'high'] as const).map((severity) => (
        <path key={severity} className="uk-anomaly-mark" data-severity={severity} d={marks[severity].join('')} />
      ))}
    </>
  );
}
