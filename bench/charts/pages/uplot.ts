import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './page.css';
import { areDrawn, hostsIn, lineColor, watchStrokes } from './canvas.ts';
import { expose } from './library.ts';

watchStrokes();
/** Lines of one chart share their x. Plain arrays for those that grow: typed ones can't. */
expose<number[][] | Float64Array[]>({
  prepare: (lines) => [lines[0]?.x ?? new Float64Array(), ...lines.map(({ y }) => y)],
  mount: (stage, inputs, { widthPx, heightPx, isSynced, isStream }) => {
    const cursor = isSynced ? { sync: { key: 'all' } } : {};
    const charts = hostsIn(stage, inputs.length).map((host, place) => {
      const given = inputs[place] ?? [];
      const data = (isStream ? given.map((column) => Array.from(column)) : given) as uPlot.AlignedData;
      return new uPlot(
        {
          width: widthPx,
          height: heightPx,
          title: 'Loss',
          cursor,
          scales: { x: { time: false } },
          series: [{ label: 'Step' }, ...given.slice(1).map((_, line) => ({ label: `run ${line + 1}`, stroke: lineColor(line) }))],
        },
        data,
        host,
      );
    });
    return {
      unmount: () => charts.forEach((chart) => chart.destroy()),
      zoom: (min, max) => charts[0]?.setScale('x', { min, max }),
      append: (parts) => {
        const chart = charts[0];
        if (chart === undefined) return;
        const data = chart.data as unknown as number[][];
        data[0]?.push(...(parts[0]?.x ?? []));
        parts.forEach(({ y }, line) => data[line + 1]?.push(...y));
        chart.setData(data as uPlot.AlignedData);
      },
    };
  },
  areDrawn,
});
