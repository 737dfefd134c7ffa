import { afterAll, beforeAll } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { breakdownTests } from './tests/breakdowns.testing.ts';
import { definitionTests } from './tests/metric-definitions.testing.ts';
import { guardrailTests } from './tests/guardrails.testing.ts';
import { numberTests } from './tests/numbers.testing.ts';
import { sumTests } from './tests/sums.testing.ts';
import { openResultsWorld, type ResultsWorld } from './tests/results-world.testing.ts';

let server: TestServer;
let world: ResultsWorld;
beforeAll(async () => {
  server = await openTestServer();
  world = await openResultsWorld(server);
});
afterAll(() => server?.close());

numberTests(() => world);
guardrailTests(() => world);
definitionTests(() => world);
breakdownTests(() => world);
sumTests(() => world);
