import { CrosshairProvider } from 'ui-kit/crosshair';
import { LineChart, createLineStream } from 'ui-kit/line-chart';
import 'ui-kit/styles.css';
import './page.css';
import type { Line } from './api.ts';
import { expose } from './library.ts';
import { pathsDrawn, reactStage } from './react-stage.ts';

const x = { label: 'Step', unit: 'count' } as const;
const y = { label: 'Loss', unit: 'number', baseline: 'data' } as const;

/** Columns as they are; a stream where they grow. */
expose<readonly (Line & { readonly label: string })[]>({
  prepare: (lines) => lines.map((line) => ({ ...line, label: lines.length > 1 ? line.key : '' })),
  mount: (stage, inputs, { heightPx, isSynced, isStream }) => {
    const { render, unmount } = reactStage(stage);
    const streams = isStream ? inputs.map(streamOf) : [];
    let viewport: readonly [number, number] | undefined;
    const draw = () => {
      const charts = inputs.map((lines, place) => (
        <div key={place}>
          <LineChart
            title="Loss"
            x={x}
            y={y}
            height={heightPx}
            columns={streams[place] ?? lines}
            viewport={place === 0 ? viewport : undefined}
          />
        </div>
      ));
      render(isSynced ? <CrosshairProvider>{charts}</CrosshairProvider> : charts);
    };
    draw();
    return {
      unmount,
      zoom: (from, to) => {
        viewport = [from, to];
        draw();
      },
      append: (parts) => parts.forEach((part) => streams[0]?.append(part.key, part.x, part.y)),
    };
  },
  areDrawn: (stage, chartCount, seriesCount) => pathsDrawn(stage, '.uk-line', chartCount * seriesCount),
});

function streamOf(lines: readonly Line[]) {
  const stream = createLineStream(lines.map(({ key }) => key));
  for (const line of lines) stream.append(line.key, line.x, line.y);
  return stream;
}
