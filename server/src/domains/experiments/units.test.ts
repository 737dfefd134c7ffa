import { afterAll, beforeAll } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { healthTests } from './tests/health.testing.ts';
import { plannerTests } from './tests/planner.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

plannerTests(() => server);
healthTests(() => server);
