import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { compact, format, useLocale } from 'ui-kit/format';
import { ListTable } from '../../../controls/list/list-table.tsx';
import { keepView } from '../../../controls/use-view.ts';
import type { TraceRowFragment } from '../../../graphql/generated/graphql.ts';
import { Icon } from '../../../primitives/icon.tsx';
import { Moment } from '../../../primitives/moment.tsx';
import type { TraceList } from './trace-list.ts';
import type { TraceSort } from './trace-view.ts';
import { useTraceView } from './use-trace-view.ts';
import styles from './traces.module.css';

const CARD_PX = 94;

interface Head {
  readonly label: string;
  readonly sort?: TraceSort;
  readonly isNumber?: boolean;
}

const heads: readonly Head[] = [
  { label: 'Time', sort: 'started' },
  { label: 'Name' },
  { label: 'Status', sort: 'errors' },
  { label: 'Input' },
  { label: 'Model' },
  { label: 'User or session' },
  { label: 'Spans', sort: 'spans', isNumber: true },
  { label: 'Tokens', sort: 'tokens', isNumber: true },
  { label: 'Duration', sort: 'duration', isNumber: true },
  { label: 'Cost', sort: 'cost', isNumber: true },
];

/** Traces, sorted by the server at the press of a column's head; Enter opens the trace. */
export function TraceTable({ list }: { readonly list: TraceList }) {
  return (
    <ListTable
      label="Traces"
      noun="trace"
      list={list}
      cardPx={CARD_PX}
      opens="open the trace"
      classes={{ table: styles.table, row: styles.columns }}
      heads={heads.map((head) => (
        <ColumnHead key={head.label} {...head} />
      ))}
      cells={(trace) => <Cells trace={trace} />}
    />
  );
}

/** Largest or newest first at the first press, the reverse at the second, newest first again at the third. */
function ColumnHead({ label, sort, isNumber = false }: Head) {
  const [{ order = 'started', ascending }, change] = useTraceView();
  if (sort === undefined) return <span role="columnheader">{label}</span>;
  const isSorted = order === sort;
  const isUp = ascending === 'true';
  const press = () => {
    if (!isSorted) return change({ order: sort === 'started' ? undefined : sort, ascending: undefined });
    return change(isUp ? { order: undefined, ascending: undefined } : { ascending: 'true' });
  };
  return (
    <span role="columnheader" data-numeric={isNumber || undefined} aria-sort={isSorted ? (isUp ? 'ascending' : 'descending') : 'none'}>
      <button
        type="button"
        className={styles.sort}
        data-sorted={isSorted || undefined}
        title={`Sort by ${sort === 'started' ? 'time' : sort}`}
        onClick={press}
      >
        {label}
        {isSorted && <Icon name={isUp ? 'up' : 'down'} />}
      </button>
    </span>
  );
}

function Cells({ trace }: { readonly trace: TraceRowFragment }) {
  const locale = useLocale();
  const tokens = Number(trace.inputTokens) + Number(trace.outputTokens);
  const [model, ...otherModels] = trace.models;
  return (
    <>
      <span role="cell" className={styles.time}>
        <Moment at={trace.startedAt} precision="second" />
      </span>
      <span role="cell" className={styles.name} title={trace.name}>
        <Link to="/traces/$traceId" params={{ traceId: trace.id }} search={keepView} className={styles.open} preload={false}>
          {trace.name}
        </Link>
        {trace.rootKind != null && trace.rootKind !== 'SPAN' && <span className={styles.kind}>{trace.rootKind.toLowerCase()}</span>}
      </span>
      <span role="cell" className={styles.status}>
        <Status trace={trace} />
      </span>
      <span role="cell" className={styles.preview} title={trace.inputPreview ?? undefined}>
        {trace.inputPreview ?? ''}
      </span>
      <span role="cell" className={styles.quiet} title={trace.models.join(', ')}>
        {model ?? ''}
        {otherModels.length > 0 && ` +${otherModels.length}`}
      </span>
      <span role="cell" className={styles.who}>
        <Who trace={trace} />
      </span>
      <span role="cell" className={styles.number}>
        {format(trace.spanCount, 'count', locale)}
      </span>
      <span
        role="cell"
        className={styles.number}
        title={
          tokens === 0
            ? undefined
            : `${format(Number(trace.inputTokens), 'count', locale)} in, ${format(Number(trace.outputTokens), 'count', locale)} out`
        }
      >
        {tokens === 0 ? '' : compact(tokens, locale)}
      </span>
      <span role="cell" className={styles.number}>
        {format(trace.durationMs, 'ms', locale)}
      </span>
      <span role="cell" className={styles.number}>
        {trace.costUsd == null ? '' : format(trace.costUsd, 'usd', locale)}
      </span>
      <span role="cell" className={styles.meta}>
        {metaOf(trace, locale)}
      </span>
    </>
  );
}

function Status({ trace: { isRunning, errorCount, errorTypes } }: { readonly trace: TraceRowFragment }) {
  const words = `${errorCount} ${errorCount === 1 ? 'error' : 'errors'}`;
  return (
    <>
      {isRunning && (
        <span className={styles.running}>
          <i aria-hidden="true" />
          running
        </span>
      )}
      {errorCount > 0 && (
        <Badge tone="bad" title={errorTypes.length === 0 ? words : `${words}: ${errorTypes.join(', ')}`}>
          {words}
        </Badge>
      )}
    </>
  );
}

/** Who it was for; pressed, only traces of that user or session are listed. */
function Who({ trace: { userId, sessionId } }: { readonly trace: TraceRowFragment }) {
  const key = userId == null ? 'session' : 'user';
  const id = userId ?? sessionId;
  if (id == null) return null;
  return (
    <Link
      to="."
      search={(held) => ({ ...held, [key]: [id] })}
      className={styles.narrow}
      title={`Only traces of this ${key}: ${id}`}
      preload={false}
    >
      {id}
    </Link>
  );
}

/** The foot of a card: what the columns say where there is room for them. */
function metaOf({ models, durationMs, costUsd, spanCount }: TraceRowFragment, locale: Parameters<typeof format>[2]): string {
  return [
    models[0],
    format(durationMs, 'ms', locale),
    costUsd == null ? null : format(costUsd, 'usd', locale),
    `${format(spanCount, 'count', locale)} ${spanCount === 1 ? 'span' : 'spans'}`,
  ]
    .filter((text) => text != null)
    .join(' · ');
}
