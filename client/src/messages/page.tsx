import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { useCallback, useMemo } from 'react';
import { Page } from '../app/page.tsx';
import { keepView, useQuestion, useView } from '../controls/use-view.ts';
import { filterCount, filterKeys } from '../controls/view.ts';
import type { MessageRole } from '../graphql/generated/graphql.ts';
import { Button } from '../primitives/button.tsx';
import { Segmented } from '../primitives/segmented.tsx';
import { useMessageList } from './message-list.ts';
import type { MessageList } from './message-list.ts';
import { MessageTable } from './message-table.tsx';
import { SearchBox } from './search-box.tsx';
import styles from './messages.module.css';

const roles = [
  { value: 'all', label: 'All' }, { value: 'USER', label: 'User' }, { value: 'ASSISTANT', label: 'Assistant' }, { value: 'TOOL', label: 'Tool' }, { value: 'SYSTEM', label: 'System' },
] as const satisfies readonly { value: 'all' | MessageRole; label: string }[];

/** Every message of the window, newest first, searched and filtered by the server. */
export function MessagesPage() {
  const { q, role: sentRole } = useSearch({ from: '/messages' });
  const role = roles.find(({ value }) => value === sentRole)?.value ?? 'all';
  const [view] = useView();
  const { filter } = useQuestion();
  const navigate = useNavigate();
  const question = useMemo(() => ({ filter, search: q ?? null, roles: role === 'all' ? null : [role] }), [filter, q, role]);
  const list = useMessageList(question, view.live === 'paused');
  const set = useCallback((change: { q?: string | undefined; role?: string | undefined }) => {
    void navigate({ to: '.', search: ((held: object) => ({ ...held, ...change })) as never, replace: true });
  }, [navigate]);
  return (
    <Page
      title="Messages" controls="list" fill
      row={<><SearchBox value={q ?? ''} onSearch={(text) => set({ q: text.trim() === '' ? undefined : text })} /><Segmented label="Role" value={role} options={roles} onChoose={(value) => set({ role: value === 'all' ? undefined : value })} /></>}
    >
      <section className={styles.panel} aria-label="Messages">
        <NewerBar list={list} />
        <ListBody list={list} isNarrowed={filterCount(view) > 0 || q !== undefined || role !== 'all'} />
      </section>
    </Page>
  );
}

/** What has arrived since; the list stays where the reader is until it is pressed. */
function NewerBar({ list }: { readonly list: MessageList }) {
  const { entries, isMore } = list.newer;
  if (entries.length === 0) return null;
  const words = `${isMore ? `more than ${entries.length}` : entries.length} new ${entries.length === 1 ? 'message' : 'messages'}`;
  return (
    <>
      <span className="uk-hidden" role="status">{words}</span>
      <button type="button" className={styles.newer} onClick={list.letIn}>{words} <span className={styles.newerAction}>Show</span></button>
    </>
  );
}

function ListBody({ list, isNarrowed }: { readonly list: MessageList; readonly isNarrowed: boolean }) {
  if (list.entries === null) {
    return (
      <div className={styles.state}>
        {list.failure === null ? <Skeleton shape="rows" height={560} label="Messages are loading" /> : <ErrorState message={list.failure} onRetry={list.askAgain} />}
      </div>
    );
  }
  if (list.entries.length === 0 && !list.isRefreshing) return <div className={styles.state}><NoMessages isNarrowed={isNarrowed} /></div>;
  return (
    <>
      {list.failure !== null && (
        <div className={styles.failure} role="alert"><span>{list.failure} The messages below still hold.</span><Button onClick={list.hasMore ? list.loadMore : list.askAgain}>Try again</Button></div>
      )}
      <MessageTable list={list} />
    </>
  );
}

function NoMessages({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const [, change] = useView();
  const navigate = useNavigate();
  if (isNarrowed) {
    const clear = () => void navigate({ to: '.', search: ((held: object) => ({ ...held, ...Object.fromEntries(filterKeys.map((key) => [key, undefined])), q: undefined, role: undefined })) as never, replace: true });
    return <EmptyState says="No message here passes the search and the filters." how="Words are looked for in what messages say." action={<Button onClick={clear}>Clear search and filters</Button>} />;
  }
  return (
    <EmptyState
      says="No message in this time range." how="Messages appear here as they arrive. Import some from a file, or connect an application." command="npx -y pnpm@12 ingest FILE"
      action={<span className={styles.buttons}><Button onClick={() => change({ range: 'all', from: undefined, to: undefined })}>Show all time</Button><Link to="/connect" search={keepView as never}>Connect an application</Link></span>}
    />
  );
}
