import { Link, useParams } from '@tanstack/react-router';
import { EmptyState, ErrorState } from 'ui-kit/panel';
import { Page } from '../../../controls/page/page.tsx';
import { LiveSwitch } from '../../../controls/live-switch.tsx';
import { useIsNarrow } from '../../../controls/narrow.ts';
import { keepView, useView } from '../../../controls/use-view.ts';
import { TraceSkeleton, TraceSkeletonRow } from './trace-skeleton.tsx';
import { Trace } from './trace.tsx';
import { useTrace } from './use-trace.ts';

/** One trace: who called whom and when, beside the texts of a span. */
export function TracePage() {
  const { traceId } = useParams({ from: '/traces/$traceId' });
  return <TraceOf key={traceId} traceId={traceId} />;
}

export function TraceOf({ traceId }: { readonly traceId: string }) {
  const [view] = useView();
  const isNarrow = useIsNarrow();
  const { data, failure, answerCount, reload } = useTrace(traceId, view.live === 'paused');
  if (data !== null && data.trace !== null)
    return <Trace trace={data.trace} answerCount={answerCount} failure={failure} onChanged={reload} />;
  const isLoading = data === null && failure === null;
  return (
    <Page
      title={traceId}
      trail={
        <Link to="/traces" search={keepView}>
          Traces
        </Link>
      }
      actions={<LiveSwitch />}
      fill={isLoading && !isNarrow}
      row={isLoading ? <TraceSkeletonRow /> : undefined}
    >
      {isLoading && <TraceSkeleton />}
      {data === null && failure !== null && <ErrorState message={failure} onRetry={reload} />}
      {data !== null && (
        <EmptyState
          says="There is no trace with this id."
          how="A trace’s id is 32 hexadecimal digits, as OpenTelemetry makes it, or the id that a Langfuse SDK was given. Traces come in from any application that sends OpenTelemetry or uses a Langfuse SDK; old ones go when their time is over."
          action={
            <span>
              <Link to="/traces" search={keepView}>
                All traces
              </Link>
              {' · '}
              <Link to="/connect" search={keepView}>
                Connect an application
              </Link>
            </span>
          }
        />
      )}
    </Page>
  );
}
