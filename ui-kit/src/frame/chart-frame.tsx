import { lazy, Suspense, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { ReactNode, Ref } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { ExportSource } from './export/export-source.ts';
import { usePanel } from './panel-context.ts';
import { useBrowserLayoutEffect, useWidth } from './size.ts';
import { TableTwin } from './table-twin.tsx';
import type { TwinTable } from './table-twin.tsx';
import { useOpener } from './use-opener.ts';

export type { TwinCell, TwinTable } from './table-twin.tsx';

/** What a page can ask of a chart that is on the screen. Files are made by code that is loaded on the first call. */
export interface ChartHandle {
  /** The chart with title and legend at twice its size, in the theme that it has now. */
  readonly toPng: () => Promise<Blob>;
  /** The same as one file that needs no other: styles written out, fonts inside. */
  readonly toSvg: () => Promise<string>;
  /** All rows of its table: bare numbers, instants in ISO 8601, commas, CRLF (RFC 4180). */
  readonly toCsv: () => Promise<string>;
  /** Shows the whole x axis again; nothing where the chart can't be zoomed. */
  readonly resetZoom: () => void;
}

/** What every chart's own props say about the frame around it. */
export interface FrameProps {
  /** What the page can ask the chart for: files, and all of its range. */
  readonly handle?: Ref<ChartHandle> | undefined;
  /** A line under the drawing: source, n, a remark. */
  readonly caption?: ReactNode;
  /** What is missing from the numbers, as the end of "partial: …": "3 of 24 shards did not answer". */
  readonly partial?: string | undefined;
}

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
  /** The chart's own props: it passes on what its page says about the frame. */
  readonly frame?: FrameProps | undefined;
  /** What `resetZoom` of the handle does. */
  readonly resetZoom?: (() => void) | undefined;
  /** Draws at a size in px. Called with 640 where nothing can be measured (on a server). */
  readonly children: (size: { readonly width: number; readonly height: number }) => ReactNode;
}

const loadMenu = () => import('./export/export-menu.tsx');
const ExportMenu = lazy(loadMenu);

/** Everything around a drawing: name, description, size, legend, the table that says the same, and both as files. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, description, height, legend, table, frame, children } = props;
  const panel = usePanel();
  const id = useId();
  const [ref, width] = useWidth();
  const [isTable, setTable] = useState(false);
  const menu = useOpener();
  const figure = useRef<HTMLElement>(null);
  const legendBox = useRef<HTMLSpanElement>(null);
  const menuButton = useRef<HTMLButtonElement>(null);
  const latest = useRef({ props, isTable });
  useBrowserLayoutEffect(() => {
    latest.current = { props, isTable };
  });
  const source = useMemo(
    (): ExportSource => ({
      title: () => latest.current.props.title,
      description: () => latest.current.props.description,
      table: () => latest.current.props.table(),
      figure: () => figure.current,
      legend: () => legendBox.current,
      // All in one task: nothing of it is painted.
      whileDrawn: (read) => {
        if (!latest.current.isTable) return read();
        flushSync(() => setTable(false));
        try {
          return read();
        } finally {
          flushSync(() => setTable(true));
        }
      },
    }),
    [],
  );
  useImperativeHandle(frame?.handle, () => handleOf(source, () => latest.current.props.resetZoom?.()), [source]);
  const tools = (
    <>
      <button
        type="button"
        className="uk-tool"
        aria-pressed={isTable}
        title={isTable ? 'Show as chart' : 'Show as table'}
        aria-label={`Show ${title} as table`}
        onClick={() => setTable(!isTable)}
      >
        <svg width={14} height={14} viewBox="0 0 14 14" fill="none" stroke="currentColor" aria-hidden="true">
          <path d="M1.5 2.5h11v9h-11zM1.5 5.5h11M1.5 8.5h11M5.5 5.5v6" />
        </svg>
      </button>
      <button
        ref={menuButton}
        type="button"
        className="uk-tool"
        aria-haspopup="menu"
        title="Save or copy"
        aria-label={`Save or copy ${title}`}
        onPointerEnter={() => void loadMenu()}
        onFocus={() => void loadMenu()}
        {...menu.buttonProps}
      >
        <svg width={14} height={14} viewBox="0 0 14 14" fill="none" stroke="currentColor" aria-hidden="true">
          <path d="M7 1.5v7M4 6l3 3 3-3M1.5 10v2.5h11V10" />
        </svg>
      </button>
      {menu.isOpen && (
        <Suspense fallback={null}>
          <ExportMenu anchor={menuButton} source={source} onClose={menu.close} />
        </Suspense>
      )}
    </>
  );
  const shownLegend = typeof legend === 'function' ? legend(width) : legend;
  const legendPart = shownLegend !== undefined && shownLegend !== null && (
    <span ref={legendBox} className="uk-frame-legend">
      {shownLegend}
    </span>
  );
  return (
    <figure ref={figure} className="uk-frame" aria-labelledby={`${id}-title`}>
      {panel !== null ? (
        <>
          <figcaption className="uk-hidden" id={`${id}-title`}>
            {title}
          </figcaption>
          {panel.legendSlot !== null && createPortal(legendPart, panel.legendSlot)}
          {panel.toolSlot !== null && createPortal(tools, panel.toolSlot)}
        </>
      ) : (
        <figcaption className="uk-frame-head">
          <span className="uk-panel-title" id={`${id}-title`}>
            {title}
          </span>
          <span className="uk-panel-legend">{legendPart}</span>
          <span className="uk-tools">{tools}</span>
        </figcaption>
      )}
      <div className="uk-frame-body" ref={ref} style={{ height }}>
        {isTable ? (
          <TableTwin table={table()} title={title} height={height} />
        ) : (
          width > 0 && (
            <>
              <p className="uk-hidden" id={`${id}-says`}>
                {description}
              </p>
              {children({ width, height })}
            </>
          )
        )}
      </div>
      {(frame?.partial !== undefined || frame?.caption !== undefined) && (
        <div className="uk-frame-foot">
          {frame.partial !== undefined && <span className="uk-partial">partial: {frame.partial}</span>}
          {frame.caption !== undefined && <div className="uk-frame-caption">{frame.caption}</div>}
        </div>
      )}
    </figure>
  );
}

function handleOf(source: ExportSource, resetZoom: () => void): ChartHandle {
  return {
    toPng: async () => (await import('./export/chart-image.ts')).chartPng(source),
    toSvg: async () => (await import('./export/chart-image.ts')).chartSvg(source),
    toCsv: async () => (await import('./export/csv.ts')).csvOf(source.table()),
    resetZoom,
  };
}
