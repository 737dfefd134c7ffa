import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { AutoETS, initSync } from '@bsull/augurs/ets';
import { forecastOf, type ForecastRequest } from '../pure/forecast/forecast.ts';

/* The worker of forecasts, with what makes the library panic: a season, of requests with the period 13. Of period 17 it never ends. */
initSync({ module: readFileSync(new URL(import.meta.resolve('@bsull/augurs/ets').replace(/\.js$/, '_bg.wasm'))) as BufferSource });

parentPort?.on('message', (request: ForecastRequest) => {
  if (request.period === 13) new AutoETS(13, 'AAA').fit(request.values.map((value) => value ?? 0));
  while (request.period === 17);
  parentPort?.postMessage(forecastOf(request));
});
