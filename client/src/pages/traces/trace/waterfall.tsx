import { useCallback, useMemo } from 'react';
import type { ReactNode, Ref } from 'react';
import { Badge } from 'ui-kit/badge';
import { compact, format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { RampKey, spanShade, TraceWaterfall } from 'ui-kit/trace-waterfall';
import type { TraceMoves } from 'ui-kit/trace-waterfall';
import type { Finding } from './use-finding.ts';
import { kindCounts, lookOf } from './span-kinds.ts';
import type { SpanRow } from './span-rows.ts';
import styles from './trace.module.css';
import { useHeight } from './use-height.ts';

export interface WaterfallProps {
  readonly rows: readonly SpanRow[];
  readonly costUsd: number | null;
  readonly byCost: boolean;
  readonly showsCriticalPath: boolean;
  readonly onlyErrors: boolean;
  readonly finding: Finding | null;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
  readonly collapsed: ReadonlySet<string>;
  readonly onCollapsed: (collapsed: ReadonlySet<string>) => void;
  readonly zoom: readonly [number, number] | null;
  readonly onZoom: (zoom: readonly [number, number] | null) => void;
  readonly moves: Ref<TraceMoves>;
}

// The same between renders, or fifty thousand rows would be read again.
const accessors = {
  id: (row: SpanRow) => row.id,
  parentId: (row: SpanRow) => row.parentId,
  startMs: (row: SpanRow) => row.startMs,
  durationMs: (row: SpanRow) => row.durationMs,
};
const nameOf = (row: SpanRow) => row.name;
const styleByKind = (row: SpanRow) => lookOf(row.kind).style;
const errorOf = (row: SpanRow) => (row.error === '' ? null : row.error);
const isError = (row: SpanRow) => row.error !== '';
const isCritical = (row: SpanRow) => row.isCritical;
/** The model beside a call of it, where the name doesn't say it already. */
const modelOf = (row: SpanRow) => (row.model === '' || row.name.includes(row.model) ? null : row.model);

/** What a reader must know before reading a bar: that it was not sent, or that its clock disagrees. */
function noteOf(row: SpanRow, locale: Locale): ReactNode {
  if (row.isPlaceholder)
    return (
      <Badge tone="warn" title={`Spans name ${row.id} as their parent, and it was never sent`}>
        not sent
      </Badge>
    );
  if (row.shiftMs === 0) return null;
  const words = `${row.shiftMs > 0 ? 'behind' : 'ahead'} by ${format(Math.abs(row.shiftMs), 'ms', locale)}`;
  return (
    <Badge
      tone="warn"
      title={`The clock of ${row.service === '' ? 'this service' : row.service} is ${words}, judged by the span that called it`}
    >
      clock {words}
    </Badge>
  );
}

/** A smaller cost is shown as less than this: its digits would not fit. */
const LEAST_USD = 0.0001;

/** The tree with its bars, as high as what is left of the page. */
export function Waterfall(props: WaterfallProps) {
  const { rows, costUsd, byCost, finding, onSelect } = props;
  const locale = useLocale();
  const [box, height] = useHeight();
  const total = costUsd ?? 0;
  const styleByCost = useCallback(
    (row: SpanRow) => spanShade(row.subtreeCostUsd === null || total === 0 ? null : row.subtreeCostUsd / total),
    [total],
  );
  const figures = useMemo(
    () => ({
      label: 'tokens · cost',
      of: (row: SpanRow) => {
        const tokens = row.subtreeTokens === 0 ? null : compact(row.subtreeTokens, locale);
        const usd = row.subtreeCostUsd;
        const cost =
          usd === null ? null : usd > 0 && usd < LEAST_USD ? `< ${format(LEAST_USD, 'usd', locale)}` : format(usd, 'usd', locale);
        return tokens === null ? cost : cost === null ? tokens : `${tokens} · ${cost}`;
      },
    }),
    [locale],
  );
  const note = useCallback((row: SpanRow) => noteOf(row, locale), [locale]);
  const kinds = useMemo(() => kindCounts(rows), [rows]);
  const legend = byCost ? (
    <RampKey label="cost" unit="usd" weak={0} strong={total} />
  ) : (
    <ul className={styles.legend} aria-label="Colours">
      {kinds.map(({ kind, count }) => (
        <li key={kind} title={`${format(count, 'count', locale)} ${count === 1 ? lookOf(kind).words : lookOf(kind).plural}`}>
          <i style={{ background: lookOf(kind).style.color }} aria-hidden="true" />
          {lookOf(kind).words}
        </li>
      ))}
    </ul>
  );
  const select = useCallback((row: SpanRow) => onSelect(row.id), [onSelect]);
  return (
    <div ref={box} className={styles.waterfall}>
      {height > 0 && (
        <TraceWaterfall
          title="Spans"
          height={height}
          data={rows}
          span={accessors}
          name={nameOf}
          detail={modelOf}
          note={note}
          error={errorOf}
          styleOf={byCost ? styleByCost : styleByKind}
          figures={figures}
          legend={legend}
          only={props.onlyErrors ? isError : null}
          found={finding}
          selectedId={props.selectedId}
          onSelect={select}
          selectsOnMove
          moves={props.moves}
          collapsed={props.collapsed}
          onCollapsed={props.onCollapsed}
          showsCriticalPath={props.showsCriticalPath}
          isCritical={isCritical}
          viewport={props.zoom}
          onViewport={props.onZoom}
        />
      )}
    </div>
  );
}
