import { Link, Navigate, useParams } from '@tanstack/react-router';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { Page } from '../../../controls/page/page.tsx';
import { keepView } from '../../../controls/use-view.ts';
import { TrainingJobOfRunDocument } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';

/** Goes to the job of a run: MLflow's clients print the run's address, and know no other id of the job. */
export function RunPage() {
  const { runId } = useParams({ from: '/training/runs/$runId' });
  const { data, failure, reload } = useLiveQuery({ query: TrainingJobOfRunDocument, variables: { runId } });
  const jobId = data?.trainingJobByExternalId?.id;
  if (jobId !== undefined) return <Navigate to="/training/$jobId" params={{ jobId }} search={keepView} replace />;
  const trail = (
    <Link to="/training" search={keepView}>
      Training
    </Link>
  );
  return (
    <Page title={data === null && failure === null ? 'Loading' : 'Run'} trail={trail}>
      {data === null && failure === null && <Skeleton shape="chart" height={420} label="The run is loading" />}
      {data === null && failure !== null && <ErrorState message={failure} onRetry={reload} />}
      {data !== null && (
        <EmptyState
          says="There is no job with this run id."
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
