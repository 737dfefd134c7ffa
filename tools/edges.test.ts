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
  ['client/src/app/pages.ts', 'client/src/pages/prices/page.tsx'],
  ['client/src/pages/models/page.tsx', 'client/src/pages/prices/price-form.ts'],
  ['client/src/pages/new-one/page.tsx', 'client/src/pages/prices/routes.ts'],
  ['client/src/pages/models/page.tsx', 'client/src/app/shell.tsx'],
  ['client/src/panels/analytics/tiles.tsx', 'client/src/pages/overview/page.tsx'],
  ['client/src/primitives/moment.tsx', 'client/src/controls/view.ts'],
  ['client/src/graphql/client.ts', 'client/src/primitives/toast.ts'],
  ['client/src/pages/models/page.tsx', 'client/src/testing/render.tsx'],
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
  ['client/src/app/pages.ts', 'client/src/pages/new-one/routes.ts'],
  ['client/src/pages/new-one/page.tsx', 'client/src/pages/new-one/parts/table.tsx'],
  ['client/src/pages/new-one/page.tsx', 'client/src/pages/prices/links.ts'],
  ['client/src/pages/new-one/page.tsx', 'client/src/panels/analytics/tiles.tsx'],
  ['client/src/pages/new-one/page.tsx', 'client/src/graphql/generated/graphql.ts'],
  ['client/src/pages/new-one/page.test.tsx', 'client/src/testing/render.tsx'],
  ['client/build/development-server.ts', 'npm:vite'],
])('%s may import %s', (from, to) => {
  expect(objection({ from, to })).toBeNull();
});

test('the code keeps to the edges', async () => {
  expect(await forbiddenEdges()).toEqual([]);
});
