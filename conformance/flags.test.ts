import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { GrowthBook, setPolyfills } from '@growthbook/growthbook';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { OpenFeature as ServerFeatures } from '@openfeature/server-sdk';
import { OpenFeature as WebFeatures } from '@openfeature/web-sdk';
import { EventSource } from 'eventsource';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../e2e/ask.ts';
import { Flags } from '../flags-client/src/client.ts';
import { makeUsedDataDir, removeDataDir, startServer, type RunningServer } from '../e2e/server.ts';
import { findPackages } from './python.ts';
import { missingPython, PYTHON } from './trainer-python.ts';

/** Unmodified clients of others: OpenFeature's OFREP providers and GrowthBook's SDK get what `/api/assign` says. */
const python = await findPackages({
  name: 'flags',
  variable: 'FLAGS_PYTHON',
  packages: ['openfeature-sdk', 'openfeature-provider-ofrep'],
  modules: ['openfeature.api', 'openfeature.contrib.provider.ofrep'],
});

let dataDir: string;
let server: RunningServer;
let key: string;
const units = [...Array.from({ length: 148 }, (_, at) => `user-${at}`), ' user-in-spaces ', '4711'];
/** Sessions are texts, numbers, or not known. */
const sessions: readonly (string | number | undefined)[] = [undefined, 'a', 0, '', 17.5, ' b ', 4_711, 1e21];
const attributesOf = (unit: string) => {
  const at = units.indexOf(unit);
  const sessionId = at % 2 === 0 ? sessions[(at / 2) % sessions.length] : at;
  return { plan: unit.endsWith('1') ? 'pro' : 'free', environment: 'production', ...(sessionId !== undefined && { sessionId }) };
};

const flags: readonly object[] = [
  {
    key: 'tone',
    name: 'Tone',
    variants: [
      { key: 'plain', weight: 0.7 },
      { key: 'warm', weight: 0.3 },
    ],
  },
  {
    key: 'temperature',
    name: 'Temperature',
    valueType: 'FLOAT',
    defaultValue: 0.7,
    allocation: 0.6,
    variants: [
      { key: 'cold', value: 0 },
      { key: 'hot', value: 1 },
    ],
  },
  {
    key: 'model',
    name: 'Model',
    environments: ['production'],
    condition: { plan: { $in: ['pro', 'team'] } },
    layer: { key: 'models', start: 0.2, end: 0.9 },
    variants: [
      { key: 'small', model: 'small-1' },
      { key: 'large', model: 'large-1', parameters: { temperature: 0.2 } },
    ],
  },
  { key: 'greeting', name: 'Greeting', unit: 'SESSION', variants: [{ key: 'short' }, { key: 'long' }] },
  {
    key: 'depth',
    name: 'Depth',
    unit: 'SESSION',
    allocation: 0.6,
    condition: { plan: 'free' },
    layer: { key: 'sessions', start: 0.1, end: 0.9 },
    variants: [{ key: 'flat' }, { key: 'deep' }],
  },
  { key: 'new-page', name: 'New page', kind: 'FLAG', defaultValue: false, variants: [{ key: 'on', value: true }] },
  { key: 'retries', name: 'Retries', kind: 'FLAG', defaultValue: 3, allocation: 0.5, variants: [{ key: 'more', value: 5 }] },
];

beforeAll(async () => {
  dataDir = await makeUsedDataDir();
  server = await startServer({ dataDir });
  for (const input of flags) {
    const { createExperiment } = await ask<{ createExperiment: { id: string } }>(
      server.address,
      'mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }',
      { input },
    );
    await ask(server.address, 'mutation ($id: ID!) { startExperiment(id: $id) { id } }', { id: createExperiment.id });
  }
  const made = await ask<{ createApiKey: { secret: string } }>(
    server.address,
    'mutation { createApiKey(input: { name: "page", scope: CLIENT }) { secret } }',
  );
  key = made.createApiKey.secret;
});
afterAll(async () => {
  await ServerFeatures.close();
  await WebFeatures.close();
  await server?.stop();
  await removeDataDir(dataDir);
});

interface Assigned {
  readonly variant: string | null;
  readonly value: unknown;
  readonly reason: string;
}

async function assigned(experiment: string): Promise<Assigned[]> {
  const response = await fetch(`${server.address}/api/assign`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify(units.map((unitId) => ({ experiment, unitId, attributes: attributesOf(unitId) }))),
  });
  return (await response.json()) as Assigned[];
}

const headers = (): [string, string][] => [['Authorization', `Bearer ${key}`]];

test('GrowthBook’s SDK decides locally as the server does, and tracks the variant’s key', async () => {
  const seen: string[] = [];
  const growthbook = new GrowthBook({
    apiHost: server.address,
    clientKey: key,
    trackingCallback: (experiment, result) => void seen.push(`${experiment.key} ${result.key}`),
  });
  expect(await growthbook.init({ timeout: 5_000 })).toMatchObject({ success: true });
  for (const { key: flag } of flags as { key: string }[]) {
    for (const [at, wanted] of (await assigned(flag)).entries()) {
      const unit = units[at] as string;
      await growthbook.setAttributes({ id: unit, ...attributesOf(unit) });
      expect(growthbook.getFeatureValue(flag, null), `${flag} of ${unit}`).toEqual(wanted.value);
    }
  }
  expect(new Set(seen)).toEqual(
    new Set([
      'tone plain',
      'tone warm',
      'temperature cold',
      'temperature hot',
      'model small',
      'model large',
      'greeting short',
      'greeting long',
      'depth flat',
      'depth deep',
    ]),
  );
  growthbook.destroy();
});

test('GrowthBook’s SDK has a change by its stream, without asking again', async () => {
  const asked: string[] = [];
  setPolyfills({
    EventSource,
    fetch: (url: string, init?: RequestInit) => {
      asked.push(url);
      return fetch(url, init);
    },
  });
  const growthbook = new GrowthBook({ apiHost: server.address, clientKey: key, attributes: { id: 'user-1' } });
  expect(await growthbook.init({ timeout: 5_000, streaming: true })).toMatchObject({ success: true });
  expect(growthbook.getFeatureValue('streamed', 'code')).toBe('code');
  asked.length = 0;
  const input = { key: 'streamed', name: 'Streamed', kind: 'FLAG', variants: [{ key: 'on', value: 'server' }] };
  const { createExperiment } = await ask<{ createExperiment: { id: string } }>(
    server.address,
    'mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }',
    { input },
  );
  await ask(server.address, 'mutation ($id: ID!) { startExperiment(id: $id) { id } }', { id: createExperiment.id });
  await expect.poll(() => growthbook.getFeatureValue('streamed', 'code'), { timeout: 10_000 }).toBe('server');
  await ask(server.address, 'mutation ($id: ID!) { pauseExperiment(id: $id) { id } }', { id: createExperiment.id });
  await expect.poll(() => growthbook.getFeatureValue('streamed', 'code'), { timeout: 10_000 }).toBe('code');
  expect(asked).toEqual([]);
  growthbook.destroy();
});

test('GrowthBook’s SDK in remote evaluation gets the same without any rule, and tracks the variant’s key', async () => {
  const seen: string[] = [];
  const growthbook = new GrowthBook({
    apiHost: server.address,
    clientKey: key,
    remoteEval: true,
    attributes: {},
    trackingCallback: (experiment, result) => void seen.push(`${experiment.key} ${result.key} ${result.hashValue}`),
  });
  expect(await growthbook.init({ timeout: 5_000 })).toMatchObject({ success: true });
  const tones = await assigned('tone');
  for (const [at, unit] of units.slice(0, 15).entries()) {
    await growthbook.setAttributes({ id: unit, ...attributesOf(unit) });
    for (const { key: flag } of flags as { key: string }[])
      expect(growthbook.getFeatureValue(flag, null), `${flag} of ${unit}`).toEqual((await assigned(flag))[at]?.value);
    expect(seen).toContain(`tone ${tones[at]?.variant} ${unit}`);
  }
  expect(JSON.stringify(growthbook.getFeatures())).not.toContain('condition');
  growthbook.destroy();
});

test('OpenFeature’s OFREP provider for servers gets the same, and reports a flag that there is not', async () => {
  await ServerFeatures.setProviderAndWait(new OFREPProvider({ baseUrl: server.address, headers: headers() }));
  const client = ServerFeatures.getClient();
  for (const [at, { variant, value }] of (await assigned('tone')).slice(0, 40).entries()) {
    const unit = units[at] as string;
    const details = await client.getStringDetails('tone', 'code default', { targetingKey: unit, ...attributesOf(unit) });
    expect([details.value, details.variant]).toEqual([value, variant]);
  }
  for (const [at, { value }] of (await assigned('temperature')).slice(0, 20).entries())
    expect(await client.getNumberValue('temperature', 9, { targetingKey: units[at] as string })).toBe(value);
  expect(await client.getBooleanDetails('new-page', false, {})).toMatchObject({ value: true, reason: 'STATIC' });
  expect(await client.getStringDetails('none', 'mine', { targetingKey: 'a' })).toMatchObject({
    value: 'mine',
    errorCode: 'FLAG_NOT_FOUND',
  });
  expect(await client.getStringDetails('tone', 'mine', {})).toMatchObject({ value: 'mine', errorCode: 'TARGETING_KEY_MISSING' });
});

test('OpenFeature’s OFREP provider for pages gets all flags of its context at once', async () => {
  const wanted = new Map<string, Assigned[]>();
  for (const { key: flag } of flags as { key: string }[]) wanted.set(flag, await assigned(flag));
  await WebFeatures.setContext({ targetingKey: units[0] as string, ...attributesOf(units[0] as string) });
  const provider = new OFREPWebProvider({ baseUrl: server.address, headers: headers(), pollInterval: -1 });
  // Its types leave `hooks` undefined, which the SDK's do not allow by the letter (exactOptionalPropertyTypes).
  await WebFeatures.setProviderAndWait(provider as typeof provider & { hooks: NonNullable<(typeof provider)['hooks']> });
  const client = WebFeatures.getClient();
  for (const [at, unit] of units.slice(0, 12).entries()) {
    await WebFeatures.setContext({ targetingKey: unit, ...attributesOf(unit) });
    expect(client.getStringValue('tone', '')).toBe(wanted.get('tone')?.[at]?.value);
    expect(client.getNumberValue('temperature', 9)).toBe(wanted.get('temperature')?.[at]?.value);
    expect(client.getObjectValue('model', { variant: 'code' })).toEqual(wanted.get('model')?.[at]?.value ?? { variant: 'code' });
    expect(client.getBooleanValue('new-page', false)).toBe(true);
  }
});

test('our client in TypeScript decides as the server does, and sends exposures until the server has them', async () => {
  let refusals = 2;
  const sent: { experiment: string; client: string; attributes?: object; unitId: string }[] = [];
  const sometimes: typeof fetch = async (url, init) => {
    if (String(url).endsWith('/api/exposures') && refusals > 0) {
      refusals -= 1;
      return new Response('busy', { status: 503 });
    }
    if (String(url).endsWith('/api/exposures')) sent.push(...(JSON.parse(String(init?.body)) as typeof sent));
    return fetch(url, init);
  };
  const exposedAttributes = ['plan', 'not-there'];
  const mine = await new Flags({
    url: server.address,
    key,
    forced: { 'new-page': 'tried' },
    exposedAttributes,
    flushMs: 10,
    fetch: sometimes,
  }).start();
  for (const { key: flag } of (flags as { key: string }[]).filter((one) => one.key !== 'new-page')) {
    for (const [at, wanted] of (await assigned(flag)).entries()) {
      const unit = units[at] as string;
      expect(mine.value(flag, unit, null, attributesOf(unit)), `${flag} of ${unit}`).toEqual(wanted.value);
    }
  }
  expect([mine.value('none', 'a', 'mine'), mine.value('new-page', 'a', false)]).toEqual(['mine', 'tried']);
  await mine.refresh();
  await expect.poll(() => mine.waitingCount, { timeout: 10_000 }).toBe(0);
  expect([refusals, mine.droppedCount]).toEqual([0, 0]);
  // Not those of sessions, whose attributes are those of their user.
  for (const { client, attributes, unitId } of sent.filter(({ experiment }) => experiment === 'tone'))
    expect([client, attributes]).toEqual(['flags-client/1', { plan: attributesOf(unitId).plan }]);
  await mine.close();
  const { experiment } = await ask<{ experiment: { exposures: { unitCount: number }[] } }>(
    server.address,
    '{ experiment(key: "tone") { exposures { unitCount } } }',
  );
  expect(experiment.exposures.reduce((sum, { unitCount }) => sum + unitCount, 0)).toBe(units.length);
});

test.skipIf(missingPython !== null)('our client in Python decides as the server does, and its exposures arrive', async () => {
  const names = (flags as { key: string }[]).map((one) => one.key);
  const program = spawn(PYTHON, [new URL('clients/own_flags.py', import.meta.url).pathname], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONPATH: new URL('../trainer', import.meta.url).pathname, PYTHONDONTWRITEBYTECODE: '1' },
  });
  const asked = names.flatMap((flag) => units.map((unit) => [flag, unit, attributesOf(unit)]));
  program.stdin.end(`${JSON.stringify({ address: server.address, key, asked })}\n`);
  const got = JSON.parse(await text(program.stdout)) as { values: unknown[]; dropped: number; forced: unknown };
  const wanted = await Promise.all(names.map(assigned));
  expect(got.values).toEqual(wanted.flat().map(({ value }) => value));
  expect([got.dropped, got.forced]).toEqual([0, 'warm']);
});

if ('missing' in python) {
  const why = `OpenFeature in Python: not tried, since it cannot be had here (${python.missing})`;
  console.warn(why);
  test.skip(why);
} else {
  test('OpenFeature’s OFREP provider for Python gets the same, whole numbers of a float flag included', async () => {
    const [tones, temperatures] = [await assigned('tone'), await assigned('temperature')];
    const evaluations = [
      ...units.slice(0, 20).map((unit) => ['tone', 'string', 'code', unit, attributesOf(unit)]),
      ...units.slice(0, 20).map((unit) => ['temperature', 'float', 9.5, unit, attributesOf(unit)]),
      ['none', 'string', 'mine', 'a', {}],
    ];
    const program = spawn(python.program, [new URL('clients/flags.py', import.meta.url).pathname], { stdio: ['pipe', 'pipe', 'inherit'] });
    program.stdin.end(`${JSON.stringify({ address: server.address, key, evaluations })}\n`);
    const got = JSON.parse(await text(program.stdout)) as { value: unknown; variant: string | null; error: string | null }[];
    expect(got.slice(0, 20).map(({ value }) => value)).toEqual(tones.slice(0, 20).map(({ value }) => value));
    expect(got.slice(20, 40).map(({ value }) => value)).toEqual(temperatures.slice(0, 20).map(({ value }) => value));
    expect(got.slice(0, 40).every(({ error }) => error === null)).toBe(true);
    expect(got.at(-1)).toMatchObject({ value: 'mine', error: 'FLAG_NOT_FOUND' });
  });
}
