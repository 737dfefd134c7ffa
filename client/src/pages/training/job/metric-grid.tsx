import { startTransition, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { MetricPanel } from './metric-panel.tsx';
import type { ChartSetting } from './metric-panel.tsx';
import type { MetricChart, MetricSection } from './metric-sections.ts';
import { gridRows, rowsInView } from './grid-rows.ts';
import { noteScroll, useStay } from './turns.ts';
import styles from './job.module.css';

/** A chart and its panel, px. */
const CHART_PX = 150;

/** All metrics in sections. Only charts in view are made, and only their curves are read, however many metrics there are. */
export function MetricGrid({ sections, setting }: { readonly sections: readonly MetricSection[]; readonly setting: ChartSetting }) {
  const box = useRef<HTMLDivElement>(null);
  const [columnCount, setColumnCount] = useState(3);
  const rows = useMemo(() => gridRows(sections, columnCount), [sections, columnCount]);
  const [shown, setShown] = useState<readonly [first: number, end: number]>([0, 0]);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = () => {
      const { top, width } = element.getBoundingClientRect();
      setColumnCount(Math.max(1, Math.min(4, Math.floor((width + 16) / 336))));
      const next = rowsInView(rows, -top, window.innerHeight);
      // Charts are made between frames: a scroll is not held up by them.
      startTransition(() => setShown((held) => (held[0] === next[0] && held[1] === next[1] ? held : next)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const scroll = () => {
      noteScroll();
      measure();
    };
    window.addEventListener('scroll', scroll, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', scroll);
      window.removeEventListener('resize', measure);
    };
  }, [rows]);
  const last = rows.at(-1);
  return (
    <div ref={box} className={styles.metrics} style={{ height: last === undefined ? 0 : last.top + last.height }}>
      {rows.slice(shown[0], shown[1]).map((row) =>
        row.kind === 'head' ? (
          <h2 key={row.key} className={styles.sectionHead} style={{ transform: `translateY(${row.top}px)` }}>
            {row.name} <span className="quiet">{row.count}</span>
          </h2>
        ) : (
          <div
            key={row.key}
            className={styles.chartRow}
            style={{ transform: `translateY(${row.top}px)`, gridTemplateColumns: `repeat(${columnCount}, minmax(0, 1fr))` }}
          >
            {row.charts.map((chart) => (
              <GridChart key={chart.key} chart={chart} setting={setting} />
            ))}
          </div>
        ),
      )}
    </div>
  );
}

/** A panel of the grid: a name alone while it passes by, and until it is its turn to be drawn. */
function GridChart({ chart, setting }: { readonly chart: MetricChart; readonly setting: ChartSetting }) {
  const name = (
    <section className="uk-panel" aria-busy>
      <header className="uk-panel-head">
        <h3 className="uk-panel-title">{chart.title}</h3>
      </header>
    </section>
  );
  return useStay() ? <MetricPanel chart={chart} setting={setting} height={CHART_PX} untilDrawn={name} /> : name;
}
