import type { ReactNode } from 'react';
import { CopyButton } from './copy.tsx';
import styles from './snippet.module.css';

export interface SnippetProps {
  /** What the code is for: its name to a screen reader, and its heading unless there is another. */
  readonly label: string;
  /** In place of the label above the code. */
  readonly heading?: ReactNode;
  /** A sentence between the heading and the code. */
  readonly says?: string | undefined;
  readonly code: string;
}

/** Code to copy, with what it is for. */
export function Snippet({ label, heading, says, code }: SnippetProps) {
  return (
    <section aria-label={label} className={styles.snippet}>
      <div className={styles.head}>
        {heading ?? <b>{label}</b>}
        <CopyButton text={code} />
      </div>
      {says !== undefined && <p className="quiet">{says}</p>}
      <pre className="mono" tabIndex={0}>
        {code}
      </pre>
    </section>
  );
}
