import { format, useLocale } from 'ui-kit/format';
import styles from './training.module.css';

/** How much of the planned steps is done; nothing where the plan is not known. */
export function ProgressBar({ share, isActive }: { readonly share: number | null; readonly isActive: boolean }) {
  const locale = useLocale();
  if (share === null) return null;
  // Never whole before it is.
  const words = `${format(Math.floor(Math.min(share, 1) * 100), 'count', locale)} %`;
  return (
    <span className={styles.progress} role="img" aria-label={`${words} done`}>
      <span className={styles.track} data-active={isActive || undefined}>
        <i style={{ inlineSize: `${(share * 100).toFixed(1)}%` }} />
      </span>
      <span className="mono" aria-hidden="true">
        {words}
      </span>
    </span>
  );
}
