import { afterAll, beforeAll } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { warningTests } from './tests/warnings.testing.ts';
import { judgmentTests } from './tests/judgment.testing.ts';
import { savingsTests } from './tests/savings.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

warningTests(() => server);
judgmentTests(() => server);
savingsTests(() => server);
