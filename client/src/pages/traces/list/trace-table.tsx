import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Badge } from 'ui-kit/badge';
import { compact, format, useLocale } from 'ui-kit/format';
import { ListTable } from '../../../controls/list/list-table.tsx';
import { keepView } from '../../../controls/use-view.ts';
import type { TraceRowFragment } from '../../../graphql/generated/graphql.ts';
import { Icon } from '../../../primitives/icon.tsx';
import { Moment } from '../../../primitives/moment.tsx';
import { visible } from 'ui-kit/visible';
import { reportedWords } from '../reported-cost.ts';
import { costOf, leftOutWords } from '../trace-cost.ts';
import { gridOf, useColumns } from './columns.ts';
import type { OptionalColumn } from './columns.ts';
import type { TraceList } from './trace-list.ts';
import type { TraceSort } from './trace-view.ts';
import { useTraceView } from './use-trace-view.ts';
import styles from './traces.module.css';

const CARD_PX = 94;

interface Head {
  /** Of a column that a reader may take away. */
  readonly column?: OptionalColumn;
  readonly label: string;
  readonly sort?: TraceSort;
  readonly isNumber?: boolean;
}

const heads: readonly Head[] = [
  { label: 'Time', sort: 'started' },
  { label: 'Name' },
  { label: 'Status', sort: 'errors' },
  { label: 'Input', column: 'input' },
  { label: 'Output', column: 'output' },
  { label: 'Model', column: 'model' },
  { label: 'User or session', column: 'who' },
  { label: 'Tags', column: 'tags' },
  { label: 'Score', column: 'score' },
  { label: 'Spans', column: 'spans', sort: 'spans', isNumber: true },
  { label: 'Tokens', column: 'tokens', sort: 'tokens', isNumber: true },
  { label: 'Duration', column: 'duration', sort: 'duration', isNumber: true },
  { label: 'Cost', column: 'cost', sort: 'cost', isNumber: true },
];

export interface Selection {
  /** At most two. */
  readonly ids: readonly string[];
  readonly toggle: (id: string) => void;
}

/** Traces, sorted by the server at the press of a column's head; Enter opens the trace, a tick (or x) puts it into the comparison. */
export function TraceTable({ list, selection }: { readonly list: TraceList; readonly selection: Selection }) {
  const [columns] = useColumns();
  const shows = (column: OptionalColumn | undefined): boolean => column === undefined || columns.includes(column);
  return (
    <ListTable
      label="Traces"
      noun="trace"
      list={list}
      cardPx={CARD_PX}
      opens="open the trace"
      marks={{ says: 'compare the trace, or not', run: ({ id }) => selection.toggle(id) }}
      classes={{ table: styles.table, row: styles.columns }}
      columns={gridOf(columns)}
      heads={
        <>
          <span role="columnheader">
            <span className="uk-hidden">Compare</span>
          </span>
          {heads
            .filter(({ column }) => shows(column))
            .map((head) => (
              <ColumnHead key={head.label} {...head} />
            ))}
        </>
      }
      cells={(trace) => <Cells trace={trace} columns={columns} selection={selection} />}
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

interface CellsProps {
  readonly trace: TraceRowFragment;
  readonly columns: readonly OptionalColumn[];
  readonly selection: Selection;
}

function Cells({ trace, columns, selection }: CellsProps) {
  const locale = useLocale();
  return (
    <>
      <span role="cell" className={styles.tick}>
        <input
          type="checkbox"
          aria-label={`Compare ${visible(trace.name)}`}
          checked={selection.ids.includes(trace.id)}
          onChange={() => selection.toggle(trace.id)}
        />
      </span>
      <span role="cell" className={styles.time}>
        <Moment at={trace.startedAt} precision="second" />
      </span>
      <span role="cell" className={styles.name} title={trace.name}>
        <Link to="/traces/$traceId" params={{ traceId: trace.id }} search={keepView} className={styles.open} preload={false}>
          {visible(trace.name)}
        </Link>
        {trace.rootKind != null && trace.rootKind !== 'SPAN' && <span className={styles.kind}>{trace.rootKind.toLowerCase()}</span>}
      </span>
      <span role="cell" className={styles.status}>
        <Status trace={trace} />
      </span>
      {columns.map((column) => (
        <Optional key={column} column={column} trace={trace} />
      ))}
      <span role="cell" className={styles.meta}>
        {metaOf(trace, locale)}
      </span>
    </>
  );
}

function Optional({ column, trace }: { readonly column: OptionalColumn; readonly trace: TraceRowFragment }): ReactNode {
  const locale = useLocale();
  const tokens = Number(trace.inputTokens) + Number(trace.outputTokens);
  const [model, ...otherModels] = trace.models;
  switch (column) {
    case 'input':
    case 'output': {
      const text = (column === 'input' ? trace.inputPreview : trace.outputPreview) ?? '';
      return (
        <span role="cell" className={column === 'input' ? styles.preview : styles.answer} title={text === '' ? undefined : text}>
          {text}
        </span>
      );
    }
    case 'model':
      return (
        <span role="cell" className={styles.quiet} title={trace.models.join(', ')}>
          {visible(model ?? '')}
          {otherModels.length > 0 && ` +${otherModels.length}`}
        </span>
      );
    case 'who':
      return (
        <span role="cell" className={styles.who}>
          <Who trace={trace} />
        </span>
      );
    case 'tags': {
      const tags = trace.tags.map(visible).join(', ');
      return (
        <span role="cell" className={styles.quiet} title={tags === '' ? undefined : tags}>
          {tags}
        </span>
      );
    }
    case 'score': {
      const scores = trace.evaluations.map((one) => scoreWords(one, locale)).filter((words) => words !== '');
      return (
        <span role="cell" className={styles.quiet} title={scores.length === 0 ? undefined : scores.join(', ')}>
          {scores.at(-1) ?? ''}
          {scores.length > 1 && ` +${scores.length - 1}`}
        </span>
      );
    }
    case 'spans':
      return <Figure>{format(trace.spanCount, 'count', locale)}</Figure>;
    case 'tokens':
      return (
        <Figure
          title={
            tokens === 0
              ? undefined
              : `${format(Number(trace.inputTokens), 'count', locale)} in, ${format(Number(trace.outputTokens), 'count', locale)} out`
          }
        >
          {tokens === 0 ? '' : compact(tokens, locale)}
        </Figure>
      );
    case 'duration':
      return <Figure>{format(trace.durationMs, 'ms', locale)}</Figure>;
    case 'cost':
      if (isUnpriced(trace))
        return (
          <span role="cell" className={styles.number}>
            <Link
              to="/prices"
              search={(held: object) => ({ ...keepView(held), add: model ?? '' })}
              className={styles.narrow}
              title={`No price for ${visible(trace.models.join(', '))}. Add one`}
              preload={false}
            >
              no price
            </Link>
          </span>
        );
      return (
        <Figure
          title={[leftOutWords(trace, locale), reportedWords(trace.reportedCostUsd, trace.costUsd, locale)].filter(Boolean).join(' ')}
        >
          {costOf(trace, locale) ?? ''}
        </Figure>
      );
  }
}

/** Whether models answered, and none of them has a price. */
const isUnpriced = ({ costUsd, models, inputTokens, outputTokens }: TraceRowFragment): boolean =>
  costUsd == null && models.length > 0 && Number(inputTokens) + Number(outputTokens) > 0;

function Figure({ title, children }: { readonly title?: string | undefined; readonly children: string }) {
  return (
    <span role="cell" className={styles.number} title={title}>
      {children}
    </span>
  );
}

/** What a judgment came to, the shortest way. */
function scoreWords(one: TraceRowFragment['evaluations'][number], locale: Parameters<typeof format>[2]): string {
  if (one.rating != null) return `★ ${one.rating}`;
  if (one.success != null) return one.success ? 'success' : 'failure';
  return [one.name, one.label ?? (one.value == null ? null : format(one.value, 'number', locale))]
    .filter((text) => text != null && text !== '')
    .join(' ');
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
      {visible(id)}
    </Link>
  );
}

/** The foot of a card: what the columns say where there is room for them. */
function metaOf(trace: TraceRowFragment, locale: Parameters<typeof format>[2]): string {
  const { models, durationMs, spanCount } = trace;
  const tokens = Number(trace.inputTokens) + Number(trace.outputTokens);
  const [model] = models;
  return [
    format(durationMs, 'ms', locale),
    tokens === 0 ? null : `${compact(tokens, locale)} tokens`,
    costOf(trace, locale) ?? (isUnpriced(trace) ? 'no price' : null),
    model === undefined ? null : visible(model),
    `${format(spanCount, 'count', locale)} ${spanCount === 1 ? 'span' : 'spans'}`,
  ]
    .filter((text) => text != null)
    .join(' · ');
}
