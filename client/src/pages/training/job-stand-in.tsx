import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';

export interface JobStandInProps {
  /** Heading of the page once it is known that there is no job. */
  readonly title: string;
  /** Label of the skeleton while the job is on its way. */
  readonly loading: string;
  /** That there is no such job, in words. */
  readonly says: string;
  /** Whether the server has answered, so that the job is known to be missing. */
  readonly isMissing: boolean;
  /** Why there is no answer; null: it is on its way, or there. */
  readonly failure: string | null;
  readonly onRetry: () => void;
  readonly actions?: ReactNode;
}

/** The page of a job that is not here: on its way, failed, or none. */
export function JobStandIn({ title, loading, says, isMissing, failure, onRetry, actions }: JobStandInProps) {
  const isLoading = !isMissing && failure === null;
  return (
    <Page
      title={isLoading ? 'Loading' : title}
      trail={
        <Link to="/training" search={keepView}>
          Training
        </Link>
      }
      actions={actions}
    >
      {isLoading && <Skeleton shape="chart" height={420} label={loading} />}
      {!isMissing && failure !== null && <ErrorState message={failure} onRetry={onRetry} />}
      {isMissing && (
        <EmptyState
          says={says}
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
