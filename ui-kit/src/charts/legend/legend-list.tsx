import { useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, RefObject } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import { Floating } from '../../frame/floating.tsx';
import { Swatch } from '../../frame/swatch.tsx';
import { nextSort, windowOf } from '../tables/sort-rows.ts';
import type { Sort } from '../tables/sort-rows.ts';
import { isolated, noneHidden, toggled } from './legend-entries.tsx';
import type { LegendProps } from './legend-entries.tsx';
import { legendColumns, legendRows, typedRow } from './legend-rows.ts';
import type { LegendRow } from './legend-rows.ts';

export interface LegendListProps extends LegendProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

const ROW_PX = 28;
const MOST_ROWS_SEEN = 10;
/** Letters typed within this time are one word, ms. */
const TYPING_MS = 700;

/**
 * All series of a long legend. Type to search; in the list arrows, Home, End and letters move, Space switches a series off or on,
 * Enter shows it alone. Draws only the rows in view.
 */
export function LegendList({ entries, hidden = noneHidden, onHiddenChange, unit = 'number', anchor, onClose }: LegendListProps) {
  const locale = useLocale();
  const id = useId();
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState<Sort | null>(null);
  const [active, setActive] = useState(0);
  const [view, setView] = useState<readonly [number, number]>([0, 24]);
  const list = useRef<HTMLDivElement>(null);
  const typing = useRef({ text: '', at: -Infinity });
  const all = useMemo(() => entries.map((entry): LegendRow => ({ entry, values: entry.values?.() ?? null })), [entries]);
  const hasValues = all.some(({ values }) => values !== null);
  const rows = useMemo(() => legendRows(all, query, sort), [all, query, sort]);
  const keys = entries.map(({ key }) => key);
  const shownCount = keys.filter((key) => !hidden.has(key)).length;
  const count = (value: number) => format(value, 'count', locale);

  const goTo = (place: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, place));
    setActive(next);
    const element = list.current;
    if (element === null) return;
    if (next * ROW_PX < element.scrollTop) element.scrollTop = next * ROW_PX;
    else if ((next + 1) * ROW_PX > element.scrollTop + element.clientHeight) element.scrollTop = (next + 1) * ROW_PX - element.clientHeight;
    follow();
  };
  const follow = () => {
    const element = list.current;
    if (element === null) return;
    const next = windowOf(element.scrollTop, element.clientHeight, ROW_PX, rows.length);
    setView((now) => (now[0] === next[0] && now[1] === next[1] ? now : next));
  };
  const search = (text: string) => {
    setQuery(text);
    setActive(0);
    setView([0, 24]);
    if (list.current !== null) list.current.scrollTop = 0;
  };
  const act = (row: LegendRow | undefined, isAlone: boolean) => {
    if (row !== undefined) onHiddenChange?.(isAlone ? isolated(keys, hidden, row.entry.key) : toggled(hidden, row.entry.key));
  };
  const onlyFound = () => {
    const kept = new Set(rows.map(({ entry }) => entry.key));
    onHiddenChange?.(new Set(keys.filter((key) => !kept.has(key))));
  };
  const onListKey = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + MOST_ROWS_SEEN,
      PageUp: active - MOST_ROWS_SEEN,
      Home: 0,
      End: rows.length - 1,
    };
    const next = moves[event.key];
    if (event.ctrlKey || event.metaKey) return;
    if (next !== undefined) goTo(next);
    else if (event.key === ' ') act(rows[active], false);
    else if (event.key === 'Enter') act(rows[active], true);
    else if (event.key.length === 1) {
      const now = event.timeStamp;
      typing.current = { text: now - typing.current.at > TYPING_MS ? event.key : typing.current.text + event.key, at: now };
      const found = typedRow(rows, typing.current.text, active);
      if (found >= 0) goTo(found);
    } else return;
    event.preventDefault();
  };
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === 'ArrowDown') list.current?.focus();
    else if (rows.length > 0 && query !== '') onlyFound();
  };
  const onRowClick = (event: MouseEvent, place: number) => {
    setActive(place);
    act(rows[place], event.altKey || event.detail === 2 || (event.target as Element).closest('[data-only]') !== null);
  };
  const isDrawn = active >= view[0] && active < view[1];
  return (
    <Floating anchor={anchor} onClose={onClose} className="uk-legend-list">
      <div role="dialog" aria-label="All series" data-values={hasValues || undefined}>
        <div className="uk-legend-search">
          <input
            type="search"
            className="uk-input"
            data-autofocus
            placeholder="Search"
            aria-label={`Search ${count(entries.length)} series`}
            aria-controls={`${id}-list`}
            value={query}
            onChange={(event) => search(event.target.value)}
            onKeyDown={onSearchKey}
          />
          {onHiddenChange !== undefined && query !== '' && rows.length > 0 && (
            <button type="button" className="uk-button" onClick={onlyFound}>
              Only these {count(rows.length)}
            </button>
          )}
          {onHiddenChange !== undefined && query === '' && shownCount < entries.length && (
            <button type="button" className="uk-button" onClick={() => onHiddenChange(noneHidden)}>
              Show all
            </button>
          )}
        </div>
        <div className="uk-legend-heads" role="group" aria-label="Sort by">
          {['name', ...(hasValues ? legendColumns : [])].map((key) => (
            <button
              key={key}
              type="button"
              className="uk-sort"
              aria-pressed={sort?.key === key}
              aria-label={sort?.key === key ? `${key}, ${sort.direction}` : key}
              onClick={() => setSort(nextSort(sort, key, key !== 'name'))}
            >
              {key}
              <span className="uk-sort-mark" aria-hidden="true">
                {sort?.key !== key ? '↕' : sort.direction === 'ascending' ? '↑' : '↓'}
              </span>
            </button>
          ))}
        </div>
        <div
          ref={list}
          id={`${id}-list`}
          className="uk-legend-rows"
          role="listbox"
          tabIndex={0}
          aria-label="Series"
          aria-multiselectable="true"
          aria-activedescendant={rows.length > 0 && isDrawn ? `${id}-${active}` : undefined}
          style={{ height: Math.min(MOST_ROWS_SEEN, Math.max(1, rows.length)) * ROW_PX }}
          onScroll={follow}
          onKeyDown={onListKey}
        >
          <div role="presentation" style={{ height: rows.length * ROW_PX, position: 'relative' }}>
            {rows.slice(view[0], view[1]).map((row, offset) => {
              const place = view[0] + offset;
              return (
                <Row
                  key={row.entry.key}
                  id={`${id}-${place}`}
                  row={row}
                  place={place}
                  count={rows.length}
                  unit={unit}
                  hasValues={hasValues}
                  isActive={place === active}
                  isShown={!hidden.has(row.entry.key)}
                  canChange={onHiddenChange !== undefined}
                  onClick={(event) => onRowClick(event, place)}
                />
              );
            })}
          </div>
        </div>
        <div role="status" className="uk-legend-status">
          {query === ''
            ? `${count(shownCount)} of ${count(entries.length)} shown`
            : `${count(rows.length)} of ${count(entries.length)} found`}
        </div>
      </div>
    </Floating>
  );
}

interface RowProps {
  readonly id: string;
  readonly row: LegendRow;
  readonly place: number;
  readonly count: number;
  readonly unit: Unit;
  readonly hasValues: boolean;
  readonly isActive: boolean;
  readonly isShown: boolean;
  readonly canChange: boolean;
  readonly onClick: (event: MouseEvent) => void;
}

function Row({ id, row: { entry, values }, place, count, unit, hasValues, isActive, isShown, canChange, onClick }: RowProps) {
  const locale = useLocale();
  return (
    <div
      id={id}
      role="option"
      className="uk-legend-row"
      aria-selected={isShown}
      aria-setsize={count}
      aria-posinset={place + 1}
      data-active={isActive || undefined}
      style={{ top: place * ROW_PX, height: ROW_PX }}
      title={entry.label}
      onClick={onClick}
    >
      <Swatch style={entry.style} kind={entry.kind} opacity={entry.opacity} isDashed={entry.isDashed} />
      <span className="uk-legend-name">{entry.label}</span>
      {hasValues &&
        legendColumns.map((key) => (
          <span key={key} className="uk-num">
            <span className="uk-hidden">, {key} </span>
            {format(values?.[key], unit, locale)}
          </span>
        ))}
      {canChange && (
        <span className="uk-legend-only" data-only aria-hidden="true">
          only
        </span>
      )}
    </div>
  );
}
