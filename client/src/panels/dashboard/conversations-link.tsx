import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import type { ConversationGroupInput } from '../../graphql/generated/graphql.ts';
import type { PanelView } from './panel.ts';
import styles from './dashboard.module.css';

const ConversationsDialog = lazy(() => import('./conversations-dialog.tsx'));

interface ConversationsLinkProps {
  /** What the list is of. */
  readonly title: string;
  readonly of: ConversationGroupInput;
  readonly view: Pick<PanelView, 'filter'>;
  /** There is none to list. */
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

/** Opens the list of the conversations that a number counts. */
export function ConversationsLink({ title, of, view, isEmpty, children }: ConversationsLinkProps) {
  const [isOpen, setOpen] = useState(false);
  if (isEmpty) return children;
  return (
    <>
      <button type="button" className={styles.opens} title="Show these conversations" onClick={() => setOpen(true)}>
        {children}
      </button>
      {isOpen && (
        <Suspense>
          <ConversationsDialog title={title} group={of} filter={view.filter} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
