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
  return (
    <Page
      title="Traces"
      controls="list"
      fill
      actions={
        <>
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
        <TraceTable list={list} />
      </ListPanel>
    </Page>
  );
}
