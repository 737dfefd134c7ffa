import { useCallback, useEffect, useRef, useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { EmptyState } from 'ui-kit/panel';
import { useMyEvaluations } from '../../../panels/evaluations/my-evaluations.ts';
import { TraceSpanDocument } from '../../../graphql/generated/graphql.ts';
import type { JudgementFragment } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';
import { SpanPane } from './span-pane.tsx';
import type { SpanRow } from './span-rows.ts';
import type { TraceTab } from './trace-view.ts';
import styles from './trace.module.css';

export interface SpanSideProps {
  readonly traceId: string;
  /** What is selected; its row may not have come yet. */
  readonly spanId: string | null;
  readonly row: SpanRow | undefined;
  readonly rows: readonly SpanRow[];
  /** Of the trace as a whole; they stand with its root. */
  readonly traceEvaluations: readonly JudgementFragment[];
  readonly answerCount: number;
  readonly tab: TraceTab;
  readonly onTab: (tab: TraceTab) => void;
  readonly askedToRate: number;
  readonly onLink: () => void;
  readonly onChanged: () => void;
}

/** A key that is held down passes many spans: the one where it rests is asked for, ms. */
const REST_MS = 90;

/** The selected span beside the tree: asks for it, and keeps what the reader says of it. */
export function SpanSide(props: SpanSideProps) {
  const { traceId, spanId, row, answerCount } = props;
  const rested = useRested(spanId);
  const answer = useLiveQuery({
    query: TraceSpanDocument,
    variables: { traceId, spanId: rested ?? '' },
    isWanted: rested !== null && row?.isPlaceholder !== true,
  });
  const { reload } = answer;
  // What landed may have ended this span, or brought its answer.
  const seenCount = useRef(answerCount);
  useEffect(() => {
    if (seenCount.current === answerCount) return;
    seenCount.current = answerCount;
    if (rested !== null) reload();
  }, [answerCount, rested, reload]);
  const changed = useRef(props.onChanged);
  useEffect(() => {
    changed.current = props.onChanged;
  });
  const onSaved = useCallback(() => {
    reload();
    changed.current();
  }, [reload]);
  const mine = useMyEvaluations(onSaved, judgedSpan);
  if (row === undefined) {
    return (
      <section className={styles.pane} aria-label="Span">
        {spanId === null ? (
          <EmptyState says="This trace has no spans." />
        ) : (
          <EmptyState
            says={`There is no span ${spanId} in this trace.`}
            how="It may not have come yet: then it shows here when it does. Or its time is over."
          />
        )}
      </section>
    );
  }
  if (row.isPlaceholder)
    return (
      <section className={styles.pane} aria-label={`Span ${row.name}`}>
        <header className={styles.paneHead}>
          <h2 className={styles.paneName}>{row.name}</h2>
          <Badge tone="warn">not sent</Badge>
        </header>
        <EmptyState
          says={`Spans of this trace name ${row.id} as their parent, and it has not come.`}
          how="It may still run, its service may not export to here, or a sampler left it out. When it comes, it takes this place."
        />
      </section>
    );
  const answered = answer.data?.trace ?? null;
  // An answer about another span is on its way out: its texts must not stand under this one's name.
  const isOther = rested !== row.id || answer.isStale;
  const found = answered === null ? null : { span: answered.span ?? null };
  return (
    <SpanPane
      {...props}
      row={row}
      answer={{ ...answer, data: found === null || (isOther && found.span?.id !== row.id) ? null : found, isStale: false }}
      judged={keyOfSpan(traceId, row.id)}
      mine={mine}
    />
  );
}

/** The external id of the message that a model call becomes: so one reader's verdict on the span and on the message is one. */
const keyOfSpan = (traceId: string, spanId: string): string => `span:${traceId}:${spanId}`;

function judgedSpan(key: string) {
  const [, traceId = '', spanId = ''] = key.split(':');
  return { traceId, spanId };
}

/** A value once it has stayed the same for a moment; the first at once. */
function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    if (value === rested) return undefined;
    const timer = window.setTimeout(() => setRested(value), REST_MS);
    return () => window.clearTimeout(timer);
  }, [value, rested]);
  return rested;
}
