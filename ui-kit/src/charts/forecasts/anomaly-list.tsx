import { useState } from 'react';
import { shapePath } from '../../marks/shapes.ts';
import type { SeriesShape } from '../../theme/series.ts';
import type { Severity } from './anomaly-model.ts';

/** One anomaly in words. */
export interface AnomalyEntry {
  readonly key: string;
  readonly severity: Severity;
  /** What that severity is called. */
  readonly name: string;
  /** When it was. */
  readonly when: string;
  /** `Failures 4.9 %, expected up to 2.7 %` */
  readonly text: string;
  /** What is known about its cause. */
  readonly why: string | undefined;
}

export interface AnomalyListProps {
  readonly title: string;
  readonly entries: readonly AnomalyEntry[];
  readonly onOpen: ((key: string) => void) | undefined;
}

/** Listed before "show all". */
const MOST_LISTED = 4;

/** The anomalies of a drawing, worst first: each a button where it can be opened. */
export function AnomalyList({ title, entries, onOpen }: AnomalyListProps) {
  const [isWhole, setWhole] = useState(false);
  if (entries.length === 0) return null;
  const shown = isWhole ? entries : entries.slice(0, MOST_LISTED);
  return (
    <div className="uk-anomalies">
      <ol aria-label={`Anomalies of ${title}`}>
        {shown.map((entry) => {
          const words = (
            <>
              <SeverityMark severity={entry.severity} />
              <span className="uk-anomaly-severity">{entry.name}</span>
              <span className="uk-num">{entry.when}</span>
              <span>{entry.text}</span>
              {entry.why !== undefined && <span className="uk-anomaly-why">{entry.why}</span>}
            </>
          );
          return (
            <li key={entry.key}>
              {onOpen === undefined ? (
                <div className="uk-anomaly">{words}</div>
              ) : (
                <button type="button" className="uk-anomaly" onClick={() => onOpen(entry.key)}>
                  {words}
                </button>
              )}
            </li>
          );
        })}
      </ol>
      {entries.length > MOST_LISTED && (
        <button type="button" className="uk-anomaly-more" data-export="none" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${entries.length}`}
        </button>
      )}
    </div>
  );
}

/** Shapes by severity, so that severities differ without colour. */
const severityShapes: Record<Severity, SeriesShape> = { low: 'circle', medium: 'triangle', high: 'diamond' };

/** The mark of a severity around a place, px. */
export function severityPath(severity: Severity, x: number, y: number): string {
  return shapePath(severityShapes[severity], x, y, severity === 'low' ? 3 : 3.75);
}

function SeverityMark({ severity }: { readonly severity: Severity }) {
  return (
    <svg className="uk-anomaly-mark" data-severity={severity} width={14} height={12} viewBox="-7 -6 14 12" aria-hidden="true">
      <path d={severityPath(severity, 0, 0)} />
    </svg>
  );
}
