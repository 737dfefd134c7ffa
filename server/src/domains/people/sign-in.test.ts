import { afterAll, beforeAll } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { accountTests } from './tests/account.testing.ts';
import { changedMeanwhileTests } from './tests/changed-meanwhile.testing.ts';
import { firstOwnerTests } from './tests/first-owner.testing.ts';
import { tokenTests } from './tests/tokens.testing.ts';
import { trailTests } from './tests/trail.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

firstOwnerTests(() => server);
accountTests(() => server);
changedMeanwhileTests(() => server);
trailTests(() => server);
tokenTests(() => server);
