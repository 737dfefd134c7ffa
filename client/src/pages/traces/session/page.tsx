import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState } from 'ui-kit/panel';
import { useKeys } from '../../../controls/keys.ts';
import { ListPanel } from '../../../controls/list/list-panel.tsx';
import { LiveSwitch } from '../../../controls/live-switch.tsx';
import { Page } from '../../../controls/page/page.tsx';
import { keepView, useView } from '../../../controls/use-view.ts';
import { Fact } from '../../../primitives/fact.tsx';
import { Moment } from '../../../primitives/moment.tsx';
import { Segmented } from '../../../primitives/segmented.tsx';
import { visible } from 'ui-kit/visible';
import { useTraceList } from '../list/trace-list.ts';
import type { TraceListView } from '../list/trace-view.ts';
import { foldedAxis } from './folded-axis.ts';
import { intervalOf } from './intervals.ts';
import { SessionTable } from './session-table.tsx';
import { sessionQuery } from './session-view.ts';
import { totalsOf } from './totals.ts';
import styles from './session.module.css';

/** More traces are not put on one axis: their bars would be thinner than a line. */
const MOST_TRACES = 1_000;

/** All traces of a session on one axis of time, the gaps between them folded. */
export function SessionPage() {
  const { sessionId } = useParams({ from: '/sessions/$sessionId' });
  const { gaps } = useSearch({ from: '/sessions/$sessionId' });
  const navigate = useNavigate({ from: '/sessions/$sessionId' });
  const [view] = useView();
  const locale = useLocale();
  const list = useTraceList(sessionQuery(sessionId), view.live === 'paused');
  const { entries, hasMore, isLoadingMore, failure, loadMore } = list;
  const traces = useMemo(() => entries?.map(({ node }) => node) ?? [], [entries]);
  // The axis needs them all.
  useEffect(() => {
    if (hasMore && !isLoadingMore && failure === null && traces.length < MOST_TRACES) loadMore();
  }, [hasMore, isLoadingMore, failure, traces.length, loadMore]);
  const axis = useMemo(() => foldedAxis(traces.map(intervalOf), gaps !== 'scale'), [traces, gaps]);
  const totals = useMemo(() => totalsOf(traces), [traces]);
  const setGaps = (next: 'folded' | 'scale') =>
    void navigate({ search: (held) => ({ ...held, gaps: next === 'folded' ? undefined : next }), replace: true, resetScroll: false });
  useKeys('Session', {
    f: { says: 'gaps folded or to scale', run: () => setGaps(gaps === 'scale' ? 'folded' : 'scale') },
  });
  const inList = (held: object): TraceListView => ({ ...keepView(held), session: [sessionId], range: 'all' });
  return (
    <Page
      title={visible(sessionId)}
      trail={
        <Link to="/traces" search={keepView}>
          Traces
        </Link>
      }
      fill
      actions={
        <>
          <Link to="/traces" search={inList}>
            In the list
          </Link>
          <LiveSwitch />
        </>
      }
      row={
        <>
          <dl className={styles.facts} aria-label="About this session">
            <Fact isFigure label={totals.count === 1 && !hasMore ? 'trace' : 'traces'}>
              {hasMore ? `first ${format(totals.count, 'count', locale)}` : format(totals.count, 'count', locale)}
            </Fact>
            {totals.startedAt !== null && (
              <Fact isFigure label="from">
                <Moment at={totals.startedAt} />
              </Fact>
            )}
            <Fact isFigure label="from first to last">
              {format(totals.lengthMs, 'ms', locale)}
            </Fact>
            <Fact isFigure label="of it in traces">
              {format(totals.busyMs, 'ms', locale)}
            </Fact>
            <Fact isFigure label="tokens">
              {format(totals.tokens, 'count', locale)}
            </Fact>
            <Fact isFigure label="cost">
              {format(totals.costUsd, 'usd', locale)}
            </Fact>
            {totals.errorCount > 0 && (
              <Fact isFigure label={totals.errorCount === 1 ? 'error' : 'errors'}>
                {format(totals.errorCount, 'count', locale)}
              </Fact>
            )}
          </dl>
          <Segmented
            label="Gaps between traces"
            value={gaps ?? 'folded'}
            options={[
              { value: 'folded', label: 'Gaps folded', title: 'Long times in which no trace ran are drawn narrow (f)' },
              { value: 'scale', label: 'To scale', title: 'Every second takes the same room (f)' },
            ]}
            onChoose={setGaps}
          />
        </>
      }
    >
      <ListPanel
        noun={['trace', 'traces']}
        list={list}
        empty={
          <EmptyState
            says="There is no trace of this session."
            how="A session is what an application sends as session.id. Its traces may have been deleted, or their time is over."
            action={
              <Link to="/traces" search={keepView}>
                All traces
              </Link>
            }
          />
        }
      >
        <SessionTable list={list} axis={axis} />
      </ListPanel>
    </Page>
  );
}
