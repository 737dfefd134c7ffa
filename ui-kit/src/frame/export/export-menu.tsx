import { useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { Floating } from '../floating.tsx';
import type { ExportSource } from './export-source.ts';
import type { FileKind } from './save-chart.ts';
import { copyTable, saveChart } from './save-chart.ts';

export interface ExportMenuProps {
  /** The button that opened it. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly source: ExportSource;
  readonly onClose: () => void;
}

const files: readonly (readonly [FileKind, string])[] = [['png', 'Save as PNG'], ['svg', 'Save as SVG'], ['csv', 'Save as CSV']];

/** A chart's files: arrows move, Enter takes, Escape closes. An error is shown in the menu's place. */
export default function ExportMenu({ anchor, source, onClose }: ExportMenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const [status, setStatus] = useState('');
  const act = async (work: () => Promise<void>, done: string | null) => {
    try {
      await work();
      if (done === null) onClose();
      else setStatus(done);
    } catch {
      setStatus(done === null ? 'The file could not be made.' : 'The browser did not let it copy.');
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []];
    const at = items.findIndex((item) => item === document.activeElement);
    const typed = event.key.length === 1 ? items.findIndex((item) => item.dataset['key'] === event.key.toLowerCase()) : -1;
    const next: Record<string, number> = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 };
    const place = typed >= 0 ? typed : next[event.key];
    if (event.key === 'Tab') onClose();
    if (place === undefined) return;
    event.preventDefault();
    items[place]?.focus();
  };
  const item = (key: string, label: string, work: () => Promise<void>, done: string | null) => (
    <button key={label} type="button" role="menuitem" className="uk-menu-item" data-key={key} tabIndex={-1} onClick={() => void act(work, done)}>{label}</button>
  );
  return (
    <Floating anchor={anchor} onClose={onClose} className="uk-menu">
      <div ref={list} role="menu" aria-label={`Save or copy ${source.title()}`} onKeyDown={onKeyDown}>
        {files.map(([kind, label]) => item(kind[0] ?? '', label, () => saveChart(source, kind), null))}
        {item('t', 'Copy table', () => copyTable(source), 'Table copied')}
      </div>
      <div role="status" className="uk-menu-status">{status}</div>
    </Floating>
  );
}
