import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ListPanel } from '../../../controls/list/list-panel.tsx';
import { SearchBox } from '../../../controls/list/search-box.tsx';
import { LiveSwitch } from '../../../controls/live-switch.tsx';
import { Page } from '../../../controls/page/page.tsx';
import { keepView } from '../../../controls/use-view.ts';
import { Button } from '../../../primitives/button.tsx';
import { JobFilters } from './job-filters.tsx';
import { useJobList } from './job-list.ts';
import { isNarrowed } from './job-list-view.ts';
import { jobQuery } from './job-query.ts';
import { JobTable } from './job-table.tsx';
import { NoJobs } from './no-jobs.tsx';
import { useJobListView } from './use-job-list-view.ts';

/** Every training job, newest first, searched, filtered and sorted by the server. */
export function TrainingPage() {
  const [view, change] = useJobListView();
  const list = useJobList(jobQuery(view), view.live === 'paused');
  const navigate = useNavigate();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setIds((held) => {
      const next = new Set(held);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Page
      title="Training"
      fill
      actions={
        <>
          <LiveSwitch />
          <Link to="/training/savings" search={keepView}>
            Savings
          </Link>
          <Button
            tone={ids.size > 1 ? 'primary' : 'plain'}
            disabled={ids.size < 2}
            title={ids.size < 2 ? 'Tick two jobs or more' : undefined}
            onClick={() => void navigate({ to: '/training/compare', search: { jobs: [...ids] } })}
          >
            {ids.size < 2 ? 'Compare' : `Compare ${ids.size}`}
          </Button>
        </>
      }
      row={
        <>
          <SearchBox noun="jobs" value={view.q ?? ''} onSearch={(text) => change({ q: text.trim() === '' ? undefined : text })} />
          <JobFilters />
        </>
      }
    >
      <ListPanel noun={['job', 'jobs']} list={list} empty={<NoJobs isNarrowed={isNarrowed(view)} />}>
        <JobTable list={list} selection={{ ids, toggle }} />
      </ListPanel>
    </Page>
  );
}
