import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { untilProjected } from '../e2e/ask.ts';
import { fieldClients } from './field/clients.ts';
import { expectedTraces } from './field/expected.ts';
import { knownWrong } from './field/known-wrong.ts';
import { readRecording, RECORDED } from './field/recordings.ts';
import { readRight, startFieldServer, type FieldServer } from './field/suite.ts';
import { traceIdsOf } from './field/tap.ts';

/** What unmodified clients sent once, sent again. `field-clients.test.ts` runs the clients themselves. */
let server: FieldServer;
const traceIds = new Map<string, readonly string[]>();

beforeAll(async () => {
  server = await startFieldServer();
  for (const { name } of fieldClients) {
    const sent = await readRecording(name);
    for (const { path, body } of sent) await post(path, body);
    traceIds.set(name, traceIdsOf(sent));
  }
  await untilProjected(server.address, server);
});

afterAll(() => server?.stop());

describe.each(fieldClients)('what $name sent', ({ name }) => {
  const expected = expectedTraces[name];

  test('is as many traces as expected', () => {
    expect(traceIds.get(name)).toHaveLength(expected.length);
  });

  test.each(expected.map((trace, place) => ({ ...trace, place })))('of “$title” is read right', async ({ place, ...trace }) => {
    await readRight(server, traceIds.get(name)?.[place] as string, name, trace);
  });
});

test.each(knownWrong)('what is wrong with $client is wrong in traces that it sends', ({ client, traces }) => {
  expect(expectedTraces[client].map(({ title }) => title)).toEqual(expect.arrayContaining([...traces]));
});

describe('recordings', async () => {
  const files = await readdir(RECORDED);

  test('are those of the clients, and no others', () => {
    expect(files.toSorted()).toEqual(fieldClients.map(({ name }) => `${name}.jsonl`).toSorted());
  });

  test.each(files)('hold nothing of the machine that they were made on: %s', async (file) => {
    const text = await readFile(join(RECORDED, file), 'utf8');
    expect(text).not.toMatch(/\/(?:root|home|Users|tmp|work)\/|127\.0\.0\.1|localhost|ftl_|sk-[a-z0-9]{20}/i);
  });
});

async function post(path: string, body: object): Promise<void> {
  const { address, key } = server;
  const basic = `Basic ${btoa(`${key.slice(0, 10)}:${key}`)}`;
  const response = await fetch(address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: path.startsWith('/api/public/') ? basic : `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  expect(response.status, `${path}: ${await response.text()}`).toBe(200);
}
