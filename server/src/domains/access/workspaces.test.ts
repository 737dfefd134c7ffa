import { afterAll, beforeAll } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { workspaceTests } from './tests/workspaces.testing.ts';

// A server of its own: with the first account, no request from this machine is owner any more.
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

workspaceTests(() => server);
