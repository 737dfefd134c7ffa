import { expect, test } from 'vitest';
import { forbiddenEdges, objection } from './edges.ts';

test.each([
  ['server/src/platform/store/query.ts', 'server/src/domains/messages/types.ts'],
  ['server/src/platform/store/query.ts', 'server/src/platform/graphql/errors.ts'],
  ['server/src/platform/live/bus.ts', 'server/src/domains/messages/types.ts'],
  ['server/src/domains/models/schema.ts', 'server/src/domains/prices/queries.ts'],
  ['server/src/domains/messages/queries.ts', 'npm:pg'],
  ['server/src/main.ts', 'npm:pg'],
  ['ui-kit/src/charts/line.tsx', 'client/src/app/shell.tsx'],
  ['ui-kit/src/charts/line.tsx', 'npm:urql'],
  ['client/src/app/shell.tsx', 'server/src/platform/config.ts'],
])('%s may not import %s', (from, to) => {
  expect(objection({ from, to })).not.toBeNull();
});

test.each([
  ['server/src/domains/models/schema.ts', 'server/src/domains/prices/types.ts'],
  ['server/src/domains/models/schema.ts', 'server/src/platform/graphql/builder.ts'],
  ['server/src/domains/messages/queries.ts', 'server/src/platform/store/sql.ts'],
  ['server/src/main.ts', 'server/src/domains/prices/queries.ts'],
  ['server/src/platform/store/postgres/connections.ts', 'npm:pg'],
  ['ui-kit/src/charts/line.tsx', 'npm:@visx/shape'],
])('%s may import %s', (from, to) => {
  expect(objection({ from, to })).toBeNull();
});

test('the code keeps to the edges', async () => {
  expect(await forbiddenEdges()).toEqual([]);
});
