import { afterAll, beforeAll } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { jobTests } from './tests/jobs.testing.ts';
import { pointTests } from './tests/points.testing.ts';
import { curveTests } from './tests/curves.testing.ts';
import { viewerTests } from './tests/viewers.testing.ts';
import { listTests } from './tests/list.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

jobTests(() => server);
pointTests(() => server);
curveTests(() => server);
viewerTests(() => server);
listTests(() => server);
