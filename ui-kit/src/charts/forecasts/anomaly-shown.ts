import type { Locale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { AnomalyRun, Severity, Watched } from './anomaly-model.ts';

/** What severities are called. */
export type SeverityNames = Readonly<Record<Severity, string>>;

export const severityNames: SeverityNames = { low: 'low', medium: 'medium', high: 'high' };

/** An anomaly that the page knows of. */
export interface KnownAnomaly {
  /** Unique among the anomalies. */
  readonly key: string;
  /** When it began, in the x axis's numbers. */
  readonly from: Date | number;
  /** Its end; without it, one bucket. */
  readonly to?: Date | number | undefined;
  /** How far outside it lies: orders the list and shapes the mark. */
  readonly severity: Severity;
  /** What was off: "failures 4.9 %, expected 2.7 %". */
  readonly text: string;
  /** What is known about its cause. */
  readonly why?: string | undefined;
}

/** An anomaly as the drawing and the list use it. */
export interface Shown {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly severity: Severity;
  readonly text: string;
  readonly why: string | undefined;
}

const ranks: Record<Severity, number> = { high: 0, medium: 1, low: 2 };

/** The worst first, of one severity the latest. */
export const worstFirst = (anomalies: readonly Shown[]): Shown[] =>
  anomalies.toSorted((one, other) => ranks[one.severity] - ranks[other.severity] || other.from - one.from);

/** A stretch outside the band as an anomaly, with its value and the edge that it passed. */
export function foundAnomaly(
  stretch: AnomalyRun,
  { x, value, low, high }: Watched,
  y: { readonly label: string; readonly unit: Parameters<typeof format>[1] },
  step: number,
  locale: Locale,
): Shown {
  const peak = format(value[stretch.peak], y.unit, locale);
  const edge = format((stretch.isAbove ? high : low)[stretch.peak], y.unit, locale);
  const start = x[stretch.from] as number;
  return {
    key: String(start),
    from: start,
    to: (x[stretch.to] as number) + step,
    severity: stretch.severity,
    why: undefined,
    text: `${y.label} ${peak}, expected ${stretch.isAbove ? 'up to' : 'at least'} ${edge}`,
  };
}

/** An anomaly of the page; one without an end lasts one bucket. */
export function knownAnomaly({ key, from, to, severity, text, why }: KnownAnomaly, step: number): Shown {
  return { key, from: Number(from), to: to === undefined ? Number(from) + step : Number(to), severity, text, why };
}
