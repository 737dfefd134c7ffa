import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type { DatasetRowContentFragment } from '../../graphql/generated/graphql.ts';
import { placeOf, viewOf } from './rows-view.ts';
import { askedLine, kindWords, wantedLine } from './words.ts';
import styles from './datasets.module.css';

const rowPx = 34;

interface RowsGridProps {
  readonly rowCount: number;
  readonly rowAt: (index: number) => DatasetRowContentFragment | null;
  readonly onShow: (first: number, last: number) => void;
  readonly onOpen: (row: DatasetRowContentFragment) => void;
}

/**
 * Rows of a version, as many as there are: only those in view are drawn and asked for. A list that is higher than browsers can scroll is
 * scrolled in proportion.
 */
export function RowsGrid({ rowCount, rowAt, onShow, onOpen }: RowsGridProps) {
  const locale = useLocale();
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ top: 0, height: 600 });
  const [active, setActive] = useState(0);
  const view = viewOf(rowCount, rowPx, place);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = () => setPlace({ top: element.scrollTop, height: element.clientHeight });
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    return () => watching.disconnect();
  }, []);
  // One who scrolls fast asks for what they stop at.
  useEffect(() => {
    const timer = window.setTimeout(() => onShow(view.first, view.last), 60);
    return () => window.clearTimeout(timer);
  }, [view.first, view.last, onShow]);
  const move = (next: number) => {
    const index = Math.max(0, Math.min(rowCount - 1, next));
    setActive(index);
    if (index >= view.first + 1 && index <= view.last - 2) return;
    const element = scroller.current;
    if (element !== null) element.scrollTop = placeOf(rowCount, rowPx, element.clientHeight, index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = Math.max(1, Math.floor(place.height / rowPx) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + rows,
      PageUp: active - rows,
      Home: 0,
      End: rowCount - 1,
    };
    const next = steps[event.key];
    const row = rowAt(active);
    if (next !== undefined) move(next);
    else if (event.key === 'Enter' && row !== null) onOpen(row);
    else return;
    event.preventDefault();
  };
  const drawn = Array.from({ length: Math.max(0, view.last - view.first + 1) }, (_, at) => view.first + at);
  return (
    <div className={styles.grid} role="grid" aria-label="Rows" aria-rowcount={rowCount} aria-colcount={5}>
      <div className={styles.gridHead} role="row">
        <span role="columnheader">#</span>
        <span role="columnheader">Kind</span>
        <span role="columnheader">Split</span>
        <span role="columnheader">Asks</span>
        <span role="columnheader">Wants</span>
      </div>
      <div
        ref={scroller}
        className={styles.gridScroll}
        role="rowgroup"
        tabIndex={0}
        aria-activedescendant={`dataset-row-${active}`}
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget }) => setPlace({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })}
      >
        <div style={{ height: view.heightPx }}>
          <div className={styles.gridRows} style={{ transform: `translateY(${view.offsetPx}px)` }}>
            {drawn.map((index) => {
              const row = rowAt(index);
              return (
                <div
                  key={index}
                  id={`dataset-row-${index}`}
                  className={styles.gridRow}
                  role="row"
                  aria-rowindex={index + 1}
                  data-active={index === active || undefined}
                  onClick={() => {
                    setActive(index);
                    if (row !== null) onOpen(row);
                  }}
                >
                  <span role="gridcell">{format((row?.position ?? index) + 1, 'count', locale)}</span>
                  <span role="gridcell">{row === null ? '' : kindWords[row.kind]}</span>
                  <span role="gridcell">{visible(row?.split ?? '')}</span>
                  <span role="gridcell">{row === null ? <i className={styles.waiting} /> : visible(askedLine(row))}</span>
                  <span role="gridcell">{row === null ? '' : visible(wantedLine(row))}</span>
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
