import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useArtifactStore } from '../server/src/domains/artifacts/load.ts';
import { makeExportJob } from '../server/src/domains/exports/background/make-export.ts';
import { createExport } from '../server/src/domains/exports/commands/request.ts';
import type { ExportFormat } from '../server/src/domains/exports/types.ts';
import { inWorkspace } from '../server/src/platform/store/scope.ts';
import { openDataset, type Dataset } from './overview/dataset.ts';

const messageCount = Number(process.env['BENCH_MESSAGES'] ?? 1_000_000);
const targets = { rowsPerSecond: 50_000, memoryMb: 100 };
const formats = (process.env['BENCH_FORMATS'] ?? 'CSV,CSV,JSONL,PARQUET').split(',') as ExportFormat[];

/** Every message as one file, by the job that the server runs, into a folder of this machine. PostgreSQL is another process. The first file comes twice: a process that has just begun lets its heap grow. */
export async function run(): Promise<void> {
  const dataset = await openDataset(messageCount, { isComplete: true });
  const folder = await mkdtemp(join(tmpdir(), 'ftl-bench-exports-'));
  useArtifactStore(dataset.stores, { dataDir: folder, url: null });
  const table: Record<string, object> = {};
  try {
    for (const [place, format] of formats.entries()) {
      const name = formats.indexOf(format) === place ? format : `${format} again`;
      table[name] = await inWorkspace(dataset.workspaceId, () => measured(dataset, format));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.table(table);
  console.log(
    `Target of CSV: ${targets.rowsPerSecond.toLocaleString('en')} rows/s, under ${targets.memoryMb} MB beside what the server holds.`,
  );
}

async function measured({ stores, workspaceId }: Dataset, format: ExportFormat): Promise<object> {
  const input = { type: 'COMPLETE', format, filter: {} } as const;
  const made = await createExport(stores, { workspaceId, person: null }, input, new Date());
  if (!made.ok) throw made.failure;
  const { task } = await stores.prisma.export.findUniqueOrThrow({ where: { id: made.value, workspaceId }, include: { task: true } });
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const usedBefore = process.cpuUsage();
  const startedAt = performance.now();
  await makeExportJob.run(stores, task, async () => {}, new AbortController().signal, { publish: () => {} });
  const seconds = (performance.now() - startedAt) / 1_000;
  clearInterval(looking);
  const { user, system } = process.cpuUsage(usedBefore);
  const { writtenCount, sizeBytes } = await stores.prisma.export.findUniqueOrThrow({ where: { id: made.value, workspaceId } });
  return {
    rows: Number(writtenCount),
    seconds: seconds.toFixed(1),
    'rows/s': Math.round(Number(writtenCount) / seconds),
    'MB of file': Math.round(Number(sizeBytes) / 1e6),
    'MB more memory': Math.round((most - before) / 1e6),
    'CPU seconds of the server': ((user + system) / 1e6).toFixed(1),
  };
}
