import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useArtifactStore } from '../server/src/domains/artifacts/load.ts';
import { createDataset } from '../server/src/domains/datasets/commands.ts';
import { importFiles } from '../server/src/domains/datasets/commands/import.ts';
import { rowPage, rowsAt } from '../server/src/domains/datasets/load/page.ts';
import { ensureDefaultWorkspace } from '../server/src/domains/access/commands.ts';
import { inWorkspace } from '../server/src/platform/store/scope.ts';
import { openStores } from '../server/src/platform/store/stores.ts';

const rowCount = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const targets = { rowsPerSecond: 20_000, firstRowsMs: 300 };
const quiet = { publish: () => {} };

/** Words of a language that has a thousand, so that texts compress as texts do. */
const words = Array.from({ length: 1_000 }, (_, n) => ((n * 2_654_435_761) % 2 ** 32).toString(36).slice(0, 3 + (n % 7)));
let state = 7;
const draw = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
const text = (count: number): string => Array.from({ length: count }, () => words[Math.floor(draw() ** 2 * words.length)]).join(' ');

/** Chats of four turns, 2 kB each. */
const parts = Array.from({ length: 512 }, () => text(76));
const row = (): string =>
  JSON.stringify({
    messages: ['user', 'assistant', 'user', 'assistant'].map((role) => ({ role, content: parts[Math.floor(draw() * parts.length)] })),
    lang: 'en',
  });

async function* content(count: number): AsyncGenerator<Buffer> {
  let lines: string[] = [];
  for (let n = 1; n <= count; n += 1) {
    lines.push(row());
    if (lines.length < 64 && n < count) continue;
    yield Buffer.from(`${lines.join('\n')}\n`);
    lines = [];
  }
}

/** Chats are imported as they stream, into a folder of this machine; then pages of them are read. The file is made meanwhile, on the same thread. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-bench-datasets-'));
  const stores = await openStores({ dataDir: folder, databaseUrl: null, clickhouseUrl: null });
  useArtifactStore(stores, { dataDir: folder, url: null });
  const changing = { stores, live: quiet };
  try {
    const workspaceId = await ensureDefaultWorkspace(stores);
    await inWorkspace(workspaceId, async () => {
      const bytes = await lengthOf();
      const made = await createDataset(changing, workspaceId, { name: 'bench' });
      if (!made.ok) throw made.failure;
      const place = { workspaceId, datasetId: made.value.id };
      const before = process.memoryUsage().rss;
      let most = before;
      const looking = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
      const used = process.cpuUsage();
      const startedAt = performance.now();
      const files = (async function* () {
        yield { path: 'chats.jsonl', sizeBytes: 0, content: content(rowCount) };
      })();
      const outcome = await importFiles(changing, place, files, { comment: null, createdBy: null, split: null });
      if (!outcome.ok) throw outcome.failure;
      const seconds = (performance.now() - startedAt) / 1_000;
      clearInterval(looking);
      const { user, system } = process.cpuUsage(used);
      const { version } = outcome.value;
      if (version === null || version.rowCount !== rowCount) throw new Error('Rows are missing.');
      console.table({
        import: {
          rows: rowCount,
          'MB of file': Math.round((bytes * rowCount) / 1e6),
          seconds: seconds.toFixed(1),
          'rows/s': Math.round(rowCount / seconds),
          'CPU seconds, making the file included': ((user + system) / 1e6).toFixed(1),
          'MB more memory': Math.round((most - before) / 1e6),
        },
      });
      const timed = async (work: () => Promise<unknown>): Promise<string> => {
        const times: number[] = [];
        for (let n = 0; n < 9; n += 1) {
          const from = performance.now();
          await work();
          times.push(performance.now() - from);
        }
        return times.toSorted((a, b) => a - b)[4]?.toFixed(1) ?? '';
      };
      const page = { version, workspaceId, split: null, after: null, before: null, limit: 50, isInverted: false };
      console.table({
        'first 50 rows': await timed(() => rowPage(stores, { ...page, search: null })),
        '100 rows from the middle': await timed(() =>
          rowsAt(stores, { workspaceId, versionId: version.id, from: rowCount >> 1, count: 100, split: null }),
        ),
        'a page of a search without a hit': await timed(() => rowPage(stores, { ...page, search: 'zanzibar' })),
      });
    });
  } finally {
    await stores.close();
    await rm(folder, { recursive: true, force: true });
  }
  console.log(
    `Targets: ${targets.rowsPerSecond.toLocaleString('en')} rows/s, memory that does not grow with the file; first rows in ${targets.firstRowsMs} ms.`,
  );
}

/** Bytes of a row, on average. */
async function lengthOf(): Promise<number> {
  let bytes = 0;
  for await (const piece of content(1_000)) bytes += piece.length;
  return bytes / 1_000;
}
