import type { AnomalySeverity } from '../../graphql/generated/graphql.ts';
import { severities } from './words.ts';
import styles from './signals.module.css';

/** As the charts mark it: a shape and a colour for each severity. */
const paths: Readonly<Record<AnomalySeverity, string>> = {
  CRITICAL: 'M0-5.5 5.5 0 0 5.5-5.5 0z',
  WARNING: 'M0-5 5.2 4.4H-5.2z',
  INFO: 'M0-4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
};

/** The mark of a severity. */
export function SeverityMark({ severity }: { readonly severity: AnomalySeverity }) {
  return (
    <svg
      className={styles.mark}
      data-severity={severity}
      width={16}
      height={16}
      viewBox="-8 -8 16 16"
      role="img"
      aria-label={severities[severity].name}
    >
      <path d={paths[severity]} />
    </svg>
  );
}
