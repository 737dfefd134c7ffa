import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../e2e/server.ts';
import { sharedData, whyNoSharedData } from '../e2e/shared-data.ts';
import { fieldClients } from './field/clients.ts';
import { expectedTraces } from './field/expected.ts';
import { withFieldTable } from './field/page.ts';
import { writeRecording } from './field/recordings.ts';
import { runFieldClient } from './field/run.ts';
import { readRight, startFieldServer, type FieldServer } from './field/suite.ts';
import { traceIdsOf } from './field/tap.ts';

/** `all` runs the clients themselves, `record` writes what they sent into `recorded/`, too; absent: `field.test.ts` sends that. */
const mode = process.env['CONFORMANCE'] ?? '';
const why = mode === '' ? 'CONFORMANCE=all runs them' : sharedData === null ? whyNoSharedData : null;

if (why !== null) {
  console.warn(`Python clients themselves: skipped, ${why}. What they sent once is tested.`);
  test.skip(`Python clients themselves: ${why}`);
} else {
  runThem();
}

function runThem(): void {
  let server: FieldServer;

  beforeAll(async () => {
    server = await startFieldServer();
  });

  afterAll(() => server?.stop());

  // Over 10 s: the first run installs the client's packages; some import for half a minute.
  test.each(fieldClients)('$name sends what is read right', { timeout: 10 * 60_000 }, async (client) => {
    const sent = await runFieldClient(client, server);
    const ids = traceIdsOf(sent);
    if (mode === 'record') await writeRecording(client.name, sent, server.key);
    const expected = expectedTraces[client.name];
    expect(ids).toHaveLength(expected.length);
    for (const [place, trace] of expected.entries()) await readRight(server, ids[place] as string, client.name, trace);
  });

  test.runIf(mode === 'record')('the page names what is tested', async () => {
    const path = join(ROOT, 'docs/conformance.md');
    await writeFile(path, withFieldTable(await readFile(path, 'utf8')));
  });
}
