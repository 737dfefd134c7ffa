import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { compact, format, formatTime, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { ListTable } from '../../../controls/list/list-table.tsx';
import { keepView } from '../../../controls/use-view.ts';
import type { TraceRowFragment } from '../../../graphql/generated/graphql.ts';
import { Moment } from '../../../primitives/moment.tsx';
import { visible } from 'ui-kit/visible';
import type { TraceList } from '../list/trace-list.ts';
import type { FoldedAxis } from './folded-axis.ts';
import { intervalOf } from './intervals.ts';
import { costOf, leftOutWords } from '../trace-cost.ts';
import styles from './session.module.css';

const CARD_PX = 92;
/** A stretch that is narrower has no room for its time. */
const LEAST_LABELLED = 0.17;
/** Beyond this place a gap is named before it, else behind the bar that follows it. */
const NAMED_BEFORE = 0.7;

/** A trace a row, its time on the axis that all rows share; Enter opens the trace. */
export function SessionTable({ list, axis }: { readonly list: TraceList; readonly axis: FoldedAxis }) {
  return (
    <ListTable
      label="Traces of the session"
      noun="trace"
      list={list}
      cardPx={CARD_PX}
      opens="open the trace"
      classes={{ table: styles.table, row: styles.columns }}
      heads={
        <>
          <span role="columnheader">Time</span>
          <span role="columnheader">Trace</span>
          <span role="columnheader" className={styles.axis}>
            <span className="uk-hidden">When it ran</span>
            <AxisHead axis={axis} />
          </span>
          <span role="columnheader" data-numeric>
            Duration
          </span>
          <span role="columnheader" data-numeric>
            Tokens
          </span>
          <span role="columnheader" data-numeric>
            Cost
          </span>
        </>
      }
      cells={(trace) => <Cells trace={trace} axis={axis} />}
    />
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(3)}%`;

/** When each stretch began, and how long the gaps were that are folded. */
function AxisHead({ axis: { stretches, gaps, hasFewGaps } }: { readonly axis: FoldedAxis }) {
  const locale = useLocale();
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (!hasFewGaps && first !== undefined && last !== undefined)
    return (
      <span className={styles.ticks} aria-hidden="true">
        <span style={{ left: 0 }}>{formatTime(first.startMs, 'clockSecond', locale)}</span>
        <span style={{ right: 0 }}>{formatTime(last.endMs, 'clockSecond', locale)}</span>
      </span>
    );
  return (
    <span className={styles.ticks} aria-hidden="true">
      {stretches.map(({ startMs, from, to }) =>
        to - from < LEAST_LABELLED ? null : (
          <span key={startMs} style={{ left: percent(from), maxWidth: percent(to - from) }}>
            {formatTime(startMs, 'clockSecond', locale)}
          </span>
        ),
      )}
      {gaps.map(({ from, to, ms }) => (
        <i key={from} style={{ left: percent(from), width: percent(to - from) }} title={`Nothing ran for ${format(ms, 'ms', locale)}`} />
      ))}
    </span>
  );
}

function Cells({ trace, axis }: { readonly trace: TraceRowFragment; readonly axis: FoldedAxis }) {
  const locale = useLocale();
  const { startMs, endMs } = intervalOf(trace);
  const [from, to] = [axis.placeOf(startMs), axis.placeOf(endMs)];
  const tokens = Number(trace.inputTokens) + Number(trace.outputTokens);
  // The gap that this trace ends.
  const gap = axis.gaps[axis.stretches.findIndex((stretch) => stretch.startMs === startMs) - 1];
  return (
    <>
      <span role="cell" className={styles.time}>
        <Moment at={trace.startedAt} precision="second" />
      </span>
      <span role="cell" className={styles.name} title={trace.inputPreview ?? undefined}>
        <Link to="/traces/$traceId" params={{ traceId: trace.id }} search={keepView} className={styles.open} preload={false}>
          {trace.name === '' ? 'Trace' : visible(trace.name)}
        </Link>
        {trace.errorCount > 0 && <Badge tone="bad">{trace.errorCount === 1 ? '1 error' : `${trace.errorCount} errors`}</Badge>}
        <small>{trace.inputPreview}</small>
      </span>
      <span role="cell" className={styles.axis}>
        {(axis.hasFewGaps ? axis.gaps : []).map((one) => (
          <i key={one.from} style={{ left: percent(one.from), width: percent(one.to - one.from) }} />
        ))}
        <b
          style={{ left: percent(from), width: percent(to - from) }}
          data-failed={trace.errorCount > 0 || undefined}
          data-running={trace.isRunning || undefined}
        />
        {gap !== undefined && (
          <em style={to > NAMED_BEFORE ? { right: percent(1 - gap.from) } : { left: percent(to) }}>after {format(gap.ms, 'ms', locale)}</em>
        )}
      </span>
      <span role="cell" className={styles.number}>
        {format(trace.durationMs, 'ms', locale)}
      </span>
      <span role="cell" className={styles.number}>
        {tokens === 0 ? '' : compact(tokens, locale)}
      </span>
      <span role="cell" className={styles.number} title={leftOutWords(trace, locale)}>
        {costOf(trace, locale) ?? ''}
      </span>
      <span role="cell" className={styles.meta}>
        {metaOf(trace, locale)}
      </span>
    </>
  );
}

/** The foot of a card: what the columns say where there is room for them. */
function metaOf(trace: TraceRowFragment, locale: Locale): string {
  const { durationMs, inputTokens, outputTokens } = trace;
  const tokens = Number(inputTokens) + Number(outputTokens);
  return [format(durationMs, 'ms', locale), tokens === 0 ? null : `${compact(tokens, locale)} tokens`, costOf(trace, locale)]
    .filter((text) => text !== null)
    .join(' · ');
}
