import { LineChart } from 'echarts/charts';
import { DataZoomComponent, GridComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { connect, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import './page.css';
import { areDrawn, hostsIn, lineColor, watchStrokes } from './canvas.ts';
import { expose } from './library.ts';

use([LineChart, GridComponent, TooltipComponent, TitleComponent, DataZoomComponent, CanvasRenderer]);
watchStrokes();

/** x and y in turn, one column for each line: the form it copies nothing of. */
expose<Float64Array[]>({
  prepare: (lines) =>
    lines.map(({ x, y }) => {
      const flat = new Float64Array(x.length * 2);
      for (let place = 0; place < x.length; place += 1) {
        flat[place * 2] = x[place] as number;
        flat[place * 2 + 1] = y[place] as number;
      }
      return flat;
    }),
  mount: (stage, inputs, { widthPx, heightPx, isSynced }) => {
    // Joined charts follow by a point's index, which a sample of another chart may have left out: joined, all points are kept.
    const series = (data: Float64Array | undefined, line: number) => ({
      type: 'line' as const,
      name: `run ${line + 1}`,
      dimensions: ['x', 'y'],
      data,
      showSymbol: false,
      ...(isSynced ? {} : { sampling: 'lttb' as const }),
      animation: false,
      lineStyle: { width: 1.5, color: lineColor(line) },
      itemStyle: { color: lineColor(line) },
    });
    const charts = hostsIn(stage, inputs.length).map((host, place) => {
      const chart = init(host, null, { renderer: 'canvas', width: widthPx, height: heightPx });
      if (isSynced) chart.group = 'all';
      chart.setOption({
        animation: false,
        title: { text: 'Loss', textStyle: { fontSize: 14 } },
        grid: { left: 48, right: 16, top: 32, bottom: 28 },
        tooltip: { trigger: 'axis', axisPointer: { type: 'line', animation: false }, transitionDuration: 0 },
        xAxis: { type: 'value', min: 'dataMin', max: 'dataMax' },
        yAxis: { type: 'value', scale: true },
        dataZoom: [{ type: 'inside' }],
        series: (inputs[place] ?? []).map(series),
      });
      return chart;
    });
    if (isSynced) connect('all');
    const grown = (inputs[0] ?? []).map((data) => ({ data, length: data.length }));
    return {
      unmount: () => charts.forEach((chart) => chart.dispose()),
      zoom: (startValue, endValue) => charts[0]?.dispatchAction({ type: 'dataZoom', startValue, endValue }, { flush: true }),
      // appendData is for scatter and lines (its documentation); a line chart is given all its points again.
      append: (parts) => {
        charts[0]?.setOption({
          series: parts.map(({ x, y }, line) => {
            const column = grown[line] as (typeof grown)[number];
            const needed = column.length + x.length * 2;
            if (needed > column.data.length) {
              const larger = new Float64Array(Math.max(needed, column.data.length * 2));
              larger.set(column.data.subarray(0, column.length));
              column.data = larger;
            }
            for (let place = 0; place < x.length; place += 1) {
              column.data[column.length + place * 2] = x[place] as number;
              column.data[column.length + place * 2 + 1] = y[place] as number;
            }
            column.length = needed;
            return { data: column.data.subarray(0, needed) };
          }),
        });
      },
    };
  },
  areDrawn,
});
