import { PreviewCard } from '@base-ui/react/preview-card';
import type { ReactNode } from 'react';
import { visible } from 'ui-kit/visible';
import { explorerAddress } from './explorer-link.ts';
import type { Operation } from './types.ts';
import styles from './assistant.module.css';

const MOST_LINES = 14;

export interface SourcedNumberProps {
  /** Null: it was computed from what was given, without a query. */
  readonly query: Operation | null;
  /** What the number is, in a sentence. */
  readonly about: string;
  readonly children: ReactNode;
}

/** A number that leads to the query behind it: shown on hover and focus, opened in the explorer by a press. */
export function SourcedNumber({ query, about, children }: SourcedNumberProps) {
  if (query === null) return <span title={about}>{children}</span>;
  const lines = query.document.trim().split('\n');
  const variables = JSON.stringify(query.variables);
  return (
    <PreviewCard.Root>
      <PreviewCard.Trigger
        className={styles.sourced}
        href={explorerAddress(query)}
        target="_blank"
        rel="noreferrer"
        aria-description={`${about}. Opens its query in the explorer.`}
        delay={250}
        closeDelay={120}
      >
        {children}
      </PreviewCard.Trigger>
      <PreviewCard.Portal>
        <PreviewCard.Positioner className={styles.cardPlace} sideOffset={6} collisionPadding={12}>
          <PreviewCard.Popup className={styles.card}>
            <p>{visible(about)}</p>
            <p className="quiet">Press the number to open this query in the explorer.</p>
            <pre className="mono">{lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'].join('\n') : lines.join('\n')}</pre>
            {variables !== '{}' && <pre className="mono">{visible(variables.slice(0, 400))}</pre>}
          </PreviewCard.Popup>
        </PreviewCard.Positioner>
      </PreviewCard.Portal>
    </PreviewCard.Root>
  );
}
