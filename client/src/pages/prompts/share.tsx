import { format, useLocale } from 'ui-kit/format';
import styles from './prompts.module.css';

export interface IntervalProps {
  /** null: nothing was measured. */
  readonly share: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly unit?: 'share' | 'rating';
}

/** A share or a mean, with the ends of its 95 % interval. */
export function ShareWithInterval({ share, interval, unit = 'share' }: IntervalProps) {
  const locale = useLocale();
  if (share === null) return <span className="quiet">–</span>;
  const shown = (value: number) => (unit === 'share' ? format(value, 'share', locale) : value.toFixed(2));
  return (
    <span className={styles.figure} title="with its 95 % interval">
      {shown(share)}
      {interval !== null && (
        <span className="quiet">
          {' '}
          {shown(interval.low)} – {shown(interval.high)}
        </span>
      )}
    </span>
  );
}
