import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factOf, hourOf, writeFacts } from '../analytics/analytics.testing.ts';
import { rebuildRollupHours } from '../analytics/rollup.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { setSettings } from './commands.ts';
import { settingsOf } from './load.ts';
import { defaultSettings, targetKinds, targetMetrics, type WeekStart } from './types.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const fields = `slaThresholdMs slaRules { dimension value thresholdMs } targets { metric value bound } timeZone weekStart updatedAt lastChange { action change }`;
const set = `mutation ($input: WorkspaceSettingsInput!) { setWorkspaceSettings(input: $input) { ${fields} } }`;
const whole = {
  slaThresholdMs: 3_000,
  slaRules: [{ dimension: 'MODEL', value: 'slow', thresholdMs: 9_000 }],
  targets: [{ metric: 'SUCCESS_SHARE', value: 0.9 }],
  timeZone: 'America/New_York',
  weekStart: 'SUNDAY',
};

test('settings are the defaults until they are set, say who set them, and can be taken back', async () => {
  const { run } = await openTestWorkspace(server);
  const read = async (): Promise<Loose> => (await run(`{ workspaceSettings { ${fields} } }`)).data.workspaceSettings;
  expect(await read()).toEqual({ ...defaultSettings, lastChange: null });
  expect((await run(set, { input: whole })).data.setWorkspaceSettings).toEqual({
    ...whole,
    targets: [{ metric: 'SUCCESS_SHARE', value: 0.9, bound: 'AT_LEAST' }],
    updatedAt: expect.any(String),
    lastChange: { action: 'setWorkspaceSettings', change: 'CREATED' },
  });
  expect((await run(`mutation { resetWorkspaceSettings { ${fields} } }`)).data.resetWorkspaceSettings).toMatchObject(defaultSettings);
  expect(await read()).toEqual({ ...defaultSettings, lastChange: { action: 'resetWorkspaceSettings', change: 'DELETED' } });
});

test('every number that can have a target takes its ends, and nothing beyond them', async () => {
  const { id } = await openTestWorkspace(server);
  const input = { slaThresholdMs: 1, weekStart: 'MONDAY' as const };
  const save = (targets: { metric: string; value: number }[]) => setSettings(server, id, { ...input, targets });
  for (const end of ['least', 'most'] as const) {
    const sound = await save(targetMetrics.map((metric) => ({ metric, value: targetKinds[metric][end] })));
    expect(sound.ok && sound.value.targets.length).toBe(targetMetrics.length);
    const beyond = await save(
      targetMetrics.map((metric) => ({
        metric,
        value: targetKinds[metric][end] * (end === 'most' ? 1.1 : 1) - (end === 'least' ? 0.1 : 0),
      })),
    );
    expect(beyond.ok ? [] : beyond.failure.problems.map(({ reason }) => reason)).toEqual(
      targetMetrics.map((metric) => expect.stringContaining(targetKinds[metric].takes)),
    );
  }
});

const from = '2026-02-01T00:00:00.000Z';
const to = '2026-04-30T00:00:00.000Z';
const dayMs = 86_400_000;

describe('the numbers of analytics', () => {
  let workspace: TestWorkspace;
  const facts = Array.from({ length: 600 }, (_, index) =>
    factOf({
      id: index + 1,
      at: new Date(Date.parse(from) + ((index * 7_919) % 87) * dayMs + ((index * 104_729) % 86_400) * 1_000),
      model: ['slow', 'fast', ''][index % 3] ?? '',
      environment: ['production', 'staging'][index % 2] ?? '',
      latencyMs: index % 10 === 0 ? null : (index * 97) % 4_000,
    }),
  );
  beforeAll(async () => {
    workspace = await openTestWorkspace(server);
    await writeFacts(server.stores, workspace.id, facts, 1);
    await rebuildRollupHours(
      server.stores.clickhouse,
      workspace.id,
      facts.map(({ at }) => hourOf(at)),
      2n,
    );
  });
  const input = (change: object): Loose => ({ slaThresholdMs: 1_000, weekStart: 'MONDAY', ...change });
  const analytics = async (selection: string, filter: object = {}): Promise<Loose> =>
    (
      await workspace.run(`query ($filter: AnalyticsFilter!) { analytics(filter: $filter) { ${selection} } }`, {
        filter: { from, to, ...filter },
      })
    ).data.analytics;

  test('hold each message to the threshold of its model, else of its environment, else of the workspace', async () => {
    const slaRules = [
      { dimension: 'ENVIRONMENT', value: 'staging', thresholdMs: 2_000 },
      { dimension: 'MODEL', value: 'slow', thresholdMs: 3_500 },
    ];
    await workspace.run(set, { input: input({ slaRules }) });
    const thresholdOf = (fact: (typeof facts)[number]): number =>
      fact.model === 'slow' ? 3_500 : fact.environment === 'staging' ? 2_000 : 1_000;
    const measured = facts.filter(({ latencyMs }) => latencyMs !== null);
    const breaching = (limit: (fact: (typeof facts)[number]) => number) =>
      measured.filter((fact) => (fact.latencyMs ?? 0) > limit(fact)).length;
    // From the rollup, and from the facts alone.
    for (const filter of [{}, { evaluated: false }])
      expect((await analytics('sla { thresholdMs rules { value } measuredCount breachCount }', filter)).sla).toEqual({
        thresholdMs: 1_000,
        rules: [{ value: 'staging' }, { value: 'slow' }],
        measuredCount: measured.length,
        breachCount: breaching(thresholdOf),
      });
    expect((await analytics('sla(thresholdMs: 500) { rules { value } breachCount }')).sla).toEqual({
      rules: [],
      breachCount: breaching(() => 500),
    });
  });

  test.each<[WeekStart, number]>([
    ['MONDAY', 1],
    ['SUNDAY', 0],
    ['SATURDAY', 6],
  ])('count weeks from %s, in UTC and in the zone of the workspace', async (weekStart, weekday) => {
    for (const timeZone of [null, 'America/New_York']) {
      await workspace.run(set, { input: input({ weekStart, timeZone }) });
      // The date that a clock of the zone shows, its day of the week, and by them the first day of the week: without any code of the product.
      const dateOf = (at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: timeZone ?? 'UTC', dateStyle: 'short' }).format(at);
      const weeks = Map.groupBy(facts, ({ at }) => {
        const date = new Date(`${dateOf(at)}T00:00:00Z`);
        while (date.getUTCDay() !== weekday) date.setUTCDate(date.getUTCDate() - 1);
        return date.toISOString().slice(0, 10);
      });
      const { series } = await analytics('series(interval: WEEK) { startedAt messageCount }');
      expect(series.map((one: Loose) => [dateOf(new Date(one.startedAt)), one.messageCount])).toEqual(
        [...weeks].sort(([one], [other]) => (one < other ? -1 : 1)).map(([date, own]) => [date, own.length]),
      );
    }
    // What a filter names comes first.
    const { series } = await analytics('series(interval: WEEK) { startedAt }', { timeZone: 'UTC', weekStart: 'MONDAY' });
    expect(new Set(series.map(({ startedAt }: Loose) => new Date(startedAt).getUTCDay()))).toEqual(new Set([1]));
  });
});

test('what another server has set holds within two seconds, and what this one sets at once', async () => {
  const { id } = await openTestWorkspace(server);
  expect((await settingsOf(server.stores, id)).slaThresholdMs).toBe(5_000);
  await setSettings(server, id, { slaThresholdMs: 7, weekStart: 'MONDAY' });
  expect((await settingsOf(server.stores, id)).slaThresholdMs).toBe(7);
});
