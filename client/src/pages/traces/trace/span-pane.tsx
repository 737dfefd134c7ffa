import { Link } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { keepView } from '../../../controls/use-view.ts';
import { Judgements } from '../../../panels/evaluations/judgements.tsx';
import type { MyEvaluations } from '../../../panels/evaluations/my-evaluations.ts';
import type { JudgementFragment, SpanDetailFragment } from '../../../graphql/generated/graphql.ts';
import type { Live } from '../../../graphql/use-live.ts';
import { IconButton } from '../../../primitives/button.tsx';
import { Tabs } from '../../../primitives/tabs.tsx';
import { AttributesTab } from './attributes-tab.tsx';
import { ChatTab } from './chat-tab.tsx';
import { DiffTab } from './diff-tab.tsx';
import { EvaluationsTab } from './evaluations-tab.tsx';
import { Exceptions } from './exceptions.tsx';
import { RawTab } from './raw-tab.tsx';
import { SpanFacts } from './span-facts.tsx';
import { lookOf } from './span-kinds.ts';
import { modelCallsBefore } from './span-rows.ts';
import type { SpanRow } from './span-rows.ts';
import type { TraceTab } from './trace-view.ts';
import styles from './trace.module.css';

export interface SpanPaneProps {
  readonly traceId: string;
  readonly row: SpanRow;
  readonly rows: readonly SpanRow[];
  /** null: the trace is there, and this span is gone. */
  readonly answer: Pick<Live<{ readonly span: SpanDetailFragment | null }>, 'data' | 'isStale' | 'failure' | 'reload'>;
  /** Of the trace as a whole; they stand with its root. */
  readonly traceEvaluations: readonly JudgementFragment[];
  readonly tab: TraceTab;
  readonly onTab: (tab: TraceTab) => void;
  readonly judged: string;
  readonly mine: MyEvaluations;
  readonly askedToRate: number;
  readonly onLink: () => void;
}

/** One span: what it did, what it took, its texts, and the verdicts on it. */
export function SpanPane(props: SpanPaneProps) {
  const { row, answer } = props;
  const locale = useLocale();
  const look = lookOf(row.kind);
  const pane = useRef<HTMLElement>(null);
  // Another span is read from its beginning.
  useLayoutEffect(() => {
    pane.current?.scrollTo({ top: 0 });
  }, [row.id]);
  return (
    <section ref={pane} className={styles.pane} aria-label={`Span ${row.name}`}>
      <header className={styles.paneHead}>
        <h2 className={styles.paneName} title={row.name}>
          {row.name}
        </h2>
        <Badge tone={row.kind === 'LLM' ? 'accent' : 'neutral'}>{look.words}</Badge>
        {row.error !== '' && <Badge tone="bad">{row.error}</Badge>}
        {row.durationMs === null && <Badge>running</Badge>}
        {row.isOrphan && (
          <Badge tone="warn" title="The span that it names as its parent has not come">
            without its parent
          </Badge>
        )}
        {row.shiftMs !== 0 && (
          <Badge tone="warn" title="Judged by the span that called it: no span can begin before its caller">
            clock {row.shiftMs > 0 ? 'behind' : 'ahead'} by {format(Math.abs(row.shiftMs), 'ms', locale)}
          </Badge>
        )}
        <span className={styles.paneTools}>
          {row.kind === 'LLM' && (
            <Link to="/playground" search={(held) => ({ ...keepView(held), trace: props.traceId, span: row.id })} preload={false}>
              Open in playground
            </Link>
          )}
          <IconButton icon="link" label="Copy a link to this span" onClick={props.onLink} />
        </span>
      </header>
      <PaneBody {...props} />
      {answer.failure !== null && answer.data !== null && (
        <p className={styles.failure} role="alert">
          {answer.failure} What is shown still holds.
        </p>
      )}
    </section>
  );
}

function PaneBody(props: SpanPaneProps) {
  const { answer, row, rows, tab, judged, mine } = props;
  if (answer.data === null) {
    return answer.failure === null ? <PaneSkeleton /> : <ErrorState message={answer.failure} onRetry={answer.reload} />;
  }
  const { span } = answer.data;
  if (span === null) return <EmptyState says="This span is not here any more." how="It may have been deleted, or its time is over." />;
  // A judgment of the trace is one of the message of its only call, too.
  const ofTrace = row.parentId === null ? props.traceEvaluations.filter(({ id }) => span.evaluations.every((one) => one.id !== id)) : [];
  const evaluations = [...ofTrace, ...span.evaluations];
  const held = mine.held.get(judged);
  return (
    <div className={styles.paneBody} data-refreshing={answer.isStale || undefined} aria-busy={answer.isStale || undefined}>
      <SpanFacts span={span} traceId={props.traceId} />
      <Exceptions span={span} />
      <Tabs
        label="What to see of this span"
        value={tab}
        onChoose={props.onTab}
        options={[
          { value: 'chat', label: 'Chat' },
          { value: 'raw', label: 'Raw' },
          { value: 'diff', label: 'Diff' },
          { value: 'attributes', label: 'Attributes' },
          { value: 'evaluations', label: 'Evaluations', count: evaluations.length },
        ]}
      >
        {tab === 'chat' && (
          <>
            <ChatTab span={span} />
            <Judgements evaluations={evaluations} mine={held} isWaiting={mine.waiting.has(judged)} judged={judged} />
          </>
        )}
        {tab === 'raw' && <RawTab key={span.id} span={span} />}
        {tab === 'diff' && <DiffTab key={span.id} traceId={props.traceId} span={span} earlier={modelCallsBefore(rows, span.id)} />}
        {tab === 'attributes' && <AttributesTab key={span.id} span={span} />}
        {tab === 'evaluations' && <EvaluationsTab evaluations={evaluations} judged={judged} mine={mine} asked={props.askedToRate} />}
      </Tabs>
    </div>
  );
}

/** Lines where the facts, the tabs and the messages will be. */
export function PaneSkeleton() {
  return (
    <div className={styles.paneWaits}>
      <Skeleton shape="rows" height={140} label="The span is loading" />
      <Skeleton shape="rows" height={240} label="Its texts are loading" />
    </div>
  );
}
