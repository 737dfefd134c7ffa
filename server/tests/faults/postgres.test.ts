import { spawn } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, until, untilProjected } from '../../../e2e/ask.ts';
import {
  isAlive,
  makeUsedDataDir,
  postgresOf,
  postgresUrlOf,
  removeDataDir,
  ROOT,
  startServer,
  type RunningServer,
} from '../../../e2e/server.ts';
import { subscribe } from '../../../e2e/subscribe.ts';

let dataDir: string;
let server: RunningServer;

beforeAll(async () => {
  dataDir = await makeUsedDataDir();
  server = await startServer({ dataDir, env: { LOG_LEVEL: 'info' } });
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  await removeDataDir(dataDir);
});

/** A session of the test's own at the server's PostgreSQL. */
async function inPostgres<Value>(work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: await postgresUrlOf(dataDir), application_name: 'test' });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

const others = `FROM pg_stat_activity WHERE application_name = 'fine-tune-lab'`;
const killers = {
  'all connections ended': () => inPostgres((client) => client.query(`SELECT pg_terminate_backend(pid) ${others}`)),
  'a process of PostgreSQL killed': () =>
    inPostgres(async (client) => {
      const { rows } = await client.query<{ pid: number }>(`SELECT pid ${others} ORDER BY state = 'active' DESC LIMIT 1`);
      if (rows[0] !== undefined) process.kill(rows[0].pid, 'SIGKILL');
    }),
  'PostgreSQL killed': async () => {
    process.kill((await postgresOf(dataDir)) as number, 'SIGKILL');
  },
} as const;

async function postOf(
  path: string,
  body: object,
): Promise<{ status: number; retryAfter: string | null; code: string | undefined; text: string }> {
  const response = await fetch(server.address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const { errors } = JSON.parse(text) as { errors?: { extensions?: { code?: string } }[] };
  return { status: response.status, retryAfter: response.headers.get('retry-after'), code: errors?.[0]?.extensions?.code, text };
}

const ingest = 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted updated rejected { reason } } }';
const messageOf = (conversation: string, index: number) => ({
  externalId: `${conversation}-${index}`,
  conversationId: conversation,
  role: 'ASSISTANT',
  content: `Message ${index}`,
  model: 'gpt-4o',
  environment: conversation.split('-')[0],
});

/** A process and those that it started. */
async function processesOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return [
    pid,
    ...children
      .split(' ')
      .filter((id) => id !== '')
      .map(Number),
  ];
}

/** Sends a signal to processes; one that has ended since it was listed is left out. */
function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** Halts PostgreSQL, the process that starts all others first. */
async function haltPostgres(): Promise<number[]> {
  const pids = await processesOf((await postgresOf(dataDir)) as number);
  signal(pids, 'SIGSTOP');
  return pids;
}

/** What the server has logged, by message. */
const logged = (from: number): string[] =>
  server
    .output()
    .slice(from)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as { msg: string }).msg);

describe('PostgreSQL, killed while nothing happens and kept from starting by a process that holds its memory', () => {
  let subscription: Awaited<ReturnType<typeof subscribe<{ messageIngested: { externalId: string } }>>>;
  let holder: pg.Client;
  let holderPid: number;
  let command: ReturnType<typeof runIngest>;
  let from: number;

  beforeAll(async () => {
    subscription = await subscribe(server.address, 'subscription { messageIngested { externalId } }');
    from = server.output().length;
    holder = new pg.Client({ connectionString: await postgresUrlOf(dataDir) });
    holder.on('error', () => {});
    await holder.connect();
    holderPid = (await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid as number;
    process.kill(holderPid, 'SIGSTOP'); // halted, it does not notice that the others are gone
    await killers['PostgreSQL killed']();
  });
  afterAll(() => {
    if (isAlive(holderPid)) process.kill(holderPid, 'SIGKILL');
    subscription?.close();
  });

  test('while it is away every way in answers 503, with a code and when to come again', async () => {
    await until(readiness, ({ ready }) => !ready);
    expect(await readiness()).toEqual({ ready: false, postgres: false, clickhouse: true });
    const unavailable = { ...retried, code: 'STORE_UNAVAILABLE' };
    expect(await postOf('/graphql', { query: ingest, variables: { messages: [messageOf('away', 0)] } })).toMatchObject(unavailable);
    expect(await postOf('/graphql', { query: '{ models { name } }' })).toMatchObject(unavailable);
    expect(await postOf('/v1/traces', spans)).toMatchObject(retried);
    expect(
      await postOf('/api/public/ingestion', {
        batch: [{ id: 'e', type: 'trace-create', timestamp: new Date().toISOString(), body: { id: 't', name: 'n' } }],
      }),
    ).toMatchObject(retried);
    // What does not need it is answered, beside what does.
    expect(await postOf('/graphql', { query: '{ __typename conversation(id: "c") { messageCount } }' })).toMatchObject({
      status: 200,
      code: 'STORE_UNAVAILABLE',
      text: expect.stringContaining('"__typename":"Query"'),
    });
    command = runIngest([messageOf('command', 0), messageOf('command', 1)]);
    await sleep(1_500); // until it has asked
  });

  test('a query on a socket gets an error and the socket stays; one whose key can’t be looked up is to be retried', async () => {
    const open = await socketOf({});
    open.socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ models { name } }' } }));
    await until(
      async () => open.messages,
      (messages) => messages.some(({ type }) => type === 'complete'),
    );
    expect(open.messages).toContainEqual(
      expect.objectContaining({
        type: 'next',
        payload: expect.objectContaining({ errors: [expect.objectContaining({ extensions: { code: 'STORE_UNAVAILABLE' } })] }),
      }),
    );
    expect(open.socket.readyState).toBe(WebSocket.OPEN);
    open.socket.close();
    expect((await socketOf({ authorization: `Bearer ${server.key}` })).closed).toBe(1013);
  });

  test('it comes back by itself, what waited is done, and the log is short', async () => {
    process.kill(holderPid, 'SIGKILL');
    await until(readiness, ({ ready }) => ready);
    expect(await command).toMatchObject({ code: 0, output: expect.stringContaining('2 messages (2 new, 0 known)') });
    await until(
      async () => subscription.values,
      (values) => values.some(({ messageIngested }) => messageIngested?.externalId === 'command-1'),
    );
    expect(await ask(server.address, '{ conversation(id: "command") { messageCount } }')).toEqual({ conversation: { messageCount: 2 } });
    const lines = logged(from);
    for (const words of ['The embedded PostgreSQL ended', 'PostgreSQL does not answer', 'PostgreSQL answers again'])
      expect(lines.filter((line) => line.startsWith(words))).toHaveLength(1);
    expect(lines.length).toBeLessThan(5); // and perhaps that it is not back yet
  }, 60_000);
});

test('PostgreSQL that is asked to end, which waits for the server\u2019s own sessions, is ended and started again', async () => {
  const asked = (await postgresOf(dataDir)) as number;
  process.kill(asked, 'SIGTERM');
  await until(
    () => postgresOf(dataDir),
    (pid) => pid !== null && pid !== asked,
  );
  await until(
    () => ask(server.address, '{ models { name } }').catch(() => null),
    (answer) => answer !== null,
  );
});

const readiness = async () =>
  (await fetch(`${server.address}/readyz`)).json() as Promise<{ ready: boolean; postgres: boolean; clickhouse: boolean }>;
const retried = { status: 503, retryAfter: expect.stringMatching(/^\d+$/) };

// Over 10 s: PostgreSQL that says nothing to anybody for 15 s is given up.
test('PostgreSQL that hangs: what is asked and what is sent is refused with 503, and what is sent again is there once', async () => {
  const from = server.output().length;
  const messages = [messageOf('hang', 0), messageOf('hang', 1)];
  const write = () => postOf('/graphql', { query: ingest, variables: { messages } });
  const pids = await haltPostgres();
  try {
    const answers = await Promise.all([
      write(),
      write(),
      postOf('/graphql', { query: '{ models { name } }' }),
      postOf('/v1/traces', spans),
      readiness(),
    ]);
    for (const answer of answers.slice(0, 3)) expect(answer).toMatchObject({ ...retried, code: 'STORE_UNAVAILABLE' });
    expect(answers[3]).toMatchObject(retried);
    expect(answers[4]).toEqual({ ready: false, postgres: false, clickhouse: true });
  } finally {
    signal(pids, 'SIGCONT');
  }
  await until(readiness, ({ ready }) => ready);
  expect(await until(write, ({ status }) => status === 200)).toMatchObject({ code: undefined });
  expect(await ask(server.address, '{ conversation(id: "hang") { messageCount } }')).toEqual({ conversation: { messageCount: 2 } });
  for (const words of ['PostgreSQL does not answer', 'PostgreSQL answers again'])
    expect(logged(from).filter((line) => line.startsWith(words))).toHaveLength(1);
});

// Over 10 s: a file that was broken is taken to be well 5 s after its last failure.
test('PostgreSQL that cannot open a file of a table: who needs it is refused with 503, it is not ready, and the log says so once until it is back', async () => {
  const from = server.output().length;
  const path = await inPostgres(
    async (client) => (await client.query<{ path: string }>(`SELECT pg_relation_filepath('models') AS path`)).rows[0]?.path as string,
  );
  const file = join(dataDir, 'postgres/data', path);
  await chmod(file, 0);
  try {
    await killers['all connections ended'](); // they have the file open
    const unavailable = { ...retried, code: 'STORE_UNAVAILABLE' };
    for (let count = 0; count < 10; count += 1) {
      expect(await postOf('/graphql', { query: '{ models { name } }' })).toMatchObject(unavailable);
      expect(
        await postOf('/graphql', { query: ingest, variables: { messages: [{ ...messageOf('file', 0), model: `new-${count}` }] } }),
      ).toMatchObject(unavailable);
    }
    await sleep(6_000); // other statements are answered, and say nothing about this file
    await until(
      async () => logged(from),
      (lines) => lines.some((line) => line.startsWith('PostgreSQL does not answer')),
    ); // not within 10 s of the one before
    expect(await readiness()).toEqual({ ready: false, postgres: false, clickhouse: true });
  } finally {
    await chmod(file, 0o600);
  }
  await until(readiness, ({ ready }) => ready);
  expect(await postOf('/graphql', { query: ingest, variables: { messages: [messageOf('file', 0)] } })).toMatchObject({
    status: 200,
    code: undefined,
  });
  const lines = logged(from);
  for (const words of ['PostgreSQL does not answer', 'PostgreSQL answers again'])
    expect(lines.filter((line) => line.startsWith(words))).toHaveLength(1);
  expect(lines.length).toBeLessThan(4);
});

// Over 10 s: PostgreSQL recovers twice while calls go on.
test('under load, connections are lost, a process of PostgreSQL dies and then all of it: the server lives, callers are asked to send again, and what was acknowledged is there once', async () => {
  const from = server.output().length;
  const acknowledged: string[] = [];
  const refusals: Awaited<ReturnType<typeof postOf>>[] = [];
  let isOver = false;
  async function send(sender: number): Promise<void> {
    for (let next = 0; !isOver; next += 100) {
      const messages = Array.from({ length: 100 }, (_, index) => messageOf(`load-${sender}`, next + index));
      for (;;) {
        const answer = await postOf('/graphql', { query: ingest, variables: { messages } });
        if (answer.code === undefined && answer.status === 200) break;
        refusals.push(answer);
        await sleep(50);
      }
      acknowledged.push(...messages.map(({ externalId }) => externalId));
      await sleep(200);
    }
  }
  const senders = Promise.all(Array.from({ length: 4 }, (_, sender) => send(sender)));
  const all = 'all connections ended';
  for (const killer of [all, all, all, 'a process of PostgreSQL killed', all, all, 'PostgreSQL killed', all, all] as const) {
    await sleep(500);
    await killers[killer]().catch(() => {}); // it may be away for the moment
  }
  isOver = true;
  await senders;

  expect(isAlive(server.pid)).toBe(true);
  expect(refusals.filter(({ status, code, retryAfter }) => status !== 503 || code !== 'STORE_UNAVAILABLE' || retryAfter === null)).toEqual(
    [],
  );
  expect(acknowledged.length).toBeGreaterThan(1_000);
  await untilProjected(server.address);
  const stored = await inPostgres((client) =>
    client.query<{ id: string }>(`SELECT external_id AS id FROM messages WHERE external_id LIKE 'load-%'`),
  );
  expect(stored.rows.map(({ id }) => id).sort()).toEqual(acknowledged.sort());
  const { analytics } = await ask<{ analytics: { overview: { messageCount: number } } }>(
    server.address,
    '{ analytics(filter: { environments: ["load"] }) { overview { messageCount } } }',
  );
  expect(analytics.overview.messageCount).toBe(acknowledged.length);
  // A store that comes and goes is not logged each time.
  expect(logged(from).length).toBeLessThan(20);
  expect(await server.stop()).toMatchObject({ code: 0 });
  expect(await postgresOf(dataDir)).toBeNull();
}, 120_000);

// Over 10 s: the server starts twice and waits for its patience between.
test('a server that is asked to end while PostgreSQL hangs ends within its patience, and the next start has everything', async () => {
  server = await startServer({ dataDir, env: { STOP_PATIENCE_MS: '1500' } });
  const [postmaster] = await haltPostgres();
  const { signal: ending, output } = await server.stop('SIGTERM');
  expect(ending).toBe('SIGKILL');
  expect(output).toContain('A store did not close within 1.5 s');
  signal(await processesOf(postmaster as number), 'SIGCONT');
  server = await startServer({ dataDir });
  expect(await ask(server.address, '{ conversation(id: "hang") { messageCount } }')).toEqual({ conversation: { messageCount: 2 } });
});

const spans = {
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: [
            {
              traceId: '0123456789abcdef0123456789abcdef',
              spanId: '0123456789abcdef',
              name: 'step',
              startTimeUnixNano: `${Date.now()}000000`,
              endTimeUnixNano: `${Date.now()}000000`,
            },
          ],
        },
      ],
    },
  ],
};

interface OpenSocket {
  socket: WebSocket;
  messages: { type: string }[];
  /** The code it was closed with before it was taken; null: it was taken. */
  closed: number | null;
}

function socketOf(payload: object): Promise<OpenSocket> {
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const messages: OpenSocket['messages'] = [];
  return new Promise((resolve) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })));
    socket.addEventListener('close', ({ code }) => resolve({ socket, messages, closed: code }));
    socket.addEventListener('message', ({ data }) => {
      messages.push(JSON.parse(String(data)));
      if (messages.length === 1) resolve({ socket, messages, closed: null });
    });
  });
}

/** `pnpm ingest` of these messages, from its start to its end. */
async function runIngest(messages: readonly object[]): Promise<{ code: number | null; output: string }> {
  const path = join(dataDir, 'messages.jsonl');
  await writeFile(path, messages.map((message) => JSON.stringify(message)).join('\n'));
  const child = spawn(process.execPath, ['server/src/commands/importer/main.ts', path], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], FTL_URL: server.address },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}
