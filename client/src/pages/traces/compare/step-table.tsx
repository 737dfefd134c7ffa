import { useCallback, useEffect, useMemo, useRef } from 'react';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { useIsNarrow } from '../../../controls/narrow.ts';
import { useRowScroller } from '../../../controls/list/visible-rows.ts';
import { lookOf } from '../trace/span-kinds.ts';
import type { SpanRow } from '../trace/span-rows.ts';
import { isDivergent } from './align.ts';
import type { AlignedStep } from './align.ts';
import { Change } from './change.tsx';
import styles from './compare.module.css';

const ROW_PX = 30;
const CARD_PX = 50;

export interface StepTableProps {
  /** Those in sight, depth first. */
  readonly steps: readonly AlignedStep[];
  readonly parents: ReadonlySet<string>;
  readonly collapsed: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
  readonly selectedKey: string | null;
  readonly onSelect: (key: string) => void;
  /** The longer trace's duration: what the bars are drawn within. */
  readonly spanMs: number;
}

/** Steps of both traces, those that are the same in one row; only the rows in view are drawn. */
export function StepTable(props: StepTableProps) {
  const { steps, selectedKey, onSelect } = props;
  const rowPx = useIsNarrow() ? CARD_PX : ROW_PX;
  const { scroller, rows, visible, show } = useRowScroller(steps.length, rowPx);
  const index = useMemo(() => steps.findIndex(({ key }) => key === selectedKey), [steps, selectedKey]);
  const shown = useRef(show);
  useEffect(() => {
    shown.current = show;
  });
  useEffect(() => {
    if (index >= 0) shown.current(index);
  }, [index]);
  const onKeyDown = useCallback(
    (event: React.KeyboardEvent) => {
      const to = event.key === 'ArrowDown' ? index + 1 : event.key === 'ArrowUp' ? index - 1 : null;
      const next = to === null ? undefined : steps[Math.max(0, Math.min(steps.length - 1, to))];
      if (next === undefined) return;
      event.preventDefault();
      onSelect(next.key);
    },
    [index, steps, onSelect],
  );
  return (
    <div className={styles.scroller} ref={scroller}>
      <div
        role="treegrid"
        aria-label="Steps of both traces"
        aria-rowcount={steps.length + 1}
        aria-activedescendant={selectedKey === null ? undefined : `step-${selectedKey}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className={styles.steps}
      >
        <div role="row" className={styles.stepHead} aria-rowindex={1}>
          <span role="columnheader">Step</span>
          <span role="columnheader">When</span>
          <span role="columnheader">A</span>
          <span role="columnheader">B</span>
          <span role="columnheader">Duration</span>
          <span role="columnheader">Tokens</span>
          <span role="columnheader">Cost</span>
        </div>
        <div role="rowgroup" ref={rows} className={styles.rows} style={{ height: steps.length * rowPx }}>
          {steps.slice(visible.first, visible.end).map((step, position) => (
            <StepRow
              key={step.key}
              {...props}
              step={step}
              index={visible.first + position}
              rowPx={rowPx}
              isSelected={step.key === selectedKey}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface StepRowProps extends StepTableProps {
  readonly step: AlignedStep;
  readonly index: number;
  readonly rowPx: number;
  readonly isSelected: boolean;
}

function StepRow({ step, index, rowPx, isSelected, parents, collapsed, onToggle, onSelect, spanMs }: StepRowProps) {
  const locale = useLocale();
  const { left, right } = step;
  const row = (left ?? right) as SpanRow;
  const isParent = parents.has(step.key);
  const duration = (one: SpanRow | null): string =>
    one === null ? '' : one.durationMs === null ? 'runs' : format(one.durationMs, 'ms', locale);
  return (
    <div
      role="row"
      id={`step-${step.key}`}
      aria-rowindex={index + 2}
      aria-level={step.depth + 1}
      aria-selected={isSelected}
      aria-expanded={isParent ? !collapsed.has(step.key) : undefined}
      className={styles.step}
      data-divergent={isDivergent(step) || undefined}
      style={{ height: rowPx, transform: `translateY(${index * rowPx}px)` }}
      onClick={() => onSelect(step.key)}
    >
      <span role="gridcell" className={styles.name} style={{ paddingInlineStart: Math.min(step.depth, 14) * 14 }}>
        <button
          type="button"
          tabIndex={-1}
          className={styles.twist}
          disabled={!isParent}
          aria-label={collapsed.has(step.key) ? 'Open' : 'Fold'}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(step.key);
          }}
        >
          {isParent ? (collapsed.has(step.key) ? '▸' : '▾') : ''}
        </button>
        <i style={{ background: lookOf(row.kind).style.color }} aria-hidden="true" />
        <span
          className={styles.words}
          title={left !== null && right !== null && left.name !== right.name ? `${left.name} → ${right.name}` : row.name}
        >
          {row.name}
          {left !== null && right !== null && left.name !== right.name && <em> → {right.name}</em>}
        </span>
        {right === null && <Badge tone="warn">only A</Badge>}
        {left === null && <Badge tone="warn">only B</Badge>}
        {left !== null && right !== null && left.error !== right.error && (
          <Badge tone="bad">{left.error === '' ? 'fails in B' : right.error === '' ? 'fails in A' : 'fails otherwise'}</Badge>
        )}
        {left !== null && right !== null && left.error !== '' && left.error === right.error && <Badge tone="bad">{left.error}</Badge>}
      </span>
      <span role="gridcell" className={styles.bars} aria-hidden="true">
        <Bar row={left} spanMs={spanMs} />
        <Bar row={right} spanMs={spanMs} />
      </span>
      <span role="gridcell" className={styles.number}>
        {duration(left)}
      </span>
      <span role="gridcell" className={styles.number}>
        {duration(right)}
      </span>
      <span role="gridcell" className={styles.number}>
        <Change left={left?.durationMs} right={right?.durationMs} unit="ms" better="lower" />
      </span>
      <span role="gridcell" className={styles.number}>
        <Change left={left?.subtreeTokens} right={right?.subtreeTokens} unit="count" better="neither" />
      </span>
      <span role="gridcell" className={styles.number}>
        <Change left={left?.subtreeCostUsd} right={right?.subtreeCostUsd} unit="usd" better="lower" />
      </span>
    </div>
  );
}

/** When a span ran, within the longer of the two traces. */
function Bar({ row, spanMs }: { readonly row: SpanRow | null; readonly spanMs: number }) {
  if (row === null || spanMs <= 0) return <i />;
  const share = (ms: number): string => `${((100 * ms) / spanMs).toFixed(2)}%`;
  const lengthMs = row.durationMs ?? Math.max(0, spanMs - row.startMs);
  return (
    <i>
      <b style={{ left: share(row.startMs), width: share(lengthMs), background: lookOf(row.kind).style.color }} />
    </i>
  );
}
