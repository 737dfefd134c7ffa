import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import type { ReactNode } from 'react';
import { ExpectedBucketsDocument, ForecastOfDocument } from '../../graphql/generated/graphql.ts';
import type { AnalyticsFilter, SignalMetric } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { hourNow } from '../../primitives/clock.ts';
import { bucketMsOf } from './bucket-length.ts';
import { ExpectedChart } from './expected-chart.tsx';
import { ForecastChart } from './forecast-chart.tsx';
import { metrics } from './words.ts';
import { dayMs, hourMs } from '../../primitives/times.ts';

export interface SignalBodyProps {
  readonly metric: SignalMetric;
  /** Of the page: its time range is that of the values, a forecast is of all that came. */
  readonly filter: AnalyticsFilter;
  readonly onRange: (range: readonly [from: number, to: number]) => void;
  readonly height: number;
}

/** Of a page without a beginning. */
const USUAL_DAYS = 30;
/** Words stand under a forecast: three lines where the panel is narrow. */
const CAPTION_PX = 64;

/** The watched series under the page's filter, hours of up to five days and days beyond, inside what was expected of it. */
export function ExpectedBody({ metric, filter, onRange, height }: SignalBodyProps) {
  const { from, to, ...rest } = filter;
  const end = to ?? new Date(hourNow() + hourMs).toISOString();
  const start = from ?? new Date(Date.parse(end) - USUAL_DAYS * dayMs).toISOString();
  const answer = useLiveQuery({ query: ExpectedBucketsDocument, variables: { metric, filter: rest, from: start, to: end } });
  return (
    <Answered failure={answer.failure} isReady={answer.data !== null} onRetry={answer.reload} height={height}>
      {answer.data === null || answer.data.expectedBuckets.every(({ value }) => value === null) ? (
        <EmptyState says={`Nothing was measured of ${metrics[metric].name.toLowerCase()} here.`} />
      ) : (
        <ExpectedChart
          title={`${metrics[metric].name} and what was expected`}
          metric={metric}
          buckets={answer.data.expectedBuckets}
          bucketMs={bucketMsOf(answer.data.expectedBuckets)}
          onRange={onRange}
          height={height}
        />
      )}
    </Answered>
  );
}

/** How many days ahead the charts of the dashboard look. */
const DAYS_AHEAD = 7;

/** The watched series under the page's filter, by the day, with the week to come. */
export function ForecastBody({ metric, filter, height }: SignalBodyProps) {
  const { from: _from, to: _to, ...rest } = filter;
  const answer = useLiveQuery({ query: ForecastOfDocument, variables: { metric, days: DAYS_AHEAD, filter: rest } });
  const forecast = answer.data?.forecast ?? null;
  return (
    <Answered failure={answer.failure} isReady={forecast !== null} onRetry={answer.reload} height={height}>
      {forecast !== null && forecast.refusal !== null && forecast.history.length === 0 ? (
        <EmptyState says="No forecast." how={forecast.refusal} />
      ) : (
        forecast !== null && (
          <ForecastChart
            title={`${metrics[metric].name}, the ${DAYS_AHEAD} days to come`}
            forecast={forecast}
            height={Math.max(120, height - CAPTION_PX)}
          />
        )
      )}
    </Answered>
  );
}

interface AnsweredProps {
  readonly failure: string | null;
  readonly isReady: boolean;
  readonly onRetry: () => void;
  readonly height: number;
  readonly children: ReactNode;
}

function Answered({ failure, isReady, onRetry, height, children }: AnsweredProps) {
  if (isReady) return children;
  return failure === null ? (
    <Skeleton shape="chart" height={height} label="The chart is loading" />
  ) : (
    <ErrorState message={failure} onRetry={onRetry} />
  );
}
