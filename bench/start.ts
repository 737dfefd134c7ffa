import { ask } from '../e2e/ask.ts';
import { makeDataDir, removeDataDir, startServer } from '../e2e/server.ts';
import { buildDashboardIfStale } from '../server/src/protocols/dashboard/build.ts';

const TARGET_MS = 5_000;
const ROUNDS = 5;
const MESSAGE_COUNT = 20_000;

/** How long the start command takes until the server answers, with everything installed and built. */
export async function run(): Promise<void> {
  await buildDashboardIfStale(() => console.log('Building the dashboard …'));
  const empty: number[] = [];
  const again: number[] = [];
  const killed: number[] = [];
  const command: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const dataDir = await makeDataDir();
    const first = await startServer({ dataDir });
    empty.push(first.readyMs);
    if (round === 0) await fill(first.address);
    await first.stop('SIGTERM');
    const second = await startServer({ dataDir });
    again.push(second.readyMs);
    await second.stop('SIGKILL');
    const third = await startServer({ dataDir });
    killed.push(third.readyMs);
    await third.stop('SIGTERM');
    const fourth = await startServer({ dataDir, command: ['npx', '-y', 'pnpm@12', 'start'] });
    command.push(fourth.readyMs);
    await fourth.stop('SIGINT');
    await removeDataDir(dataDir);
  }
  console.table({
    'npx -y pnpm@12 start, installed, migrated and built': row(command, `< ${TARGET_MS.toLocaleString('en')}`),
    'of that, the server': row(again, ''),
    'on an empty folder: makes the cluster, migrates': row(empty, ''),
    'after SIGKILL: takes PostgreSQL over': row(killed, ''),
  });
}

const row = (times: readonly number[], target: string): Record<string, string> => ({
  'median, ms': Math.round([...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number).toLocaleString('en'),
  'slowest, ms': Math.round(Math.max(...times)).toLocaleString('en'),
  target,
});

/** Something to open: a start on stores that hold messages is the one that people wait for. */
async function fill(address: string): Promise<void> {
  for (let first = 0; first < MESSAGE_COUNT; first += 2_000) {
    const items = Array.from({ length: 2_000 }, (_, index) => ({
      externalId: `m-${first + index}`,
      conversationId: `c-${Math.floor((first + index) / 10)}`,
      role: 'ASSISTANT',
      content: `Message ${first + index}`,
    }));
    await ask(address, 'mutation ($items: [MessageInput!]!) { ingestMessages(messages: $items) { accepted } }', { items });
  }
}

if (import.meta.main) await run();
