import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useIsNarrow } from '../narrow.ts';
import type { KeysetList } from './keyset-list.ts';
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
  /** A row's height on a phone, where it is a card. */
  readonly cardPx: number;
  /** What Enter does, as the list of keys says it. */
  readonly opens: string;
}

/** Only the rows in view are drawn. j and k move, Enter opens; the next page is fetched before its place comes into view. */
export function ListTable<Node extends { readonly id: string }>({ label, noun, list, heads, cells, classes, cardPx, opens }: ListTableProps<Node>) {
  const entries = list.entries ?? [];
  const isNarrow = useIsNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const rows = useVirtualizer({
    count: entries.length, getScrollElement: () => scroller.current, estimateSize: () => (isNarrow ? cardPx : ROW_PX), overscan: 12,
    getItemKey: (index) => entries[index]?.node.id ?? index,
  });
  useEffect(() => { rows.measure(); }, [rows, isNarrow]);
  const { loadMore, failure } = list;
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  // After a failure the reader asks again: by itself it would ask without end.
  useEffect(() => { if (failure === null && lastShown >= entries.length - 20) loadMore(); }, [lastShown, entries.length, loadMore, failure]);
  const move = useCallback((to: number) => {
    const next = Math.max(0, Math.min(entries.length - 1, to));
    setActive(next);
    rows.scrollToIndex(next, { align: 'auto' });
    requestAnimationFrame(() => requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus({ preventScroll: true })));
  }, [entries.length, rows]);
  useKeys(label, {
    j: { says: `next ${noun}`, run: () => move(active + 1) },
    k: { says: `${noun} before`, run: () => move(active - 1) },
    Enter: { says: opens, run: () => scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"] a`)?.click() },
  });
  return (
    <div className={styles.scroller} ref={scroller} data-refreshing={list.isRefreshing || undefined}>
      <div role="table" aria-label={label} aria-rowcount={list.hasMore ? -1 : entries.length + 1} aria-busy={list.isRefreshing || undefined} className={classes.table}>
        <div role="row" className={`${styles.headRow} ${classes.row}`} aria-rowindex={1}>{heads}</div>
        <div role="rowgroup" className={styles.rows} style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start, key, size }) => {
            const entry = entries[index];
            return entry === undefined ? null : (
              <div key={key} role="row" aria-rowindex={index + 2} data-index={index} data-active={index === active || undefined} className={`${styles.row} ${classes.row}`} style={{ height: size, transform: `translateY(${start}px)` }} onFocus={() => setActive(index)}>
                {cells(entry.node)}
              </div>
            );
          })}
        </div>
        {list.isLoadingMore && <p className={styles.foot} role="status">Loading more</p>}
        {!list.hasMore && entries.length > 0 && <p className={styles.foot}>That is all of them.</p>}
      </div>
    </div>
  );
}
