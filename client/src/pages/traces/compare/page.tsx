import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { useKeys } from '../../../controls/keys.ts';
import { useIsNarrow } from '../../../controls/narrow.ts';
import { SearchBox } from '../../../controls/list/search-box.tsx';
import { Page } from '../../../controls/page/page.tsx';
import { keepView } from '../../../controls/use-view.ts';
import { TracePageDocument } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';
import { Button, Key } from '../../../primitives/button.tsx';
import { readColumns, spanRows } from '../trace/span-rows.ts';
import type { SpanRow } from '../trace/span-rows.ts';
import { useSelection } from '../trace/use-selection.ts';
import { alignedSteps, isDivergent } from './align.ts';
import type { AlignedStep } from './align.ts';
import { ChooseTrace, NothingChosen } from './choose-trace.tsx';
import type { TraceCompareView } from './compare-view.ts';
import { StepSide } from './step-side.tsx';
import { StepTable } from './step-table.tsx';
import { Totals } from './totals.tsx';
import type { ComparedTrace } from './totals.tsx';
import styles from './compare.module.css';

/** A trace that runs is asked for again after so long, ms. */
const AGAIN_MS = 5_000;

/** Two traces side by side: what they came to, their steps aligned, and the texts of a step word by word. */
export function TraceComparePage() {
  const view = useSearch({ from: '/traces/compare' });
  const navigate = useNavigate({ from: '/traces/compare' });
  const change = useCallback(
    (next: Partial<TraceCompareView>) => void navigate({ search: (held) => ({ ...held, ...next }), replace: true, resetScroll: false }),
    [navigate],
  );
  const left = useComparedTrace(view.left);
  const right = useComparedTrace(view.right);
  const isNarrow = useIsNarrow();
  const isReady = left.trace !== null && right.trace !== null;
  const swap = () => change({ left: view.right, right: view.left, step: undefined });
  return (
    <Page
      title="Compare traces"
      trail={
        <Link to="/traces" search={keepView}>
          Traces
        </Link>
      }
      fill={isReady && !isNarrow}
      row={
        view.left !== undefined && view.right === undefined ? (
          <SearchBox noun="traces" value={view.q ?? ''} onSearch={(text) => change({ q: text.trim() === '' ? undefined : text })} />
        ) : undefined
      }
      actions={
        <>
          {view.right !== undefined && <Button onClick={() => change({ right: undefined, step: undefined })}>Another trace</Button>}
          <Button onClick={swap} disabled={!isReady}>
            Swap <Key>s</Key>
          </Button>
        </>
      }
    >
      {view.left === undefined ? (
        <NothingChosen />
      ) : left.trace !== null && right.trace !== null ? (
        <Comparison left={left.trace} right={right.trace} view={view} change={change} onSwap={swap} />
      ) : left.failure !== null || right.failure !== null ? (
        <ErrorState message={left.failure ?? right.failure ?? ''} onRetry={left.failure === null ? right.reload : left.reload} />
      ) : left.isMissing || right.isMissing ? (
        <EmptyState
          says={`There is no trace with the id ${(left.isMissing ? view.left : view.right) ?? ''}.`}
          how="It may have been deleted, or its time is over."
          action={
            <Link to="/traces" search={keepView}>
              All traces
            </Link>
          }
        />
      ) : view.right === undefined && left.trace !== null ? (
        <ChooseTrace left={left.trace.head} search={view.q ?? ''} />
      ) : (
        <Skeleton shape="rows" height={520} label="The traces are loading" />
      )}
    </Page>
  );
}

interface Compared extends ComparedTrace {
  readonly rows: readonly SpanRow[];
}

function useComparedTrace(id: string | undefined) {
  const asked = { query: TracePageDocument, variables: { id: id ?? '' }, isWanted: id !== undefined } as const;
  const [isRunning, setRunning] = useState(false);
  const { data, isStale, failure, reload } = useLiveQuery({ ...asked, againMs: isRunning ? AGAIN_MS : undefined });
  const found = isStale || id === undefined ? null : data;
  if ((found?.trace?.isRunning ?? false) !== isRunning) setRunning(!isRunning);
  const trace = useMemo((): Compared | null => {
    if (found?.trace == null) return null;
    const { columns, evaluations: _evaluations, ...head } = found.trace;
    const rows = spanRows(readColumns(columns), { correctsClocks: false, showsEnvelope: false });
    return { head, rows, models: [...new Set(rows.flatMap(({ model }) => (model === '' ? [] : [model])))] };
  }, [found]);
  return { trace, isMissing: found !== null && found.trace == null, failure: trace === null ? failure : null, reload };
}

interface ComparisonProps {
  readonly left: Compared;
  readonly right: Compared;
  readonly view: TraceCompareView;
  readonly change: (next: Partial<TraceCompareView>) => void;
  readonly onSwap: () => void;
}

function Comparison({ left, right, view, change, onSwap }: ComparisonProps) {
  const steps = useMemo(() => alignedSteps(left.rows, right.rows), [left.rows, right.rows]);
  const divergent = useMemo(() => steps.flatMap((step, index) => (isDivergent(step) ? [index] : [])), [steps]);
  const parents = useMemo(() => new Set(steps.flatMap(({ parentKey }) => parentKey ?? [])), [steps]);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const inSight = useMemo(() => unfolded(steps, collapsed), [steps, collapsed]);
  const [chosen, select] = useSelection(
    view.step,
    useCallback((step: string | undefined) => change({ step }), [change]),
  );
  const index = Math.max(
    0,
    steps.findIndex(({ key }) => key === chosen),
  );
  const step = steps[index] ?? null;
  const toggle = (key: string) => {
    const next = new Set(collapsed);
    if (!next.delete(key)) next.add(key);
    setCollapsed(next);
  };
  const move = (by: 1 | -1) => {
    const at = inSight.findIndex(({ key }) => key === step?.key);
    select(inSight[Math.max(0, Math.min(inSight.length - 1, at + by))]?.key);
  };
  const goToDivergent = (by: 1 | -1) => {
    const next =
      by === 1 ? (divergent.find((at) => at > index) ?? divergent[0]) : (divergent.findLast((at) => at < index) ?? divergent.at(-1));
    if (next === undefined) return;
    setCollapsed(new Set());
    select(steps[next]?.key);
  };
  const side = view.text ?? 'output';
  const setSide = (next: 'input' | 'output') => change({ text: next === 'output' ? undefined : next });
  useKeys('Comparison', {
    j: { says: 'next step', run: () => move(1) },
    k: { says: 'step before', run: () => move(-1) },
    n: { says: 'next step that diverges', run: () => goToDivergent(1) },
    N: { says: 'step before that diverges', run: () => goToDivergent(-1) },
    o: {
      says: 'fold or open the step',
      run: () => {
        if (step !== null && parents.has(step.key)) toggle(step.key);
      },
    },
    t: { says: 'output or input', run: () => setSide(side === 'output' ? 'input' : 'output') },
    s: { says: 'swap the traces', run: onSwap },
  });
  return (
    <>
      <Totals left={left} right={right} />
      <p className={styles.summary} role="status">
        {divergent.length === 0
          ? 'Both took the same steps, with the same models.'
          : `${divergent.length} of ${steps.length} steps diverge: only one trace has them, models differ, or one failed.`}
        {divergent.length > 0 && (
          <button type="button" className={styles.next} onClick={() => goToDivergent(1)}>
            Next <Key>n</Key>
          </button>
        )}
      </p>
      <div className={styles.panel}>
        <StepTable
          steps={inSight}
          parents={parents}
          collapsed={collapsed}
          onToggle={toggle}
          selectedKey={step?.key ?? null}
          onSelect={select}
          spanMs={Math.max(left.head.durationMs, right.head.durationMs)}
        />
        <StepSide leftId={left.head.id} rightId={right.head.id} step={step} side={side} onSide={setSide} />
      </div>
    </>
  );
}

/** Steps that no folded step hides. */
function unfolded(steps: readonly AlignedStep[], collapsed: ReadonlySet<string>): readonly AlignedStep[] {
  if (collapsed.size === 0) return steps;
  const hidden = new Set<string>();
  return steps.filter(({ key, parentKey }) => {
    const isHidden = parentKey !== null && (collapsed.has(parentKey) || hidden.has(parentKey));
    if (isHidden) hidden.add(key);
    return !isHidden;
  });
}
