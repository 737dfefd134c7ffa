import { TraceWaterfall } from 'ui-kit/trace-waterfall';
import { otherStyle, seriesStyle } from 'ui-kit/theme';
import 'ui-kit/styles.css';
import './page.css';
import { expose } from './library.ts';
import { reactStage } from './react-stage.ts';

interface Span {
  readonly id: string;
  readonly parent: string | null;
  readonly name: string;
  readonly kind: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly error: string | null;
}

const styles = [otherStyle, seriesStyle(0), seriesStyle(2), seriesStyle(5), seriesStyle(4)];
const span = {
  id: (row: Span) => row.id,
  parentId: (row: Span) => row.parent,
  startMs: (row: Span) => row.startMs,
  durationMs: (row: Span) => row.durationMs,
};
const name = (row: Span) => row.name;
const styleOf = (row: Span) => styles[row.kind] ?? otherStyle;
const error = (row: Span) => row.error;

/** A trace of as many spans as there are points, each under one of the forty before it. */
expose<Span[]>({
  prepare: ([line]) =>
    Array.from(line?.y ?? [], (value, place): Span => {
      const part = (value * 1_000) % 1;
      return {
        id: String(place),
        name: `step ${place}`,
        kind: Math.floor(part * 5),
        startMs: place * 2,
        error: part < 0.002 ? 'timeout' : null,
        parent: place === 0 ? null : String(Math.max(0, Math.floor(place - 1 - part * Math.min(place - 1, 40)))),
        durationMs: place === 0 ? (line?.y.length ?? 0) * 2.2 : Math.ceil(part * 60),
      };
    }),
  mount: (stage, inputs, { heightPx }) => {
    const { render, unmount } = reactStage(stage);
    render(
      inputs.map((data, place) => (
        <div key={place}>
          <TraceWaterfall title="Trace" data={data} span={span} name={name} styleOf={styleOf} error={error} height={heightPx} />
        </div>
      )),
    );
    return { unmount, zoom: () => {}, append: () => {} };
  },
  areDrawn: (stage) => stage.querySelectorAll('.uk-span').length > 10,
});
