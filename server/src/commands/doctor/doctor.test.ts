import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openMailSink } from '../../domains/people/tests/mail.testing.ts';
import { readConfig } from '../../platform/config.ts';
import { createTestDatabase } from '../../platform/store/testing.ts';
import { examine } from './doctor.ts';
import { reportOf, wordsOf } from './finding.ts';
import { machineFindings } from './machine.ts';
import { bucketFindings, mailFindings, oidcFindings } from './outside.ts';
import { addressFindings, serverFindings } from './server.ts';
import { folderFindings, judgedClickHouse, judgedPostgres, postgresFindings, redisFindings, clickhouseFindings } from './stores.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase(process.env['TEST_TEMPLATE_DATABASE_URL'] as string);
  folder = await mkdtemp(join(tmpdir(), 'ftl-doctor-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** The port of a program that answers so. */
async function listening(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
const levels = (found: readonly { level: string }[]): string[] => found.map(({ level }) => level);

describe('the machine', () => {
  const facts = { nodeVersion: '24.1.0', coreCount: 4, memoryBytes: 8e9, openFiles: 65_536 };
  test('that has all', () => expect(levels(machineFindings(facts))).toEqual(['OK', 'OK', 'OK', 'OK']));
  test.each([
    [{ nodeVersion: '18.20.0' }, 'Node', 'FAILURE'],
    [{ memoryBytes: 0.5e9 }, 'Memory', 'FAILURE'],
    [{ memoryBytes: 1.5e9 }, 'Memory', 'WARNING'],
    [{ coreCount: 1 }, 'Processors', 'WARNING'],
    [{ openFiles: 1_024 }, 'Open files', 'WARNING'],
    [{ openFiles: null }, 'Open files', 'OK'],
  ])('%o', (change, area, level) => {
    const found = machineFindings({ ...facts, ...change }).find((one) => one.area === area);
    expect(found).toMatchObject({ level });
    expect(found?.advice === undefined).toBe(level === 'OK');
  });
});

describe('PostgreSQL', () => {
  const facts = {
    versionNumber: 180_001,
    version: '18.1',
    user: 'ftl',
    isUnwalled: false,
    mayMakeRole: false,
    hasAppRole: false,
    mayCreate: true,
    mostConnections: 100,
    sizeBytes: 8e6,
    clockMs: 1_000_000,
    keepsSessions: true,
    answerMs: 1,
  };
  test.each([
    ['as it should be', {}, []],
    ['an old version', { versionNumber: 140_010, version: '14.10' }, ['FAILURE']],
    ['a pool of statements', { keepsSessions: false }, ['FAILURE']],
    ['a user who may not create', { mayCreate: false }, ['FAILURE']],
    ['a user without walls who can make no role', { isUnwalled: true }, ['FAILURE']],
    ['a user without walls, with the role', { isUnwalled: true, hasAppRole: true }, []],
    ['few connections', { mostConnections: 20 }, ['WARNING']],
    ['far away', { answerMs: 80 }, ['WARNING']],
    ['a clock that is ahead', { clockMs: 1_005_000 }, ['WARNING']],
  ])('%s', (_name, change, expected) => {
    const [first, ...others] = judgedPostgres({ ...facts, ...change }, 1_000_000);
    expect(first).toMatchObject({ level: 'OK' });
    expect(levels(others)).toEqual(expected);
  });

  test('a real one, migrated; a wrong password is not repeated', async () => {
    expect(levels(await postgresFindings(database.url))).toEqual(['OK', 'OK']);
    const wrong = new URL(database.url);
    wrong.username = 'nobody_of_this_name';
    wrong.password = 'hunter2';
    const found = await postgresFindings(wrong.href);
    expect(levels(found)).toEqual(['FAILURE']);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});

test.each([
  ['as it should be', {}, []],
  ['an old version', { version: '24.3.1' }, ['FAILURE']],
  ['a user who may only read', { readonly: 1 }, ['FAILURE']],
  ['a full disk', { freeBytes: 1e9 }, ['WARNING']],
  ['a clock that is behind', { clockMs: 0 }, ['WARNING']],
])('ClickHouse: %s', (_name, change, expected) => {
  const facts = { version: '26.7.3', clockMs: 1_000_000, readonly: 0, freeBytes: 50e9, tableCount: 40, answerMs: 2 };
  expect(levels(judgedClickHouse({ ...facts, ...change }, 1_000_000).slice(1))).toEqual(expected);
});

test('a store, a bucket, a mail server and a provider that do not answer are named, with what to look at', async () => {
  const port = await freePort();
  const config = readConfig({ SMTP_URL: `smtp://user:hunter2@127.0.0.1:${port}`, MAIL_FROM: 'lab@example.com' });
  const found = (
    await Promise.all([
      redisFindings(`redis://:hunter2@127.0.0.1:${port}`),
      clickhouseFindings(`http://default:hunter2@127.0.0.1:${port}`),
      bucketFindings(`http://key:hunter2@127.0.0.1:${port}/bucket`),
      mailFindings(config.signIn.mail as NonNullable<typeof config.signIn.mail>),
      oidcFindings({ issuer: `http://127.0.0.1:${port}` } as Parameters<typeof oidcFindings>[0]),
    ])
  ).flat();
  expect(found.map(({ area, level }) => [area, level])).toEqual([
    ['Redis', 'FAILURE'],
    ['ClickHouse', 'FAILURE'],
    ['Files', 'FAILURE'],
    ['Mail', 'FAILURE'],
    ['Single sign-on', 'FAILURE'],
  ]);
  for (const { says, advice } of found) {
    expect(advice).toBeDefined();
    expect(says).not.toContain('hunter2');
    expect(says).not.toContain('\n');
  }
});

test('a mail server that takes the user is asked, and gets no mail', async () => {
  const sink = await openMailSink();
  onTestFinished(() => sink.close());
  expect(levels(await mailFindings({ url: sink.url, from: 'lab@example.com' }))).toEqual(['OK']);
  expect(sink.mails).toEqual([]);
});

test('a provider that calls itself otherwise', async () => {
  const port = await listening((_request, response) => response.end(JSON.stringify({ issuer: 'https://other.example.com' })));
  const [found] = await oidcFindings({ issuer: `http://127.0.0.1:${port}` } as Parameters<typeof oidcFindings>[0]);
  expect(found).toMatchObject({ level: 'FAILURE', says: 'the provider calls itself https://other.example.com' });
});

describe('the server', () => {
  const at = (port: number) => serverFindings({ host: '127.0.0.1', port });
  test('a free port', async () => expect(await at(await freePort())).toMatchObject({ isRunning: false, findings: [{ level: 'OK' }] }));
  test('another program, that speaks HTTP or not', async () => {
    expect(await at(await listening((_request, response) => response.end('Hello')))).toMatchObject({
      isRunning: false,
      findings: [{ level: 'FAILURE' }],
    });
    const mute = createSocketServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    onTestFinished(() => void mute.close());
    expect(await at((mute.address() as AddressInfo).port)).toMatchObject({
      isRunning: false,
      findings: [{ level: 'FAILURE', says: expect.stringContaining('another program has the port') }],
    });
  });
  test.each([
    [{ ready: true, postgres: true, clickhouse: true }, 'OK'],
    [{ ready: true, postgres: true, clickhouse: true, disk: 'TIGHT' }, 'WARNING'],
    [{ ready: false, postgres: false, clickhouse: true }, 'FAILURE'],
  ])('the product that answers %o', async (body, level) => {
    const port = await listening((_request, response) => response.end(JSON.stringify(body)));
    expect(await at(port)).toMatchObject({ isRunning: true, findings: [{ level }] });
  });
});

test.each([
  [{}, ['OK']],
  [{ HOST: '0.0.0.0' }, ['WARNING']],
  [{ PUBLIC_URL: 'http://lab.example.com', AUTH_SECRET: 'x'.repeat(32) }, ['OK', 'WARNING']],
  [{ PUBLIC_URL: 'https://lab.example.com', AUTH_SECRET: 'x'.repeat(32), TRUST_PROXY: '127.0.0.1' }, ['OK']],
  [{ PUBLIC_URL: 'https://lab.example.com' }, ['OK', 'WARNING', 'WARNING']],
])('the address of %o', (env, expected) => {
  expect(levels(addressFindings(readConfig(env)))).toEqual(expected);
});

describe('the data folder', () => {
  test('is there, or is made', async () => {
    expect(await folderFindings(readConfig({ DATA_DIR: folder }))).toMatchObject([{ level: 'OK' }]);
    expect(await folderFindings(readConfig({ DATA_DIR: join(folder, 'new/one') }))).toMatchObject([
      { level: 'OK', says: expect.stringContaining('is made at the first start') },
    ]);
  });
  test('is a file', async () => {
    const path = join(folder, 'file');
    await writeFile(path, '');
    expect(await folderFindings(readConfig({ DATA_DIR: path }))).toMatchObject([{ level: 'FAILURE' }]);
  });
});

test('all of an installation that is to be made; what is wrong in the environment is named alone', async () => {
  const found = await examine({ DATA_DIR: join(folder, 'none'), PORT: String(await freePort()) });
  expect(found.filter(({ level }) => level === 'FAILURE')).toEqual([]);
  expect(found.map(({ area }) => area)).toEqual(expect.arrayContaining(['Node', 'Server', 'Data folder', 'PostgreSQL', 'Migrations']));
  expect((await examine({ PORT: 'many' })).at(-1)).toMatchObject({
    area: 'Environment',
    level: 'FAILURE',
    says: expect.stringContaining('PORT=many'),
  });
});

test('the report has a line for each, its advice below, and how many there are', () => {
  const report = reportOf([
    { area: 'Node', level: 'OK', says: '24' },
    { area: 'PostgreSQL', level: 'FAILURE', says: 'does not answer', advice: 'Look.' },
  ]);
  expect(report.split('\n')).toEqual([
    'ok       Node        24',
    'FAILURE  PostgreSQL  does not answer',
    '                     → Look.',
    '',
    '1 failed, 0 with a warning.',
  ]);
  expect(wordsOf(new Error('connect to postgres://u:p@host/db\n failed'))).toBe('connect to postgres://…@host/db failed');
});
