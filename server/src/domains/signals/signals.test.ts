import { afterAll, beforeAll } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { feedbackTests } from './tests/feedback.testing.ts';
import { findingTests } from './tests/findings.testing.ts';
import { forecastTests } from './tests/forecasts.testing.ts';
import { judgedSpanTests } from './tests/judged-spans.testing.ts';
import { loopTests } from './tests/loop.testing.ts';
import { oddTests } from './tests/odd-series.testing.ts';
import { shortTests } from './tests/short.testing.ts';
import { subscriptionTests } from './tests/subscriptions.testing.ts';
import { trainingTests } from './tests/training.testing.ts';
import { workTests } from './tests/work.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

findingTests(() => server);
feedbackTests(() => server);
workTests(() => server);
loopTests(() => server);
shortTests(() => server);
judgedSpanTests(() => server);
trainingTests(() => server);
oddTests(() => server);
forecastTests(() => server);
subscriptionTests(() => server);
