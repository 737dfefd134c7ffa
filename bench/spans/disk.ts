import { join } from 'node:path';
import { openEmbeddedClickHouse } from '../../server/src/platform/store/clickhouse/open.ts';
import { sql } from '../../server/src/platform/store/sql.ts';

export interface TableSize {
  table: string;
  rows: number;
  bytes: number;
}

/** Bytes on disk of each table's live parts, indexes included. The server that owned the folder has ended. */
export async function tableSizes(dataDir: string): Promise<TableSize[]> {
  const clickhouse = await openEmbeddedClickHouse(join(dataDir, 'clickhouse'));
  const rows = await clickhouse.query(
    'bench.sizes',
    sql`SELECT table, toFloat64(sum(rows)) AS rows, toFloat64(sum(bytes_on_disk)) AS bytes FROM system.parts
        WHERE active AND table IN ('spans', 'contents', 'traces', 'message_facts', 'message_texts') GROUP BY table ORDER BY bytes DESC`,
    { timeoutMs: 30_000 },
  );
  await clickhouse.close();
  return rows as TableSize[];
}
