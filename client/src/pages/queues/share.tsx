import { format, useLocale } from 'ui-kit/format';
import styles from './queues.module.css';

/** How much of a whole is done, as a bar and in numbers. */
export function Share({ label, count, of }: { readonly label: string; readonly count: number; readonly of: number }) {
  const locale = useLocale();
  return (
    <span className={styles.share}>
      <progress className={styles.bar} aria-label={label} value={count} max={Math.max(1, of)} />
      <span className={styles.figure}>
        {format(count, 'count', locale)} of {format(of, 'count', locale)}
      </span>
    </span>
  );
}
