import { useMemo } from 'react';
import { AnnotationsProvider } from 'ui-kit/annotations';
import type { KnownAnomaly } from 'ui-kit/anomaly-band';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import type { WholeAnomalyFragment } from '../../graphql/generated/graphql.ts';
import { chartMarks, kindWords } from '../../panels/marks/mark-words.ts';
import { bucketMsOf } from '../../panels/signals/bucket-length.ts';
import { ExpectedChart } from '../../panels/signals/expected-chart.tsx';
import { kinds, metrics, severities, whereWords } from '../../panels/signals/words.ts';
import { Moment } from '../../primitives/moment.tsx';
import styles from './signals.module.css';
import { hourMs } from '../../primitives/times.ts';

const CHART_PX = 260;

/** The series two days around the anomaly, inside what was expected of it, with the marks of that time. */
export function AroundPanel({ anomaly }: { readonly anomaly: WholeAnomalyFragment }) {
  const { metric, dimension, dimensionValue, buckets, beganAt, endedAt, severity, kind, annotations } = anomaly;
  const bucketMs = bucketMsOf(buckets);
  const marks = useMemo(() => chartMarks(annotations), [annotations]);
  const shown = useMemo((): KnownAnomaly[] => {
    const last = buckets.at(-1);
    // One that is open reaches to the newest value.
    const end = endedAt ?? (last === undefined ? beganAt : new Date(Date.parse(last.at) + bucketMs).toISOString());
    return [{ key: 'own', from: Date.parse(beganAt), to: Date.parse(end), severity: severities[severity].kit, text: kinds[kind] }];
  }, [buckets, beganAt, endedAt, severity, kind, bucketMs]);
  return (
    <Panel
      title="Around it"
      hint={`${metrics[metric].name} of ${whereWords(dimension, dimensionValue)}, per ${bucketMs === hourMs ? 'hour' : 'bucket'}, with what was expected`}
      minHeight={CHART_PX}
      load={buckets.length === 0 ? { state: 'empty' } : { state: 'ready', value: buckets, refreshing: false }}
      empty={{ says: 'Its values are gone.', how: 'Messages of that time were deleted, or are older than the workspace keeps them.' }}
    >
      {(value) => (
        <>
          <AnnotationsProvider annotations={marks}>
            <ExpectedChart
              title={metrics[metric].name}
              metric={metric}
              buckets={value}
              bucketMs={bucketMs}
              anomalies={shown}
              height={CHART_PX}
            />
          </AnnotationsProvider>
          {annotations.length > 0 && (
            <ul className={styles.marks} aria-label="Marks before it">
              {annotations.map(({ id, kind: of, label, at }) => (
                <li key={id}>
                  <span className="mono">
                    <Moment at={at} />
                  </span>{' '}
                  {kindWords[of]} <b>{visible(label)}</b>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Panel>
  );
}
