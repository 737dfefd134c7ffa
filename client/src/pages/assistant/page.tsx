import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../../controls/page/page.tsx';
import { AssistantConversationsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import Assistant from '../../panels/assistant/assistant.tsx';
import { ConversationActions } from '../../panels/assistant/conversation-actions.tsx';
import { Button } from '../../primitives/button.tsx';
import { Popover } from '../../primitives/popover.tsx';
import { ConversationList } from './conversation-list.tsx';
import styles from './page.module.css';

const LISTED = 60;

/** Asks the product, by commands or in words; conversations are kept. */
export function AssistantPage() {
  const { conversation = null } = useSearch({ from: '/assistant' });
  const navigate = useNavigate({ from: '/assistant' });
  const [search, setSearch] = useState('');
  const [isListed, setListed] = useState(false);
  const list = useLiveQuery({
    query: AssistantConversationsDocument,
    variables: { first: LISTED, ...(search.trim() !== '' && { search: search.trim() }) },
  });
  const open = (id: string | null): void => {
    setListed(false);
    void navigate({ search: (held) => ({ ...held, conversation: id ?? undefined }) });
  };
  const shown = list.data?.assistantConversations.edges.map(({ node }) => node) ?? [];
  const listed = <ConversationList list={list} search={search} onSearch={setSearch} shownId={conversation} onOpen={open} />;
  return (
    <Page
      title="Assistant"
      fill
      actions={
        <>
          {conversation !== null && (
            <ConversationActions
              conversationId={conversation}
              row={shown.find(({ id }) => id === conversation) ?? null}
              onChanged={list.reload}
              onDeleted={() => open(null)}
            />
          )}
          <span className={styles.small}>
            <Popover trigger={<Button>Conversations</Button>} title="Conversations" open={isListed} onOpenChange={setListed}>
              <div className={styles.sheet}>{listed}</div>
            </Popover>
          </span>
          <Button icon="plus" onClick={() => open(null)} disabled={conversation === null}>
            New
          </Button>
        </>
      }
    >
      <div className={styles.page}>
        <aside className={styles.list} aria-label="Conversations">
          {listed}
        </aside>
        <Assistant
          conversationId={conversation}
          onConversation={(id) => {
            open(id);
            list.reload();
          }}
          onEnd={list.reload}
        />
      </div>
    </Page>
  );
}
