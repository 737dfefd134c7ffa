import { Chart, Decimation, Legend, LinearScale, LineController, LineElement, PointElement, Title, Tooltip } from 'chart.js';
import type { Plugin, Point } from 'chart.js';
import zoomPlugin from 'chartjs-plugin-zoom';
import './page.css';
import { areDrawn, hostsIn, lineColor, watchStrokes } from './canvas.ts';
import { expose } from './library.ts';

/** It has no crosshair of its own; this is how its documentation draws one. */
const crosshair: Plugin<'line'> = {
  id: 'crosshair',
  afterDatasetsDraw: ({ ctx, tooltip, chartArea }) => {
    const x = tooltip?.getActiveElements()[0]?.element.x;
    if (x === undefined) return;
    ctx.save();
    ctx.strokeStyle = '#888888';
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(x, chartArea.top);
    ctx.lineTo(x, chartArea.bottom);
    ctx.stroke();
    ctx.restore();
  },
};

Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip, Title, Legend, Decimation, zoomPlugin, crosshair);
watchStrokes();

/** Points as its own objects, so that nothing has to be parsed. */
expose<Point[][]>({
  prepare: (lines) => lines.map(({ x, y }) => Array.from(x, (at, place) => ({ x: at, y: y[place] as number }))),
  mount: (stage, inputs, { widthPx, heightPx }) => {
    const charts = hostsIn(stage, inputs.length).map((host, place) => {
      const canvas = host.appendChild(document.createElement('canvas'));
      canvas.width = widthPx;
      canvas.height = heightPx;
      const given = inputs[place] ?? [];
      return new Chart(canvas, {
        type: 'line',
        data: { datasets: given.map((data, line) => ({ label: `run ${line + 1}`, data, borderColor: lineColor(line), borderWidth: 1.5 })) },
        options: {
          responsive: false,
          animation: false,
          parsing: false,
          normalized: true,
          spanGaps: true,
          elements: { point: { radius: 0 } },
          interaction: { mode: 'index', axis: 'x', intersect: false },
          scales: {
            x: { type: 'linear', title: { display: true, text: 'Step' }, ticks: { minRotation: 0, maxRotation: 0 } },
            y: { type: 'linear', title: { display: true, text: 'Loss' } },
          },
          plugins: {
            decimation: { enabled: true, algorithm: 'min-max' },
            legend: { display: given.length > 1 },
            title: { display: true, text: 'Loss' },
            zoom: { zoom: { wheel: { enabled: true, modifierKey: 'ctrl' }, mode: 'x' } },
          },
        },
      });
    });
    return {
      unmount: () => charts.forEach((chart) => chart.destroy()),
      zoom: (min, max) => charts[0]?.zoomScale('x', { min, max }, 'none'),
      append: (parts) => {
        const chart = charts[0];
        if (chart === undefined) return;
        parts.forEach(({ x, y }, line) => {
          const points = inputs[0]?.[line] as Point[];
          x.forEach((at, place) => points.push({ x: at, y: y[place] as number }));
          // Set anew: the decimation plugin has put its few points into the place of what was given.
          const dataset = chart.data.datasets[line];
          if (dataset !== undefined) dataset.data = points;
        });
        chart.update('none');
      },
    };
  },
  areDrawn,
});
