import { Link, useParams } from '@tanstack/react-router';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { LiveSwitch } from '../../../controls/live-switch.tsx';
import { Page } from '../../../controls/page/page.tsx';
import { keepView } from '../../../controls/use-view.ts';
import { TrainingJobMovedDocument, TrainingJobPageDocument } from '../../../graphql/generated/graphql.ts';
import type { TrainingJobMovedSubscription, TrainingJobPageQuery } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';
import { Job } from './job.tsx';
import { useJobView } from './use-job-view.ts';

const apply = (data: TrainingJobPageQuery, { trainingJobChanged }: TrainingJobMovedSubscription): TrainingJobPageQuery => ({
  ...data,
  trainingJob: data.trainingJob == null ? null : { ...data.trainingJob, ...trainingJobChanged },
});

/** One training job: its curves, live, and all that is known of it. */
export function JobPage() {
  const { jobId } = useParams({ from: '/training/$jobId' });
  // Another job starts empty: the curves of this one would stand under its name.
  return <JobOf key={jobId} jobId={jobId} />;
}

function JobOf({ jobId }: { readonly jobId: string }) {
  const [view] = useJobView();
  const { data, failure, reload } = useLiveQuery({
    query: TrainingJobPageDocument,
    variables: { id: jobId },
    changes: { subscription: TrainingJobMovedDocument, apply },
    isPaused: view.live === 'paused',
  });
  if (data?.trainingJob != null) return <Job job={data.trainingJob} failure={failure} onChanged={reload} />;
  return (
    <Page
      title={data === null && failure === null ? 'Loading' : 'Job'}
      trail={
        <Link to="/training" search={keepView}>
          Training
        </Link>
      }
      actions={<LiveSwitch />}
    >
      {data === null && failure === null && <Skeleton shape="chart" height={420} label="The job is loading" />}
      {data === null && failure !== null && <ErrorState message={failure} onRetry={reload} />}
      {data !== null && (
        <EmptyState
          says="There is no job with this id."
          how="It may have been deleted, or belong to another workspace."
          action={
            <Link to="/training" search={keepView}>
              All jobs
            </Link>
          }
        />
      )}
    </Page>
  );
}
