import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createApiKey } from '../access/commands.ts';
import type { KeyScope, Role } from '../../platform/permissions.ts';
import { acrossWorkspaces, inWorkspace } from '../../platform/store/scope.ts';
import { raw } from '../../platform/store/sql.ts';
import { eraseEvents, expireEvents } from '../events/commands.ts';
import { raiseRamps } from './background/ramps.ts';
import { eraseUnits, expireExposures } from './commands/erase.ts';

let server: TestServer;
let asEditor: Record<string, string>;
const bearer = async (role: Role, scope: KeyScope = 'FULL'): Promise<Record<string, string>> => {
  const { secret } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: `${role} ${scope}`, role, scope });
  return { authorization: `Bearer ${secret}` };
};
beforeAll(async () => {
  server = await openTestServer();
  asEditor = await bearer('EDITOR');
});
afterAll(() => server?.close());

const run = async (query: string, variables: object = {}, headers = asEditor): Promise<Loose> =>
  (await ask(server, query, { headers, variables })).body;
const fields = 'id key state phase version allocation isEnabled shippedVariant possibleActs variants { key weight value }';
const two = [{ key: 'control' }, { key: 'warm' }];
let count = 0;
async function made(input: object = {}): Promise<Loose> {
  count += 1;
  const given = { key: `greeting-${count}`, name: 'Greeting', variants: two, ...input };
  const { data, errors } = await run(`mutation ($input: ExperimentInput!) { createExperiment(input: $input) { ${fields} } }`, {
    input: given,
  });
  expect(errors).toBeUndefined();
  return data.createExperiment;
}
const act = async (name: string, id: string): Promise<Loose> =>
  run(`mutation ($id: ID!) { ${name}Experiment(id: $id) { ${fields} } }`, { id });
const change = (input: object): Promise<Loose> =>
  run(
    `mutation ($input: ExperimentChangeInput!) { updateExperiment(input: $input) { ${fields} phases { number seed reason endedAt } versions { version changed } } }`,
    {
      input,
    },
  );
const assigned = async (experiment: string, unitId: string, attributes = {}): Promise<Loose> =>
  (
    await run(
      'query ($e: String!, $u: String!, $a: JSON) { assignVariant(experiment: $e, unitId: $u, attributes: $a) { variant value reason phase } }',
      {
        e: experiment,
        u: unitId,
        a: attributes,
      },
    )
  ).data.assignVariant;
const keyOfId = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] as string;
const codeOf = (body: Loose) => body.errors?.[0].extensions.code;
async function post(path: string, body: unknown, headers: Record<string, string> = asEditor, method = 'POST') {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === '' ? null : (JSON.parse(text) as Loose) };
}

test('an experiment is drafted, started, paused, resumed, stopped and shipped, and each unit keeps its variant', async () => {
  const { id, key, ...draft } = await made();
  expect(draft).toMatchObject({ state: 'DRAFT', phase: 1, possibleActs: ['START', 'ARCHIVE', 'SHIP'] });
  expect(draft.variants.map(({ weight, value }: Loose) => [weight, value])).toEqual([
    [0.5, 'control'],
    [0.5, 'warm'],
  ]);
  expect(await assigned(key, 'user-1')).toEqual({ variant: null, value: null, reason: 'DISABLED', phase: 1 });
  expect((await act('start', id)).data.startExperiment.state).toBe('RUNNING');
  const first = await assigned(key, 'user-1');
  expect(first).toMatchObject({ reason: 'SPLIT', value: first.variant });
  expect(codeOf(await act('start', id))).toBe('EXPERIMENT_STATE');
  await act('pause', id);
  expect(await assigned(key, 'user-1')).toMatchObject({ variant: null, reason: 'DISABLED' });
  await act('resume', id);
  expect(await assigned(key, 'user-1')).toEqual(first);
  expect(codeOf(await run('mutation ($id: ID!) { deleteExperiment(id: $id) }', { id }))).toBe('EXPERIMENT_STATE');
  const ship = (variant: string) =>
    run(`mutation ($input: ShipVariantInput!) { shipVariant(input: $input) { ${fields} } }`, { input: { id, variant } });
  expect((await ship('cold')).errors[0].extensions).toMatchObject({ code: 'BAD_EXPERIMENT', field: 'input.variant' });
  expect((await ship('warm')).data.shipVariant).toMatchObject({ state: 'STOPPED', shippedVariant: 'warm' });
  expect(await assigned(key, 'anyone')).toMatchObject({ variant: 'warm', reason: 'STATIC' });
  await run('mutation ($input: FlagEnabledInput!) { setFlagEnabled(input: $input) { id } }', { input: { id, isEnabled: false } });
  expect(await assigned(key, 'anyone')).toMatchObject({ variant: null, reason: 'DISABLED' });
  await act('archive', id);
  expect(codeOf(await run('query ($e: String!) { assignVariant(experiment: $e, unitId: "a") { reason } }', { e: key }))).toBe('NOT_FOUND');
  expect((await run('mutation ($id: ID!) { deleteExperiment(id: $id) }', { id })).data.deleteExperiment).toBe(id);
});

test('a change that would treat units otherwise begins a new phase, with a seed of its own, and is refused without the word', async () => {
  const { id, key } = await made();
  await act('start', id);
  const uneven = [
    { key: 'control', weight: 0.9 },
    { key: 'warm', weight: 0.1 },
  ];
  const refused = await change({ id, variants: uneven });
  expect([codeOf(refused), refused.errors[0].message]).toEqual(['NEW_PHASE_NEEDED', expect.stringContaining('variants')]);
  const changed = (await change({ id, version: 1, variants: uneven, startsNewPhase: true })).data.updateExperiment;
  expect(changed).toMatchObject({
    phase: 2,
    version: 2,
    versions: [
      { version: 2, changed: ['variants'] },
      { version: 1, changed: [] },
    ],
  });
  expect(changed.phases).toMatchObject([
    { number: 2, seed: `${key}:2`, reason: 'variants changed', endedAt: null },
    { number: 1, seed: key, endedAt: expect.any(String) },
  ]);
  expect(codeOf(await change({ id, version: 1, name: 'Other' }))).toBe('EXPERIMENT_CHANGED');
  expect((await change({ id, allocation: 0.5 })).data.updateExperiment).toMatchObject({ phase: 2, allocation: 0.5 });
  await act('stop', id);
  expect(codeOf(await change({ id, unit: 'SESSION' }))).toBe('EXPERIMENT_STATE');
});

test.each<[string, object, string, RegExp]>([
  [
    'weights that do not sum to 1',
    {
      variants: [
        { key: 'a', weight: 0.5 },
        { key: 'b', weight: 0.4 },
      ],
    },
    'variants',
    /sum to 0.9;/,
  ],
  ['one variant', { variants: [{ key: 'a' }] }, 'variants', /2 to 20/],
  ['a variant twice', { variants: [{ key: 'a' }, { key: 'a' }] }, 'variants[1].key', /unique/],
  [
    'values of another type',
    {
      valueType: 'INTEGER',
      variants: [
        { key: 'a', value: 1.5 },
        { key: 'b', value: 2 },
      ],
    },
    'variants[0].value',
    /whole number/,
  ],
  ['an operator that is not known', { condition: { age: { $near: 3 } } }, 'condition.age.$near', /no operator/],
  ['a pattern whose cost explodes', { condition: { mail: { $regex: '^(a+)+$' } } }, 'condition.mail.$regex', /repeats a group/],
  [
    'a ramp that falls',
    {
      ramp: [
        { share: 0.5, afterMinutes: 0 },
        { share: 0.2, afterMinutes: 5 },
      ],
    },
    'ramp[1]',
    /only rise/,
  ],
  ['a layer backwards', { layer: { key: 'l', start: 0.5, end: 0.2 } }, 'layer', /start below/],
  ['a metric that there is not', { metrics: [{ metric: 'joy' }] }, 'metrics[0].metric', /success_share/],
  ['a key with a space', { key: 'my test' }, 'key', /a-z/],
])('%s is a problem with its field', async (_what, input, field, reason) => {
  const given = { key: 'bad', name: 'Bad', variants: two, ...input };
  const { errors } = await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', { input: given });
  expect(errors[0].extensions).toMatchObject({ code: 'BAD_EXPERIMENT', field: `input.${field}`, reason: expect.stringMatching(reason) });
});

test('ranges of a layer may not overlap while their experiments run', async () => {
  const layer = (start: number, end: number) => ({ layer: { key: 'checkout', start, end } });
  const [one, other] = [await made(layer(0, 0.5)), await made(layer(0.4, 1))];
  await act('start', one.id);
  const refused = await act('start', other.id);
  expect(refused.errors[0].extensions).toMatchObject({ code: 'BAD_EXPERIMENT', field: 'layer' });
  await change({ id: other.id, ...layer(0.5, 1) });
  expect((await act('start', other.id)).data.startExperiment.state).toBe('RUNNING');
});

test('a ramp decides on the share at the start, a clone is a draft, and a unit can be forced for testing', async () => {
  const { id, key } = await made({
    ramp: [
      { share: 0.05, afterMinutes: 0 },
      { share: 1, afterMinutes: 60 },
    ],
  });
  expect((await act('start', id)).data.startExperiment.allocation).toBe(0.05);
  const override = (unitId: string, variant: string | null) =>
    run('mutation ($input: ExperimentOverrideInput!) { setExperimentOverride(input: $input) { overrides { unitId variant } } }', {
      input: { id, unitId, variant },
    });
  expect((await override('tester', 'warm')).data.setExperimentOverride.overrides).toEqual([{ unitId: 'tester', variant: 'warm' }]);
  expect(await assigned(key, 'tester')).toMatchObject({ variant: 'warm', reason: 'TARGETING_MATCH' });
  expect((await override('tester', null)).data.setExperimentOverride.overrides).toEqual([]);
  const copy = await run('mutation ($input: CloneExperimentInput!) { cloneExperiment(input: $input) { key name state } }', {
    input: { id, key: `${key}-b` },
  });
  expect(copy.data.cloneExperiment).toEqual({ key: `${key}-b`, name: 'Greeting (copy)', state: 'DRAFT' });
  expect(
    codeOf(await run('mutation ($input: CloneExperimentInput!) { cloneExperiment(input: $input) { id } }', { input: { id, key } })),
  ).toBe('BAD_EXPERIMENT');
});

test('POST /api/assign answers one, or a list in its order, where a bad one does not cost the others', async () => {
  const { id, key } = await made();
  await act('start', id);
  const one = await post('/api/assign', { experiment: key, unitId: 'user-1', attributes: { plan: 'pro' } });
  expect([one.status, one.body]).toEqual([200, { experiment: key, ...(await assigned(key, 'user-1')) }]);
  const list = await post('/api/assign', [
    { experiment: key, unitId: 'user-1' },
    { experiment: key, unitId: 'x'.repeat(10_240) },
    { experiment: 'none', unitId: 'user-1' },
    7,
  ]);
  expect(list.body).toMatchObject([
    one.body,
    { error: { code: 'BAD_USER_INPUT', field: 'unitId', reason: 'has 10240 bytes; at most 1024 are taken' } },
    { error: { code: 'NOT_FOUND', field: 'experiment' } },
    { error: { code: 'BAD_USER_INPUT' } },
  ]);
  expect((await post('/api/assign', { experiment: 'none', unitId: 'a' })).status).toBe(404);
  expect((await post('/api/assign', { experiment: key })).body.errors[0].extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'unitId',
  });
  expect((await post('/api/assign', '{')).status).toBe(400);
  expect(
    (
      await post(
        '/api/assign',
        Array.from({ length: 1_001 }, () => ({})),
      )
    ).body.errors[0].extensions.code,
  ).toBe('BATCH_TOO_LARGE');
  expect((await post('/api/assign', null, asEditor, 'GET')).status).toBe(405);
  expect((await post('/api/assign', { experiment: key, unitId: 'a' }, { authorization: 'Bearer wrong' })).status).toBe(401);
  const all = await run('{ assignVariants(unitId: "user-1") { experiment variant } }');
  expect(all.data.assignVariants).toContainEqual({ experiment: key, variant: one.body.variant });
});

test('keys may do what their scope and role allow', async () => {
  const { id, key } = await made();
  await act('start', id);
  const viewer = await bearer('VIEWER');
  expect(codeOf(await run('mutation ($id: ID!) { pauseExperiment(id: $id) { id } }', { id }, viewer))).toBe('FORBIDDEN');
  expect((await post('/api/assign', { experiment: key, unitId: 'a' }, viewer)).status).toBe(200);
  const client = await bearer('EDITOR', 'CLIENT');
  expect(client['authorization']).toMatch(/^Bearer ftc_/);
  expect((await post('/api/assign', { experiment: key, unitId: 'a' }, client)).status).toBe(200);
  expect(codeOf(await run('{ experiments { id } }', {}, client))).toBe('FORBIDDEN');
});

const expose = (exposures: readonly object[]): Promise<Loose> =>
  run('mutation ($e: [ExposureInput!]!) { recordExposures(exposures: $e) { accepted rejected { index field reason } } }', { e: exposures });
const exposed = async (key: string): Promise<Loose> =>
  (await run('query ($key: String!) { experiment(key: $key) { exposures { phase variant unitCount } } }', { key })).data.experiment
    .exposures;

test('exposures are kept once per unit and phase, late ones too, and what cannot be one is rejected by its place', async () => {
  const { id, key } = await made();
  const one = { experiment: key, unitId: 'user-1', variant: 'warm' };
  const early = (await expose([one])).data.recordExposures;
  expect(early.rejected).toEqual([{ index: 0, field: 'experiment', reason: 'has not been started, so that no unit was exposed' }]);
  await act('start', id);
  const batch = [one, { ...one, unitId: 'user-2' }, { ...one, unitId: 'user-3', variant: 'control', at: new Date(Date.now() + 3_600_000) }];
  for (let sent = 0; sent < 3; sent += 1) expect((await expose(batch)).data.recordExposures.accepted).toBe(3);
  const counts = [
    { phase: 1, variant: 'control', unitCount: 1 },
    { phase: 1, variant: 'warm', unitCount: 2 },
  ];
  expect(await exposed(key)).toEqual(counts);
  const { rejected, accepted } = (
    await expose([
      { ...one, experiment: 'none' },
      { ...one, variant: 'cold' },
      { ...one, at: '2026-01-01T00:00:00Z' },
      { ...one, unitId: 'x'.repeat(10_240) },
      { ...one, phase: 7 },
      { ...one, at: new Date(Date.now() + 3 * 86_400_000) },
      { ...one, at: new Date(Date.now() - 60_000) },
      { ...one, unitId: 'user-4' },
    ])
  ).data.recordExposures;
  expect(accepted).toBe(2);
  expect(rejected.map(({ index, field }: Loose) => [index, field])).toEqual([
    [0, 'experiment'],
    [1, 'variant'],
    [2, 'at'],
    [3, 'unitId'],
    [4, 'phase'],
    [5, 'at'],
  ]);
  await change({ id, variants: [{ key: 'control' }, { key: 'hot' }], startsNewPhase: true });
  const after = await expose([
    { ...one, variant: 'hot' },
    { ...one, phase: 1, unitId: 'user-5' },
  ]);
  expect(after.data.recordExposures).toEqual({ accepted: 2, rejected: [] });
  expect((await exposed(key)).at(-1)).toEqual({ phase: 2, variant: 'hot', unitCount: 1 });
  await act('stop', id);
  expect((await expose([{ ...one, variant: 'hot' }])).data.recordExposures.rejected[0].reason).toMatch(/after phase 2 ended/);
  await run('mutation ($id: ID!) { deleteExperiment(id: $id) }', { id });
  expect(
    await server.stores.clickhouse.query('test.count', raw(`SELECT count() AS n FROM exposures WHERE experiment_id = '${keyOfId(id)}'`), {
      timeoutMs: 5_000,
    }),
  ).toEqual([{ n: 0 }]);
});

test('events are kept once by their id or their content, and a bad value is rejected', async () => {
  const record = async (events: readonly object[]): Promise<Loose> =>
    (await run('mutation ($e: [EventInput!]!) { recordEvents(events: $e) { accepted rejected { index field reason } } }', { e: events }))
      .data.recordEvents;
  const at = '2026-11-01T10:00:00Z';
  const order = { name: 'order', unitId: 'user-1', value: 12.5, unit: 'EUR', at, externalId: 'order-1', attributes: { items: 2 } };
  const click = { name: 'click', unitId: 'user-1', at };
  for (let sent = 0; sent < 2; sent += 1) expect((await record([order, click])).accepted).toBe(2);
  await record([{ ...order, value: 15, at: '2026-11-02T10:00:00Z' }]);
  const { accepted, rejected } = await record([
    { ...click, value: 'much' },
    { ...click, unitId: '' },
    { ...click, name: 'n'.repeat(300) },
  ]);
  expect([accepted, rejected.map(({ field }: Loose) => field)]).toEqual([0, ['value', 'unitId', 'name']]);
  const { data } = await run('{ eventNames { name eventCount unitCount } }');
  expect(data.eventNames).toEqual([
    { name: 'click', eventCount: 1, unitCount: 1 },
    { name: 'order', eventCount: 1, unitCount: 1 },
  ]);
  const overHttp = await post('/api/events', { name: 'click', unitId: 'user-2', at });
  expect([overHttp.status, overHttp.body]).toEqual([200, { accepted: 1, updated: 0, rejected: [] }]);
});

test('exposures and events whose days are over leave the disk', async () => {
  const { id, key } = await made();
  await act('start', id);
  await expose([{ experiment: key, unitId: 'user-1', variant: 'warm' }]);
  await post(
    '/api/events',
    ['2026-09-01', '2026-10-01'].map((day) => ({ name: 'visit', unitId: 'user-1', at: `${day}T10:00:00Z` })),
  );
  const { stores, defaultWorkspaceId: workspaceId } = server;
  const left = async (table: string, condition: string): Promise<Loose> =>
    (
      await stores.clickhouse.query('test.count', raw(`SELECT toUInt32(count()) AS n FROM ${table} WHERE ${condition}`), {
        timeoutMs: 5_000,
      })
    )[0];
  const cutoff = new Date('2026-10-01T00:00:00Z');
  await acrossWorkspaces('a sweep', async () => {
    await expireEvents(stores, workspaceId, cutoff);
    await expireExposures(stores, workspaceId, cutoff);
    expect(await left('events', "name = 'visit'")).toEqual({ n: 1 });
    expect(await left('exposures', `experiment_id = '${keyOfId(id)}'`)).toEqual({ n: 1 });
    await expireExposures(stores, workspaceId, new Date(Date.now() + 86_400_000));
    expect(await left('exposures', `experiment_id = '${keyOfId(id)}'`)).toEqual({ n: 0 });
  });
});

test('a user who is deleted leaves no exposure and no event', async () => {
  const { id, key } = await made();
  await act('start', id);
  await expose(['gone', 'stays'].map((unitId) => ({ experiment: key, unitId, variant: 'warm' })));
  await post(
    '/api/events',
    ['gone', 'stays'].map((unitId) => ({ name: 'left', unitId })),
  );
  const workspaceId = server.defaultWorkspaceId;
  await inWorkspace(workspaceId, async () => {
    for (const erase of [eraseUnits, eraseEvents]) await erase(server.stores, { workspaceId, userIds: ['gone'] });
  });
  expect(await exposed(key)).toEqual([{ phase: 1, variant: 'warm', unitCount: 1 }]);
  expect((await run('{ eventNames { name unitCount } }')).data.eventNames).toContainEqual({ name: 'left', unitCount: 1 });
});

test('a ramp raises the allocation at its time, and only then', async () => {
  const { id } = await made({
    ramp: [
      { share: 0.1, afterMinutes: 0 },
      { share: 0.6, afterMinutes: 30 },
    ],
  });
  await act('start', id);
  const context = { ...server, onError: () => {} };
  const allocation = async () =>
    (await run('query ($id: ID!) { node(id: $id) { ... on Experiment { allocation } } }', { id })).data.node.allocation;
  await acrossWorkspaces('As the schedule does.', () => raiseRamps(context, new Date(Date.now() + 20 * 60_000)));
  expect(await allocation()).toBe(0.1);
  await acrossWorkspaces('As the schedule does.', () => raiseRamps(context, new Date(Date.now() + 31 * 60_000)));
  expect(await allocation()).toBe(0.6);
});

test('OFREP answers in its own forms: values, failures, and an ETag of the whole context', async () => {
  const { id, key } = await made({
    valueType: 'FLOAT',
    defaultValue: 2,
    variants: [
      { key: 'cold', value: 0 },
      { key: 'hot', value: 1 },
    ],
  });
  const path = '/ofrep/v1/evaluate/flags';
  const off = await post(`${path}/${key}`, { context: {} });
  expect([off.status, off.text]).toEqual([
    200,
    `{"key":"${key}","reason":"DISABLED","variant":"default","metadata":{"phase":1},"value":2.0}`,
  ]);
  await act('start', id);
  const on = await post(
    `${path}/${key}`,
    { context: { targetingKey: 'user-1', plan: 'pro' } },
    { ...asEditor, 'x-record-exposure': 'true' },
  );
  expect(on.text).toMatch(/"value":[01]\.0\}$/);
  expect(on.body).toMatchObject({ key, reason: 'SPLIT', variant: expect.stringMatching(/cold|hot/) });
  expect(await exposed(key)).toEqual([{ phase: 1, variant: on.body.variant, unitCount: 1 }]);
  const failures = [
    await post(`${path}/${key}`, { context: {} }),
    await post(`${path}/${key}`, { context: { targetingKey: 'x'.repeat(10_240) } }),
    await post(`${path}/${key}`, '{'),
    await post(`${path}/none`, { context: { targetingKey: 'a' } }),
  ];
  expect(failures.map(({ status, body }) => [status, body.errorCode, typeof body.errorDetails, typeof body.key])).toEqual([
    [400, 'TARGETING_KEY_MISSING', 'string', 'string'],
    [400, 'INVALID_CONTEXT', 'string', 'string'],
    [400, 'PARSE_ERROR', 'string', 'string'],
    [404, 'FLAG_NOT_FOUND', 'string', 'string'],
  ]);
  expect((await post(path, { context: { targetingKey: 'a' } }, { authorization: 'Bearer wrong' })).status).toBe(401);
  const all = await post(path, { context: { targetingKey: 'user-1', plan: 'pro' } });
  expect(all.body.flags.find((flag: Loose) => flag.key === key)).toMatchObject({ variant: on.body.variant });
  const etag = all.headers.get('etag') as string;
  const again = (context: object) => post(path, { context }, { ...asEditor, 'if-none-match': etag });
  expect((await again({ targetingKey: 'user-1', plan: 'pro' })).status).toBe(304);
  expect((await again({ targetingKey: 'user-1', plan: 'free' })).status).toBe(200);
  await act('pause', id);
  expect((await again({ targetingKey: 'user-1', plan: 'pro' })).status).toBe(200);
});

test('a page of another site may ask with a client key, and with nothing else', async () => {
  const { id, key } = await made();
  await act('start', id);
  const client = await bearer('EDITOR', 'CLIENT');
  const secret = client['authorization']?.slice('Bearer '.length) ?? '';
  const page = { origin: 'https://shop.example' };
  const preflight = await post('/api/assign', null, page, 'OPTIONS');
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  const ask = { experiment: key, unitId: 'a' };
  const allowed = await post('/api/assign', ask, { ...page, ...client });
  expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  const others = [
    await post('/api/assign', ask, { ...page, ...asEditor }),
    await post('/api/assign', ask, { ...page, authorization: 'Bearer wrong' }),
  ];
  expect(others.map(({ status }) => status)).toEqual([403, 401]);
  const features = await post(`/api/features/${secret}`, null, page, 'GET');
  expect(features.body.features[key].rules[0]).toMatchObject({
    key,
    hashVersion: 2,
    coverage: 1,
    meta: [{ key: 'control' }, { key: 'warm' }],
  });
  const etag = { ...page, 'if-none-match': features.headers.get('etag') ?? '' };
  expect((await post(`/api/features/${secret}`, null, etag, 'GET')).status).toBe(304);
  await act('pause', id);
  const paused = await post(`/api/features/${secret}`, null, etag, 'GET');
  expect(paused.body.features[key]).toEqual({ defaultValue: null });
  expect(paused.body.dateUpdated).not.toBe(features.body.dateUpdated);
  await act('resume', id);
  const viewed = { event_name: 'Experiment Viewed', properties_json: { experimentId: key, variationId: 'warm', hashValue: 'a' } };
  const tracked = await fetch(`${server.url}/track?client_key=${secret}`, {
    method: 'POST',
    body: JSON.stringify([viewed]),
    headers: page,
  });
  expect([tracked.status, await tracked.json()]).toMatchObject([200, { exposures: { accepted: 1 } }]);
  expect((await post('/api/features/wrong', null, page, 'GET')).body).toMatchObject({ status: 401, error: expect.any(String) });
});
