import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { EmptyState } from 'ui-kit/panel';
import { Page } from '../../controls/page/page.tsx';
import { ListPanel } from '../../controls/list/list-panel.tsx';
import { SearchBox } from '../../controls/list/search-box.tsx';
import { keepView, useView } from '../../controls/use-view.ts';
import { filterCount, narrowingKeys, withoutAny } from '../../controls/view.ts';
import { Older } from '../../controls/list/older.tsx';
import { MessagesOfAllTimeDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { ExportButton } from '../../panels/exports/export-button.tsx';
import type { MessageRole } from '../../graphql/generated/graphql.ts';
import { useHour } from '../../primitives/clock.ts';
import { Button } from '../../primitives/button.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { SavedViews } from '../../controls/views/saved-views.tsx';
import { useMessageList } from './message-list.ts';
import { exportedFilter, messageQuery } from './message-query.ts';
import type { MessageSearch } from './message-search.ts';
import { MessageTable } from './message-table.tsx';
import styles from './messages.module.css';

const roleChoices = [
  { value: 'all', label: 'All' },
  { value: 'USER', label: 'User' },
  { value: 'ASSISTANT', label: 'Assistant' },
  { value: 'TOOL', label: 'Tool' },
  { value: 'SYSTEM', label: 'System' },
] as const satisfies readonly { value: 'all' | MessageRole; label: string }[];

/** Every message of the window, newest first, searched and filtered by the server. */
export function MessagesPage() {
  const view = useSearch({ from: '/messages' });
  const { q, role } = view;
  const hour = useHour();
  const navigate = useNavigate({ from: '/messages' });
  const asked = messageQuery(view, hour);
  const list = useMessageList(asked, view.live === 'paused');
  const set = (change: MessageSearch) => void navigate({ search: (held) => ({ ...held, ...change }), replace: true });
  return (
    <Page
      title="Messages"
      controls="list"
      fill
      actions={
        <>
          <ExportButton type="COMPLETE" filter={exportedFilter(asked)} roles={asked.roles ?? undefined} />
          <SavedViews page="messages" />
        </>
      }
      row={
        <>
          <SearchBox noun="messages" value={q ?? ''} onSearch={(text) => set({ q: text.trim() === '' ? undefined : text })} />
          <Segmented
            label="Role"
            value={role ?? 'all'}
            options={roleChoices}
            onChoose={(value) => set({ role: value === 'all' ? undefined : value })}
          />
        </>
      }
    >
      <ListPanel
        noun={['message', 'messages']}
        list={list}
        empty={<NoMessages isNarrowed={filterCount(view) > 0 || q !== undefined || role !== undefined} />}
      >
        <MessageTable list={list} />
      </ListPanel>
    </Page>
  );
}

function NoMessages({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const [, change] = useView();
  const view = useSearch({ from: '/messages' });
  const hour = useHour();
  const allTime = () => change({ range: 'all', from: undefined, to: undefined });
  const older = useLiveQuery({
    query: MessagesOfAllTimeDocument,
    variables: messageQuery({ ...view, range: 'all' }, hour),
    isWanted: view.range !== 'all',
  });
  const newestAt = older.data?.messages.edges[0]?.node.createdAt ?? null;
  const navigate = useNavigate({ from: '/messages' });
  if (newestAt !== null)
    return <Older noun={isNarrowed ? 'message that passes the filters' : 'message'} newestAt={newestAt} onAllTime={allTime} />;
  if (isNarrowed) {
    const clear = () =>
      void navigate({ search: (held) => ({ ...held, ...withoutAny(narrowingKeys), q: undefined, role: undefined }), replace: true });
    return (
      <EmptyState
        says="No message here passes the search and the filters."
        how="Words are looked for in what messages say."
        action={<Button onClick={clear}>Clear search and filters</Button>}
      />
    );
  }
  return (
    <EmptyState
      says="No message in this time range."
      how="Messages appear here as they arrive. Import some from a file, or connect an application."
      action={
        <span className={styles.buttons}>
          <Button onClick={allTime}>Show all time</Button>
          <Link to="/connect" search={keepView}>
            Connect an application
          </Link>
          <Link to="/import" search={keepView}>
            Import a file
          </Link>
        </span>
      }
    />
  );
}
