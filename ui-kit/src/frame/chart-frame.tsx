import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { usePanel } from './panel-context.ts';
import { useWidth } from './size.ts';
import { TableTwin } from './table-twin.tsx';
import type { TwinTable } from './table-twin.tsx';

export type { TwinTable } from './table-twin.tsx';

export interface ChartFrameProps {
  /** Names the chart for everyone; drawn only where no panel shows a title already. */
  readonly title: string;
  /** What the picture says, in sentences: read out with the title. */
  readonly description: string;
  /** Height of the drawing, px; the width is the container's. */
  readonly height: number;
  /** Goes into the head of the panel around, or above the drawing. */
  readonly legend?: ReactNode | ((width: number) => ReactNode);
  /** The same numbers as a table. */
  readonly table: () => TwinTable;
  /** Draws at a size in px. Called with 640 where nothing can be measured (on a server). */
  readonly children: (size: { readonly width: number; readonly height: number }) => ReactNode;
}

/** Everything around a drawing: name, description, size, legend, and the table that says the same. */
export function ChartFrame({ title, description, height, legend, table, children }: ChartFrameProps) {
  const panel = usePanel();
  const id = useId();
  const [ref, width] = useWidth();
  const [isTable, setTable] = useState(false);
  const tools = (
    <button
      type="button" className="uk-tool" aria-pressed={isTable} title={isTable ? 'Show as chart' : 'Show as table'}
      aria-label={`Show ${title} as table`} onClick={() => setTable(!isTable)}
    >
      <svg width={14} height={14} viewBox="0 0 14 14" fill="none" stroke="currentColor" aria-hidden="true">
        <path d="M1.5 2.5h11v9h-11zM1.5 5.5h11M1.5 8.5h11M5.5 5.5v6" />
      </svg>
    </button>
  );
  const isInPanel = panel !== null;
  const shownLegend = typeof legend === 'function' ? legend(width) : legend;
  return (
    <figure className="uk-frame" aria-labelledby={`${id}-title`}>
      {isInPanel ? (
        <>
          <figcaption className="uk-hidden" id={`${id}-title`}>{title}</figcaption>
          {panel.legendSlot !== null && createPortal(shownLegend, panel.legendSlot)}
          {panel.toolSlot !== null && createPortal(tools, panel.toolSlot)}
        </>
      ) : (
        <figcaption className="uk-frame-head">
          <span className="uk-panel-title" id={`${id}-title`}>{title}</span>
          <span className="uk-panel-legend">{shownLegend}</span>
          <span className="uk-tools">{tools}</span>
        </figcaption>
      )}
      <div className="uk-frame-body" ref={ref} style={{ height }}>
        {isTable
          ? <TableTwin table={table()} title={title} height={height} />
          : width > 0 && (
            <>
              <p className="uk-hidden" id={`${id}-says`}>{description}</p>
              {children({ width, height })}
            </>
          )}
      </div>
    </figure>
  );
}
