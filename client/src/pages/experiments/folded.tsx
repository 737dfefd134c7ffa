import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Problems } from '../../controls/form/form-state.ts';
import styles from './experiments.module.css';

export interface FoldedProps {
  readonly label: string;
  /** Something in it is set. */
  readonly startsOpen: boolean;
  readonly problems: Problems;
  /** Paths of what is in it: a problem at one of them opens it. */
  readonly fields: readonly string[];
  readonly children: ReactNode;
}

/** Fields that are rarely needed, out of sight until they are. */
export function Folded({ label, startsOpen, problems, fields, children }: FoldedProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const hasProblem = fields.some((field) => problems[field] !== undefined);
  return (
    <details className={styles.folded} open={isOpen || hasProblem} onToggle={({ currentTarget: { open } }) => setOpen(open)}>
      <summary>{label}</summary>
      <div className={styles.foldedBody}>{children}</div>
    </details>
  );
}
