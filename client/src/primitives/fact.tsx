import type { ReactNode } from 'react';
import styles from './fact.module.css';

interface FactProps {
  readonly label: string;
  /** In the typeface of figures. */
  readonly isFigure?: boolean;
  /** In small print below the value; '': none. */
  readonly note?: string;
  /** A dash stands for null. */
  readonly children: ReactNode;
}

/** A term of a description list (`dl`) and its value. */
export function Fact({ label, isFigure = false, note = '', children }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={isFigure ? 'mono' : undefined}>
        {children ?? <span className="quiet">–</span>}
        {note !== '' && <span className={styles.note}>{note}</span>}
      </dd>
    </div>
  );
}
