import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import './page.css';
import { lineColor } from './canvas.ts';
import { expose } from './library.ts';
import { pathsDrawn, reactStage } from './react-stage.ts';

type Row = Record<string, number>;

function rowsOf(lines: readonly { readonly x: Float64Array; readonly y: Float64Array }[]): Row[] {
  const [first] = lines;
  return Array.from(first?.x ?? [], (x, place) => {
    const row: Row = { x };
    lines.forEach(({ y }, line) => (row[`y${line}`] = y[place] as number));
    return row;
  });
}

/** One row for each x with every line's value. Its size is given: its responsive container would draw later. */
expose<Row[]>({
  prepare: rowsOf,
  mount: (stage, inputs, { widthPx, heightPx, isSynced, seriesCount }) => {
    const { render, unmount } = reactStage(stage);
    const sync = isSynced ? { syncId: 'all' } : {};
    let data = inputs;
    let domain: readonly [number | string, number | string] = ['dataMin', 'dataMax'];
    const draw = () =>
      render(
        data.map((rows, place) => (
          <div key={place}>
            <LineChart width={widthPx} height={heightPx} data={rows} {...sync}>
              <CartesianGrid />
              <XAxis dataKey="x" type="number" domain={[...domain]} allowDataOverflow />
              <YAxis domain={['auto', 'auto']} />
              <Tooltip isAnimationActive={false} />
              {Array.from({ length: seriesCount }, (_, line) => (
                <Line
                  key={line}
                  dataKey={`y${line}`}
                  name={`run ${line + 1}`}
                  type="linear"
                  stroke={lineColor(line)}
                  strokeWidth={1.5}
                  dot={false}
                  isAnimationActive={false}
                />
              ))}
            </LineChart>
          </div>
        )),
      );
    draw();
    return {
      unmount,
      zoom: (from, to) => {
        domain = [from, to];
        draw();
      },
      append: (parts) => {
        data = [[...(data[0] ?? []), ...rowsOf(parts)], ...data.slice(1)];
        draw();
      },
    };
  },
  areDrawn: (stage, chartCount, seriesCount) => pathsDrawn(stage, '.recharts-line-curve', chartCount * seriesCount),
});
