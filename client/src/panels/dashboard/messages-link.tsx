import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { keepView } from '../../controls/use-view.ts';
import type { View } from '../../controls/view.ts';

export interface MessagesLinkProps {
  /** What narrows the list beside the page's own filters. */
  readonly narrow?: Partial<View> | undefined;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** Leads to the list of what a number counts: the messages of the page's window and filters, narrowed to it. */
export function MessagesLink({ narrow, title, children }: MessagesLinkProps) {
  return (
    <Link
      to="/messages"
      search={(held) => ({ ...keepView(held), role: 'ASSISTANT' as const, ...narrow })}
      title={title ?? 'Show these messages'}
    >
      {children}
    </Link>
  );
}
