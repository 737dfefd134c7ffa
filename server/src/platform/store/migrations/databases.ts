import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../postgres/embedded.ts';

/** The configured database, its embedded engine started for as long as the work takes. A running server's is shared. */
export async function withDatabase(
  config: { dataDir: string; databaseUrl: string | null },
  work: (url: string) => Promise<void>,
): Promise<void> {
  if (config.databaseUrl !== null) return work(config.databaseUrl);
  const cluster = await startEmbeddedPostgres(join(config.dataDir, 'postgres'));
  try {
    await work(cluster.url);
  } finally {
    if (!cluster.isAdopted) await cluster.stop();
  }
}

/** An empty database that is thrown away. */
export async function withScratchDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-scratch-'));
  await chmod(folder, 0o755);
  const cluster = await startEmbeddedPostgres(folder);
  try {
    await work(cluster.url);
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
