import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useArtifactStore } from '../domains/artifacts/load.ts';
import { addressOf, ConfigError, readConfig, readTarget } from './config.ts';
import { openTestServer, type TestServer } from '../server.testing.ts';

describe('the server that a command talks to', () => {
  test.each([
    [{}, 'http://127.0.0.1:4000', false],
    [{ PORT: '4110' }, 'http://127.0.0.1:4110', false],
    [{ PORT: '4110', HOST: '::1' }, 'http://[::1]:4110', false],
    [{ PORT: '4110', HOST: '0.0.0.0' }, 'http://127.0.0.1:4110', false],
    [{ FTL_URL: 'https://lab.example.com//', PORT: '4110' }, 'https://lab.example.com', true],
    [{ FTL_URL: '', PORT: '4110' }, 'http://127.0.0.1:4110', false],
  ])('with %j is %s', (env, url, isNamed) => {
    expect(readTarget(env)).toEqual({ url, apiKey: null, isNamed });
  });

  test('has the key of FTL_API_KEY', () => {
    expect(readTarget({ FTL_API_KEY: 'ftl_x' }).apiKey).toBe('ftl_x');
  });

  test.each([
    [{ FTL_URL: 'localhost:4000' }, 'FTL_URL is not a URL'],
    [{ PORT: 'abc' }, 'PORT=abc is not a port'],
    [{ PORT: '0' }, 'PORT=0 says no address'],
    [{ HOST: 'lab.example.com' }, 'HOST=lab.example.com is not an address to listen on'],
  ])('cannot be read from %j', (env, reason) => {
    expect(() => readTarget(env)).toThrow(ConfigError);
    expect(() => readTarget(env)).toThrow(reason);
  });
});

test.each(['0', 'soon', '1.5'])('a patience of %s is refused, and the line says what can be', (value) => {
  expect(() => readConfig({ STOP_PATIENCE_MS: value })).toThrow(`STOP_PATIENCE_MS=${value} is not a whole number of milliseconds`);
});

test.each([
  ['https://lab.example.com', true],
  ['http://lab.example.com', false],
  [undefined, false],
])('a server of PUBLIC_URL=%s is reached by https alone: %s', (PUBLIC_URL, isHttps) => {
  expect(readConfig({ PUBLIC_URL }).isHttps).toBe(isHttps);
});

test.each([
  [{ TRUSTED_DOCUMENTS: 'on' }, 'TRUSTED_DOCUMENTS=on is unknown; use off or only.'],
  [{ INTROSPECTION: 'no' }, 'INTROSPECTION=no is unknown; use on or off.'],
  [{ ROLE: 'none' }, 'ROLE=none is unknown; use all, api or worker.'],
])('%j is refused', (env, reason) => expect(() => readConfig(env)).toThrow(reason));

describe('sign-in', () => {
  const mail = { SMTP_URL: 'smtp://localhost:25', MAIL_FROM: 'Lab <lab@example.com>' };
  const oidc = { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'lab', OIDC_CLIENT_SECRET: 'x' };
  test.each([
    [{ PUBLIC_URL: 'https://lab.example.com/x' }, 'use https://lab.example.com'],
    [{ PUBLIC_URL: 'lab.example.com' }, 'PUBLIC_URL is not a URL'],
    [{ TRUST_PROXY: 'nginx' }, '"nginx" is neither a number of proxies nor a network'],
    [{ TRUST_PROXY: '10.0.0.0/33' }, '"10.0.0.0/33" is neither'],
    [{ TRUST_PROXY: '11' }, 'at most 10 proxies'],
    [{ SIGN_UP: 'all' }, 'SIGN_UP=all is unknown; use invite, domain:example.com or open'],
    [{ SIGN_UP: 'domain:example', ...mail }, 'SIGN_UP=domain:example is unknown'],
    [{ SIGN_UP: 'open' }, 'SIGN_UP=open needs SMTP_URL'],
    [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET has 5 characters'],
    [{ SMTP_URL: mail.SMTP_URL }, 'MAIL_FROM is not'],
    [{ ...mail, MAIL_FROM: 'lab@example.com\nBcc: x@example.com' }, 'MAIL_FROM is not an address'],
    [{ SMTP_URL: 'http://localhost', MAIL_FROM: mail.MAIL_FROM }, 'SMTP_URL is not a URL that starts with smtp:// or smtps://'],
    [{ OIDC_ISSUER: oidc.OIDC_ISSUER }, 'OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is not'],
    [{ ...oidc, OIDC_ISSUER: 'http://id.example.com' }, 'use https'],
    [{ ...oidc, OIDC_ROLE_MAP: 'a=EDITOR@default,b=KING@default' }, '"b=KING@default" is not of the form group=ROLE@workspace'],
  ])('cannot be read from %j', (env, reason) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(reason);
  });
  test('is read from the environment', () => {
    const { signIn } = readConfig({
      ...mail,
      ...oidc,
      PUBLIC_URL: 'https://lab.example.com/',
      SIGN_UP: 'domain:Example.com',
      OIDC_ROLE_MAP: 'data team=EDITOR@default, a=b=ADMIN@other',
    });
    expect(signIn).toMatchObject({
      publicUrl: 'https://lab.example.com',
      signUp: { kind: 'DOMAIN', domain: 'example.com' },
      mail: { url: mail.SMTP_URL, from: mail.MAIL_FROM },
      oidc: {
        id: 'oidc',
        name: 'id.example.com',
        groupsClaim: 'groups',
        roleMap: [
          { group: 'data team', role: 'EDITOR', workspace: 'default' },
          { group: 'a=b', role: 'ADMIN', workspace: 'other' },
        ],
      },
    });
  });
});

describe('beside a server on another port than 4000', () => {
  let server: TestServer;
  let folder: string;
  let file: string;
  beforeAll(async () => {
    server = await openTestServer();
    folder = await mkdtemp(join(tmpdir(), 'commands-'));
    // The demo imports a dataset.
    useArtifactStore(server.stores, { dataDir: folder, url: null });
    file = join(folder, 'one.jsonl');
    await writeFile(file, JSON.stringify({ externalId: 'one', conversationId: 'one', role: 'USER', content: 'x' }));
  });
  afterAll(async () => {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(
    program: string,
    args: readonly string[],
    env: Record<string, string>,
    isEnough: (output: string) => boolean = () => false,
  ): Promise<{ code: number | null; lines: string[] }> {
    const child = spawn(process.execPath, [resolve(import.meta.dirname, '..', program), ...args], {
      env: { PATH: process.env['PATH'], ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += String(chunk);
        if (isEnough(output)) child.kill();
      });
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, lines: output.split('\n') };
  }
  const commands: [name: string, program: string, args: () => string[], firstWords: string][] = [
    ['ingest', 'commands/importer/main.ts', () => [file], 'Importing into the workspace'],
    ['demo', 'commands/demo/main.ts', () => ['--days', '3', '--messages', '100', '--no-live'], 'Simulated data for the workspace'],
  ];

  test.concurrent.each(commands)(
    '%s sends to it with the same PORT, and its first line names the address and the workspace',
    async (_name, program, args, firstWords) => {
      const { code, lines } = await run(program, args(), { PORT: String(server.port) });
      expect(lines[0]).toBe(`${firstWords} “Default” at ${addressOf('127.0.0.1', server.port)}`);
      expect(code).toBe(0);
    },
  );

  test.concurrent('db rebuild asks that one, and its first line names the address and the workspace', async () => {
    // Nothing works through tasks here: it is ended once it has begun to ask how far its own is.
    const asked = run('commands/db/main.ts', ['rebuild'], { PORT: String(server.port) }, (output) => output.includes('0 of 0 messages'));
    expect((await asked).lines[0]).toBe(`Rebuilding the facts of the workspace “Default” at ${addressOf('127.0.0.1', server.port)}`);
    expect(await server.stores.prisma.backgroundTask.count({ where: { kind: 'rebuild' } })).toBe(1);
  });

  test.concurrent.each(commands)('%s ends with 2 and a line when PORT is no port', async (_name, program, args) => {
    expect(await run(program, args(), { PORT: 'abc' })).toMatchObject({
      code: 2,
      lines: [expect.stringContaining('PORT=abc is not a port'), ''],
    });
  });
});
