import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { keepView, useView } from '../controls/use-view.ts';
import { present } from '../controls/view.ts';
import { plainPath } from '../graphql/workspace.ts';
import Assistant from '../panels/assistant/assistant.tsx';
import { explaining } from '../panels/assistant/explain.ts';
import type { Place } from '../panels/assistant/use-conversation.ts';
import { IconButton } from '../primitives/button.tsx';
import { Icon } from '../primitives/icon.tsx';
import styles from './assistant-panel.module.css';

/** The conversation goes on when the panel is opened again. */
let heldId: string | null = null;

export interface AssistantPanelProps {
  /** Asked at once: a text, or what is looked at in the panel of a title; null: nothing. */
  readonly asked: { readonly text: string } | { readonly about: string } | null;
  readonly onClose: () => void;
}

/** The assistant beside a page: it is shown what the page shows. */
export default function AssistantPanel({ asked, onClose }: AssistantPanelProps) {
  const [conversationId, setConversationId] = useState(heldId);
  const about = asked !== null && 'about' in asked ? asked.about : null;
  const place = usePlace(about);
  const [search] = useView();
  const question = useMemo(
    () => (asked === null || 'text' in asked ? asked : explaining(asked.about, keepView(search), new Date())),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what was looked at when it was asked
    [asked],
  );
  const go = (id: string | null): void => {
    heldId = id;
    setConversationId(id);
  };
  // The keyboard goes back to where it was before the field took it.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
  return (
    <aside
      className={styles.panel}
      aria-label="Assistant"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header className={styles.head}>
        <b>Assistant</b>
        <IconButton icon="plus" label="New conversation" disabled={conversationId === null} onClick={() => go(null)} />
        <Link
          to="/assistant"
          search={(held) => ({ ...keepView(held), conversation: conversationId ?? undefined })}
          className={styles.whole}
          aria-label="Open on its page"
          title="Open on its page"
          onClick={onClose}
        >
          <Icon name="expand" />
        </Link>
        <IconButton icon="close" label="Close the assistant" onClick={onClose} />
      </header>
      <div className={styles.body}>
        <Assistant conversationId={conversationId} onConversation={go} place={place} asked={question} hasFocus />
      </div>
    </aside>
  );
}

/** The page behind the panel: where it is, the time range and filters that it is looked at through, and the panel that is asked about. */
function usePlace(about: string | null): Place {
  const { pathname, searchStr } = useRouterState({ select: ({ location }) => location });
  const [search] = useView();
  const title = useDocumentTitle();
  const view = JSON.stringify(present(keepView(search)));
  return useMemo(
    () => ({
      path: `${plainPath(pathname)}${searchStr}`,
      title: title.replace(/ · Fine Tune Lab$/, ''),
      details: { range: '30d', ...(JSON.parse(view) as object), ...(about !== null && { panel: about }) },
    }),
    [pathname, searchStr, title, view, about],
  );
}

/** The title of the page, which it sets once it is there. */
function useDocumentTitle(): string {
  return useSyncExternalStore(
    (onChange) => {
      const observer = new MutationObserver(onChange);
      observer.observe(document.head, { subtree: true, childList: true, characterData: true });
      return () => observer.disconnect();
    },
    () => document.title,
  );
}
