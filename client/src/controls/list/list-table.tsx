import { useCallback, useEffect, useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { useKeys } from '../keys.ts';
import { useIsNarrow } from '../narrow.ts';
import type { KeysetList } from './list.ts';
import { useRowScroller } from './visible-rows.ts';
import styles from './list.module.css';

const ROW_PX = 34;

export interface ListTableProps<Node extends { readonly id: string }> {
  /** `Messages`. */
  readonly label: string;
  readonly noun: string;
  readonly list: KeysetList<Node>;
  /** Column heads, each with the role of one. */
  readonly heads: ReactNode;
  /** Cells of a row, each with the role of one; the row's one link opens it. */
  readonly cells: (node: Node) => ReactNode;
  readonly classes: { readonly table: string | undefined; readonly row: string | undefined };
  /** Widths of the columns as a grid takes them, where they are chosen; else the classes have them. */
  readonly columns?: string | undefined;
  /** A row's height on a phone, where it is a card. */
  readonly cardPx: number;
  /** What Enter does, as the list of keys says it. */
  readonly opens: string;
  /** What x does with the row that the reader is at. */
  readonly marks?: { readonly says: string; readonly run: (node: Node) => void } | undefined;
}

/** Only the rows in view are drawn. j and k move, Enter opens; the next page is fetched before its place comes into view. */
export function ListTable<Node extends { readonly id: string }>({
  label,
  noun,
  list,
  heads,
  cells,
  classes,
  columns,
  cardPx,
  opens,
  marks,
}: ListTableProps<Node>) {
  const entries = list.entries ?? [];
  const isNarrow = useIsNarrow();
  const rowPx = isNarrow ? cardPx : ROW_PX;
  const [active, setActive] = useState(-1);
  const { scroller, rows, visible, show } = useRowScroller(entries.length, rowPx);
  const { loadMore, failure } = list;
  const lastShown = visible.end - 1;
  // After a failure the reader asks again: by itself it would ask without end.
  useEffect(() => {
    if (failure === null && lastShown >= entries.length - 20) loadMore();
  }, [lastShown, entries.length, loadMore, failure]);
  const move = useCallback(
    (to: number) => {
      const next = Math.max(0, Math.min(entries.length - 1, to));
      setActive(next);
      show(next);
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus({ preventScroll: true }),
        ),
      );
    },
    [entries.length, scroller, show],
  );
  useKeys(label, {
    j: { says: `next ${noun}`, run: () => move(active + 1) },
    k: { says: `${noun} before`, run: () => move(active - 1) },
    Enter: { says: opens, run: () => scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"] a`)?.click() },
    ...(marks !== undefined && {
      x: {
        says: marks.says,
        run: () => {
          const node = entries[active]?.node;
          if (node !== undefined) marks.run(node);
        },
      },
    }),
  });
  return (
    <div className={styles.scroller} ref={scroller} data-refreshing={list.isStale || undefined}>
      <div
        role="table"
        aria-label={label}
        aria-rowcount={list.hasMore ? -1 : entries.length + 1}
        aria-busy={list.isStale || undefined}
        className={classes.table}
        style={columns === undefined ? undefined : ({ '--columns': columns } as CSSProperties)}
      >
        <div role="row" className={`${styles.headRow} ${classes.row}`} aria-rowindex={1}>
          {heads}
        </div>
        <div role="rowgroup" ref={rows} className={styles.rows} style={{ height: entries.length * rowPx }}>
          {entries.slice(visible.first, visible.end).map(({ node }, position) => {
            const index = visible.first + position;
            return (
              <div
                key={node.id}
                role="row"
                aria-rowindex={index + 2}
                data-index={index}
                data-active={index === active || undefined}
                className={`${styles.row} ${classes.row}`}
                style={{ height: rowPx, transform: `translateY(${index * rowPx}px)` }}
                onFocus={() => setActive(index)}
              >
                {cells(node)}
              </div>
            );
          })}
        </div>
      </div>
      {list.isLoadingMore && (
        <p className={styles.foot} role="status">
          Loading more
        </p>
      )}
      {!list.hasMore && entries.length > 0 && <p className={styles.foot}>That is all of them.</p>}
    </div>
  );
}
