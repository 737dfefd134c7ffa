import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../../primitives/button.tsx';
import { keepView } from '../../../controls/use-view.ts';
import { Page } from '../../../controls/page/page.tsx';
import { ListPanel } from '../../../controls/list/list-panel.tsx';
import { SearchBox } from '../../../controls/list/search-box.tsx';
import { SavedViews } from '../../../controls/views/saved-views.tsx';
import { useHour } from '../../../primitives/clock.ts';
import { ColumnMenu } from './column-menu.tsx';
import { NoTraces } from './no-traces.tsx';
import { TraceFilters } from './trace-filters.tsx';
import { useTraceList } from './trace-list.ts';
import { traceQuery } from './trace-query.ts';
import { TraceTable } from './trace-table.tsx';
import { traceFilterCount } from './trace-view.ts';
import { useTraceView } from './use-trace-view.ts';

/** Every trace of the window, newest first, searched, filtered and sorted by the server. */
export function TracesPage() {
  const [view, change] = useTraceView();
  const list = useTraceList(traceQuery(view, useHour()), view.live === 'paused');
  const navigate = useNavigate();
  const [ids, setIds] = useState<readonly string[]>([]);
  // Of a third that is ticked the first makes room.
  const toggle = (id: string) => setIds((held) => (held.includes(id) ? held.filter((one) => one !== id) : [...held, id].slice(-2)));
  const [left, right] = ids;
  return (
    <Page
      title="Traces"
      controls="list"
      fill
      actions={
        <>
          {left !== undefined && (
            <Button
              tone={right === undefined ? 'plain' : 'primary'}
              title={right === undefined ? 'Tick another trace, or choose it next' : undefined}
              onClick={() => void navigate({ to: '/traces/compare', search: (held) => ({ ...keepView(held), left, right }) })}
            >
              {right === undefined ? 'Compare with…' : 'Compare two'}
            </Button>
          )}
          <ColumnMenu />
          <SavedViews page="traces" />
        </>
      }
      filters={<TraceFilters />}
      row={<SearchBox noun="traces" value={view.q ?? ''} onSearch={(text) => change({ q: text.trim() === '' ? undefined : text })} />}
    >
      <ListPanel
        noun={['trace', 'traces']}
        list={list}
        empty={<NoTraces isNarrowed={traceFilterCount(view) > 0 || view.q !== undefined} />}
      >
        <TraceTable list={list} selection={{ ids, toggle }} />
      </ListPanel>
    </Page>
  );
}
