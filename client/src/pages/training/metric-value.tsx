import { format, useLocale } from 'ui-kit/format';
import { metricNumber } from './words.ts';
import styles from './training.module.css';

/** A value of a metric; what is not finite is written out and marked. */
export function MetricValue({ value }: { readonly value: number | string | null | undefined }) {
  const locale = useLocale();
  const number = metricNumber(value);
  if (number === null) return null;
  if (Number.isFinite(number)) return <span className="mono">{format(number, 'number', locale)}</span>;
  return <span className={`mono ${styles.bad}`}>{Number.isNaN(number) ? 'NaN' : number > 0 ? '+∞' : '−∞'}</span>;
}
