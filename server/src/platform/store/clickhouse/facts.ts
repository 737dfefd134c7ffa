import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { z } from 'zod';

const Facts = z.object({
  version: z.string(),
  clockMs: z.coerce.number(),
  /** 0: it may be written to. */
  readonly: z.coerce.number(),
  /** Of the fullest disk. */
  freeBytes: z.coerce.number(),
  tableCount: z.coerce.number(),
});
export type ClickHouseFacts = z.infer<typeof Facts> & { readonly answerMs: number };

const patienceMs = 5_000;

/**
 * Reads what the command `doctor` reports of a ClickHouse server.
 *
 * Errors  throws what the client says where it can't be reached or refuses the user.
 */
export async function clickhouseFacts(url: string): Promise<ClickHouseFacts> {
  const client = createClient({ url, request_timeout: patienceMs, log: { level: ClickHouseLogLevel.OFF } });
  try {
    const startedAt = performance.now();
    const answer = await client.query({
      query: `SELECT version() AS version, toUnixTimestamp64Milli(now64(3)) AS clockMs, getSetting('readonly') AS readonly,
        (SELECT min(free_space) FROM system.disks) AS freeBytes, (SELECT count() FROM system.tables WHERE database = currentDatabase()) AS tableCount`,
      format: 'JSONEachRow',
    });
    const [row] = await answer.json();
    return { ...Facts.parse(row), answerMs: performance.now() - startedAt };
  } finally {
    await client.close();
  }
}
