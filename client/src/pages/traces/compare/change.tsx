import { delta, useLocale } from 'ui-kit/format';
import type { DeltaOptions } from 'ui-kit/format';
import styles from './compare.module.css';

export interface ChangeProps extends DeltaOptions {
  readonly left: number | null | undefined;
  readonly right: number | null | undefined;
}

/** How far the right trace is from the left; nothing where one of them has no number. */
export function Change({ left, right, ...options }: ChangeProps) {
  const { direction, mark, size, verdict, words } = delta(right, left, options, useLocale());
  if (direction === 'none') return null;
  return (
    <span className={styles.change} data-verdict={verdict} title={`B against A: ${words}`}>
      {direction === 'flat' ? '±' : `${mark} ${size}`}
    </span>
  );
}
