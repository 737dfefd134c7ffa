import { Link } from '@tanstack/react-router';
import { visible } from 'ui-kit/visible';
import { NONE } from '../../controls/view.ts';
import type { View } from '../../controls/view.ts';
import { searchOfFilter } from '../../controls/window.ts';
import type { AnalyticsFilter, WholeAnomalyFragment } from '../../graphql/generated/graphql.ts';
import styles from './signals.module.css';
import { dayMs } from '../../primitives/times.ts';

/** Where the messages, traces and things behind an anomaly are, under its own filter and time. */
export function LookFurther({ anomaly }: { readonly anomaly: WholeAnomalyFragment }) {
  const { dimension, dimensionValue, beganAt, annotations } = anomaly;
  const view = viewOfAnomaly(anomaly);
  const telling = tellingOf(anomaly);
  const deployment = annotations.find(({ kind }) => kind === 'DEPLOYMENT');
  const isOfTraining = dimension === 'TRAINING_JOB';
  return (
    <ul className={styles.further}>
      {!isOfTraining && (
        <>
          <li>
            <Link to="/why" search={{ anomaly: anomaly.id }}>
              Why it changed
            </Link>
          </li>
          {telling !== null && (
            <li>
              <Link to="/messages" search={{ ...view, role: 'ASSISTANT', ...telling.narrow }}>
                {telling.words}
              </Link>
            </li>
          )}
          <li>
            <Link to="/messages" search={{ ...view, role: 'ASSISTANT' }}>
              All messages of that time
            </Link>
          </li>
          <li>
            <Link to="/traces" search={view}>
              Traces of that time
            </Link>
          </li>
          <li>
            <Link to="/analytics" search={{ ...view, ...widened(beganAt, view) }}>
              Dashboard, from a week before
            </Link>
          </li>
        </>
      )}
      {dimensionValue !== null && dimension === 'MODEL' && dimensionValue !== '' && (
        <li>
          <Link to="/models/$modelName" params={{ modelName: dimensionValue }}>
            Model {visible(dimensionValue)}
          </Link>
        </li>
      )}
      {dimensionValue !== null && dimension === 'EXPERIMENT' && (
        <li>
          <Link to="/experiments/$experimentKey" params={{ experimentKey: dimensionValue }}>
            Experiment {visible(dimensionValue)}
          </Link>
        </li>
      )}
      {dimensionValue !== null && isOfTraining && (
        <li>
          <Link to="/training/$jobId" params={{ jobId: dimensionValue }}>
            Training job {visible(dimensionValue)}
          </Link>
        </li>
      )}
      {deployment !== undefined && (
        <li className="quiet">
          Before it: deploy <b>{visible(deployment.label)}</b>
        </li>
      )}
    </ul>
  );
}

type Shown = Pick<WholeAnomalyFragment, 'filter' | 'beganAt' | 'endedAt' | 'metric' | 'expectedHigh'>;

/** The anomaly's filter and time as pages take them; one that is open reaches to the end of all time. */
function viewOfAnomaly({ filter, beganAt, endedAt }: Pick<Shown, 'filter' | 'beganAt' | 'endedAt'>): View {
  const { from, to, ...rest } = filter as AnalyticsFilter;
  return { ...searchOfFilter({ ...rest, from: from ?? beganAt, ...((to ?? endedAt) != null && { to: to ?? endedAt }) }) };
}

/** What narrows the messages of that time to those that show the anomaly most; null: all of them do. */
function tellingOf({
  metric,
  expectedHigh,
}: Pick<Shown, 'metric' | 'expectedHigh'>): { readonly narrow: Partial<View>; readonly words: string } | null {
  if (metric === 'ERROR_SHARE') return { narrow: { 'not-error': [NONE] }, words: 'Messages that ended in an error' };
  if (metric === 'SUCCESS_SHARE') return { narrow: { result: 'failure' }, words: 'Messages that failed' };
  if (metric === 'AVERAGE_RATING') return { narrow: { rating: [1, 2] }, words: 'Messages rated 1 or 2' };
  if (metric === 'LATENCY_P50' || metric === 'LATENCY_P95')
    return { narrow: { slower: Math.max(0, Math.round(expectedHigh)) }, words: 'Messages slower than expected' };
  return null;
}

const widened = (beganAt: string, { to }: View): Partial<View> => ({
  range: 'custom',
  from: new Date(Date.parse(beganAt) - 7 * dayMs).toISOString(),
  to,
});
