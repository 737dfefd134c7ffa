import { afterAll, beforeAll } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { firstOwnerTests } from './tests/first-owner.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

firstOwnerTests(() => server);
