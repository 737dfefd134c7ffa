import { useParams } from '@tanstack/react-router';
import { LiveSwitch } from '../../../controls/live-switch.tsx';
import { TrainingJobMovedDocument, TrainingJobPageDocument } from '../../../graphql/generated/graphql.ts';
import type { TrainingJobMovedSubscription, TrainingJobPageQuery } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';
import { JobStandIn } from '../job-stand-in.tsx';
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
    <JobStandIn
      title="Job"
      loading="The job is loading"
      says="There is no job with this id."
      isMissing={data !== null}
      failure={failure}
      onRetry={reload}
      actions={<LiveSwitch />}
    />
  );
}
