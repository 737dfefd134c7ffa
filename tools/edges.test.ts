import { expect, test } from 'vitest';
import { forbiddenEdges, objection } from './edges.ts';

test.each([
  ['server/src/store/query.ts', 'server/src/messages/types.ts'],
  ['server/src/store/query.ts', 'server/src/graphql/errors.ts'],
  ['server/src/live/bus.ts', 'server/src/messages/types.ts'],
  ['server/src/models/schema.ts', 'server/src/prices/queries.ts'],
  ['server/src/messages/queries.ts', 'npm:pg'],
  ['server/src/main.ts', 'npm:pg'],
  ['ui-kit/src/charts/line.tsx', 'client/src/app/shell.tsx'],
  ['ui-kit/src/charts/line.tsx', 'npm:urql'],
  ['client/src/app/shell.tsx', 'server/src/config.ts'],
])('%s may not import %s', (from, to) => {
  expect(objection({ from, to })).not.toBeNull();
});

test.each([
  ['server/src/models/schema.ts', 'server/src/prices/types.ts'],
  ['server/src/models/schema.ts', 'server/src/graphql/builder.ts'],
  ['server/src/messages/queries.ts', 'server/src/store/sql.ts'],
  ['server/src/main.ts', 'server/src/prices/queries.ts'],
  ['server/src/store/postgres/connections.ts', 'npm:pg'],
  ['ui-kit/src/charts/line.tsx', 'npm:@visx/shape'],
])('%s may import %s', (from, to) => {
  expect(objection({ from, to })).toBeNull();
});

test('the code keeps to the edges', async () => {
  expect(await forbiddenEdges()).toEqual([]);
});
