import { parentPort } from 'node:worker_threads';
import { forecastOf, type ForecastRequest } from '../pure/forecast/forecast.ts';

parentPort?.on('message', (request: ForecastRequest) => parentPort?.postMessage(forecastOf(request)));
