import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { Skeleton } from 'ui-kit/panel';
import { PanelMenu } from '../../primitives/panel-menu.tsx';
import { Button } from '../../primitives/button.tsx';
import { csvOf, rowWords } from './columns.ts';
import { Facts } from './facts.tsx';
import { OwnLink } from './own-link.tsx';
import { QuerySource } from './query-source.tsx';
import { ResultTable } from './result-table.tsx';
import { sentenceCase } from './words.ts';
import type { ToolFailure, ToolResult } from './types.ts';
import styles from './assistant.module.css';

const ResultChart = lazy(() => import('./result-chart.tsx'));

export interface ResultViewProps {
  readonly title: string;
  readonly result: ToolResult;
  /** Runs the same with another value in place of one that does not exist; absent: that is not offered. */
  readonly onTry?: ((value: string) => void) | undefined;
  /** Without the table: it stands elsewhere. */
  readonly isChartAlone?: boolean | undefined;
}

/** All of a result: single numbers, chart, table, what is to be known of them, pages with the same filters, and the query behind it. */
export function ResultView({ title, result, onTry, isChartAlone = false }: ResultViewProps) {
  const locale = useLocale();
  const { facts, table, chart, notes, links, query, error } = result;
  if (error !== null) return <Failure failure={error} onTry={onTry} query={query === null ? null : <QuerySource query={query} />} />;
  return (
    <div className={styles.result}>
      {facts.length > 0 && <Facts facts={facts} query={query} />}
      {chart !== null && table !== null && table.rows.length > 0 && (
        <figure className={styles.chart}>
          {/* The other kinds draw their own. */}
          {chart.kind === 'bar' && <figcaption>{visible(chart.title)}</figcaption>}
          <Suspense fallback={<Skeleton shape="chart" label={chart.title} />}>
            <ResultChart chart={chart} table={table} />
          </Suspense>
        </figure>
      )}
      {table !== null && table.rows.length === 0 && facts.length === 0 && !isChartAlone && <p className="quiet">No rows.</p>}
      {table !== null && table.rows.length > 0 && !isChartAlone && (
        <div className={styles.table}>
          <div className={styles.tableHead}>
            <span className="quiet">{sentenceCase(rowWords(table, locale))}</span>
            <PanelMenu name={result.tool} table={() => csvOf(table)} />
          </div>
          <ResultTable title={title} table={table} />
        </div>
      )}
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="Notes">
          {notes.map((note) => (
            <li key={note}>{visible(note)}</li>
          ))}
        </ul>
      )}
      {(links.length > 0 || query !== null) && (
        <div className={styles.foot}>
          {links.map((link) => (
            <OwnLink key={link.path + link.title} path={link.path}>
              {visible(link.title)}
            </OwnLink>
          ))}
          {query !== null && <QuerySource query={query} />}
        </div>
      )}
    </div>
  );
}

interface FailureProps {
  readonly failure: ToolFailure;
  readonly onTry: ResultViewProps['onTry'];
  readonly query: ReactNode;
}

function Failure({ failure: { message, near, code }, onTry, query }: FailureProps) {
  return (
    <div className={styles.result}>
      <p className={styles.failure} data-plain={code === 'NO_DATA' || undefined}>
        {visible(message)}
      </p>
      {near.length > 0 && onTry !== undefined && (
        <div className={styles.near} role="group" aria-label="Values that are spelled alike">
          {near.map((value) => (
            <Button key={value} onClick={() => onTry(value)}>
              {visible(value)}
            </Button>
          ))}
        </div>
      )}
      {query}
    </div>
  );
}
