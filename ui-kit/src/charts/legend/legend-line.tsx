import { useRef, useState } from 'react';
import { useBrowserLayoutEffect, useWidth } from '../../frame/size.ts';
import { useOpener } from '../../frame/use-opener.ts';
import { Entries, noneHidden } from './legend-entries.tsx';
import type { LegendProps } from './legend-entries.tsx';
import { LegendList } from './legend-list.tsx';

/** Entries tried for the line; as many stand there as fit. */
const MOST_IN_LINE = 12;

/** One line of the entries that fit, and the way to all of them. */
export default function LegendLine(props: LegendProps) {
  const { entries, hidden = noneHidden } = props;
  const [box, width] = useWidth();
  const list = useRef<HTMLUListElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const opener = useOpener();
  const [fitting, setFitting] = useState(MOST_IN_LINE);
  // The line begins with what was chosen in the list; it does not move while its own entries are pressed.
  const [front, setFront] = useState(noneHidden);
  const line = [...entries.filter(({ key }) => front.has(key)), ...entries.filter(({ key }) => !front.has(key))].slice(0, MOST_IN_LINE);
  const names = line.map(({ label }) => label).join('\n');
  const isAnyHidden = entries.some(({ key }) => hidden.has(key));
  useBrowserLayoutEffect(() => {
    const items = [...(list.current?.children ?? [])] as HTMLElement[];
    let room = width - (more.current?.offsetWidth ?? 0) - 8;
    for (const item of items) if (item.className !== '') room -= item.offsetWidth + 4;
    const fits = items.filter((item) => item.className === '').findIndex((item) => (room -= item.offsetWidth + 4) < 0);
    setFitting(fits < 0 ? MOST_IN_LINE : Math.max(1, fits));
  }, [width, names, isAnyHidden]);
  const close = () => {
    opener.close();
    const shown = entries.filter(({ key }) => !hidden.has(key));
    setFront(shown.length < entries.length / 2 ? new Set(shown.map(({ key }) => key)) : noneHidden);
  };
  return (
    <div ref={box} className="uk-legend-line">
      <ul ref={list} className="uk-legend" data-long aria-label="Legend">
        <Entries {...props} shown={line} offFrom={fitting} />
      </ul>
      <button
        ref={more}
        type="button"
        className="uk-legend-entry uk-legend-more"
        aria-haspopup="dialog"
        title="All series: search, sort, show alone"
        {...opener.buttonProps}
      >
        + {entries.length - fitting} more
      </button>
      {opener.isOpen && <LegendList {...props} anchor={more} onClose={close} />}
    </div>
  );
}
