import { afterAll, beforeAll } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { assignmentTests } from './tests/assignment.testing.ts';
import { definitionTests } from './tests/definitions.testing.ts';
import { exposureTests } from './tests/exposures.testing.ts';
import { growthbookTests } from './tests/growthbook.testing.ts';
import { ofUserTests } from './tests/of-user.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

definitionTests(() => server);
assignmentTests(() => server);
exposureTests(() => server);
growthbookTests(() => server);
ofUserTests(() => server);
