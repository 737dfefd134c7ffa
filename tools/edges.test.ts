import { describe, expect, test } from 'vitest';
import { forbiddenEdges, objection } from './edges.ts';
import { serverCircles } from './server-edges.ts';

test.each([
  ['server/src/platform/store/query.ts', 'server/src/platform/graphql/errors.ts'],
  ['server/src/domains/models/schema.ts', 'server/src/domains/prices/queries.ts'],
  ['server/src/domains/messages/queries.ts', 'npm:pg'],
  ['server/src/main.ts', 'npm:pg'],
  ['server/src/domains/traces/tree/build.ts', 'npm:ui-kit/trace-waterfall'],
  ['server/src/main.ts', 'npm:react'],
  ['ui-kit/src/charts/line.tsx', 'client/src/app/shell.tsx'],
  ['ui-kit/src/charts/line.tsx', 'npm:urql'],
  ['client/src/app/shell.tsx', 'server/src/platform/config.ts'],
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
  ['server/src/domains/models/schema.ts', 'server/src/domains/prices/types.ts'],
  ['server/src/domains/models/schema.ts', 'server/src/platform/graphql/builder.ts'],
  ['server/src/domains/messages/queries.ts', 'server/src/platform/store/sql.ts'],
  ['server/src/main.ts', 'server/src/domains/prices/queries.ts'],
  ['server/src/platform/store/postgres/connections.ts', 'npm:pg'],
  ['server/src/domains/traces/tree/build.ts', 'npm:ui-kit/critical-path'],
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

describe('the server', () => {
  const server = (path: string): string => `server/src/${path}`;
  const ruleOf = (from: string, to: string): string | null => objection({ from: server(from), to: server(to) });

  test.each([
    ['platform/store/query.ts', 'domains/messages/types.ts'],
    ['platform/live/bus.ts', 'domains/messages/types.ts'],
    ['platform/http/body.ts', 'protocols/otlp/types.ts'],
    ['platform/config.ts', 'commands/demo/flags.ts'],
    ['domains/traces/ingest.ts', 'protocols/otlp/decode.ts'],
    ['domains/facts/commands.ts', 'commands/db/rebuild.ts'],
  ])('no import goes upwards: %s, %s', (from, to) => {
    expect(ruleOf(from, to)).toContain('imports go downwards');
  });

  test.each([
    ['commands/importer/client.ts', 'protocols/otlp/types.ts'],
    ['protocols/langfuse/http.ts', 'commands/importer/text.ts'],
  ])('commands and protocols are apart: %s, %s', (from, to) => {
    expect(ruleOf(from, to)).toContain('may not know each other');
  });

  test('one protocol does not know another, and a command may use another command', () => {
    expect(ruleOf('protocols/langfuse/read.ts', 'protocols/otlp/decode.ts')).toContain('protocols may not know each other');
    expect(ruleOf('commands/demo/live.ts', 'commands/importer/spans.ts')).toBeNull();
  });

  test.each(['domains/models/schema.ts', 'protocols/otlp/take.ts', 'commands/demo/live.ts'])(
    '%s sees the face of a domain that nobody has listed, and no more',
    (from) => {
      for (const stage of [
        'types.ts',
        'schema.ts',
        'schema/run.ts',
        'errors.ts',
        'commands.ts',
        'commands/start.ts',
        'load.ts',
        'pure/score.ts',
      ]) {
        expect(ruleOf(from, `domains/experiments/${stage}`)).toBeNull();
      }
      for (const stage of ['queries.ts', 'queries/list.ts', 'ingest.ts', 'record.ts', 'record/rows.ts', 'loaders.ts', 'commands-log.ts']) {
        expect(ruleOf(from, `domains/experiments/${stage}`)).toContain('of a domain others may use');
      }
    },
  );

  test('jobs of a domain are for commands and the root, not for other domains', () => {
    expect(ruleOf('commands/db/rebuild.ts', 'domains/facts/background/rebuild.ts')).toBeNull();
    expect(ruleOf('background.ts', 'domains/facts/background/rebuild.ts')).toBeNull();
    expect(ruleOf('domains/prices/commands.ts', 'domains/facts/background/rebuild.ts')).toContain('of a domain others may use');
    expect(ruleOf('protocols/otlp/take.ts', 'domains/facts/background/rebuild.ts')).toContain('of a domain others may use');
  });

  test('within a domain everything may be used', () => {
    expect(ruleOf('domains/prices/schema.ts', 'domains/prices/queries.ts')).toBeNull();
  });

  test.each([
    ['domains/prices/pure/cost.ts', 'domains/prices/queries.ts'],
    ['domains/prices/pure/cost.ts', 'domains/prices/load.ts'],
    ['domains/prices/pure/cost.ts', 'platform/store/stores.ts'],
    ['domains/prices/pure/cost.ts', 'platform/live/bus.ts'],
  ])('a computation uses no store: %s, %s', (from, to) => {
    expect(ruleOf(from, to)).toContain('pure/ holds computations');
  });

  test.each([
    ['domains/prices/pure/cost.ts', 'domains/messages/types.ts'],
    ['domains/analytics/pure/filter.ts', 'platform/store/sql.ts'],
    ['domains/traces/pure/chat/json.ts', 'platform/ingest/json.ts'],
  ])('a computation may use %s, %s', (from, to) => {
    expect(ruleOf(from, to)).toBeNull();
  });

  test('the root composes; commands may use what it composes, and nothing else may', () => {
    expect(ruleOf('commands/db/rebuild.ts', 'background.ts')).toBeNull();
    for (const from of ['platform/jobs/runner.ts', 'domains/facts/schema.ts', 'protocols/monitoring/health.ts'])
      expect(ruleOf(from, 'background.ts')).toContain('compose');
  });

  test('a folder beside the wings is none', () => {
    expect(ruleOf('helpers/text.ts', 'platform/store/sql.ts')).toContain('stands in a wing');
    expect(ruleOf('domains/prices/schema.ts', 'helpers/text.ts')).toContain('stands in a wing');
  });

  test('tests may import anything, and nothing else imports what is made for them', () => {
    expect(ruleOf('platform/store/projector/queue.test.ts', 'domains/messages/record.ts')).toBeNull();
    expect(ruleOf('domains/traces/spans.testing.ts', 'domains/prices/queries.ts')).toBeNull();
    expect(ruleOf('domains/prices/commands.ts', 'domains/prices/price.fixtures.ts')).toContain('only tests');
    expect(ruleOf('domains/prices/commands.ts', 'platform/store/testing.ts')).toContain('only tests');
    expect(objection({ from: server('commands/importer/main.ts'), to: 'server/tests/shared-data.testing.ts' })).toContain('only tests');
  });

  test('folders that import each other are named, directly or by way of others', () => {
    const edge = (from: string, to: string) => ({ from: server(from), to: server(to) });
    const [ab, bc, ca] = [
      edge('domains/a/schema.ts', 'domains/b/types.ts'),
      edge('domains/b/types.ts', 'domains/c/types.ts'),
      edge('domains/c/commands.ts', 'domains/a/types.ts'),
    ];
    expect(serverCircles([ab, bc])).toEqual([]);
    expect(serverCircles([ab, bc, ca])).toHaveLength(3);
    expect(serverCircles([ab, edge('domains/b/schema.ts', 'domains/a/types.ts')])[0]).toContain(
      'server/src/domains/a and server/src/domains/b may not import each other',
    );
    expect(serverCircles([ab, edge('domains/b/api.test.ts', 'domains/a/types.ts')])).toEqual([]);
  });
});

test('the code keeps to the edges', async () => {
  expect(await forbiddenEdges()).toEqual([]);
});
