import { Worker } from 'node:worker_threads';
import type { Forecast, ForecastRequest, NoForecast } from '../pure/forecast/forecast.ts';

/*
 * Forecasts are computed in a worker thread: they take up to a second, and the library in it is WebAssembly, whose panic would leave this
 * thread's copy unusable. A worker that dies or takes too long is replaced, and its request is answered with a reason.
 */

interface Waiting {
  readonly request: ForecastRequest;
  readonly answer: (forecast: Forecast | NoForecast) => void;
}

export interface Forecaster {
  /** One after the other, in their order. */
  forecast(request: ForecastRequest): Promise<Forecast | NoForecast>;
  close(): Promise<void>;
}

/** `program`: what the worker runs; another one in tests. `timeoutMs`: how long one forecast may take. */
export function startForecaster({
  program = new URL('forecast-worker.ts', import.meta.url),
  timeoutMs = 20_000,
}: { readonly program?: URL; readonly timeoutMs?: number } = {}): Forecaster {
  const waiting: Waiting[] = [];
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;

  const answer = (forecast: Forecast | NoForecast): void => {
    clearTimeout(timer);
    waiting.shift()?.answer(forecast);
    next();
  };
  const replace = (reason: string): void => {
    const broken = worker;
    worker = null;
    broken?.removeAllListeners();
    void broken?.terminate();
    answer({ reason });
  };
  const started = (): Worker => {
    const made = new Worker(program);
    made.on('message', answer);
    made.on('error', (error) => replace(`The forecast failed: ${error instanceof Error ? error.message : String(error)}`));
    made.on('exit', (code) => replace(`The forecast ended with code ${code}.`));
    return made;
  };
  const next = (): void => {
    const first = waiting[0];
    // With nothing to do, the thread does not hold the process. (Listeners do: `unref` before them is undone.)
    if (first === undefined) return worker?.unref();
    worker ??= started();
    worker.ref();
    timer = setTimeout(() => replace(`The forecast took more than ${timeoutMs / 1_000} s.`), timeoutMs);
    worker.postMessage(first.request);
  };
  return {
    forecast: (request) =>
      new Promise((resolve) => {
        waiting.push({ request, answer: resolve });
        if (waiting.length === 1) next();
      }),
    close: async () => {
      clearTimeout(timer);
      for (const { answer: end } of waiting.splice(0)) end({ reason: 'The server stops.' });
      worker?.removeAllListeners();
      await worker?.terminate();
      worker = null;
    },
  };
}
