import { Navigate, useParams } from '@tanstack/react-router';
import { keepView } from '../../../controls/use-view.ts';
import { TrainingJobOfRunDocument } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';
import { JobStandIn } from '../job-stand-in.tsx';

/** Goes to the job of a run: MLflow's clients print the run's address, and know no other id of the job. */
export function RunPage() {
  const { runId } = useParams({ from: '/training/runs/$runId' });
  const { data, failure, reload } = useLiveQuery({ query: TrainingJobOfRunDocument, variables: { runId } });
  const jobId = data?.trainingJobByExternalId?.id;
  if (jobId !== undefined) return <Navigate to="/training/$jobId" params={{ jobId }} search={keepView} replace />;
  return (
    <JobStandIn
      title="Run"
      loading="The run is loading"
      says="There is no job with this run id."
      isMissing={data !== null}
      failure={failure}
      onRetry={reload}
    />
  );
}
