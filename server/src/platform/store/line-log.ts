import { z } from 'zod';
import { definePgCommand } from './pg-query.ts';
import { pg } from './pg-sql.ts';
import type { PgSession, Statements } from './postgres/postgres.ts';
import { defineQueue, type Queue } from './queue.ts';

/** A small commit as it stands in its log. */
export interface LoggedLines {
  readonly id: string;
  /** `JSONCompactEachRow`, zstd. */
  readonly lines: Buffer;
}

/** The statements of a log of small commits (record-log.ts). */
export interface LineLog {
  /** Rows that another server holds are waited for, so that the caller sees them. */
  readonly queue: Queue<LoggedLines>;
  readonly store: (session: Statements, commit: { workspaceId: string; lines: Buffer }) => Promise<unknown>;
  /** Rows that ClickHouse did not take, while it took others: they are tried again a minute later. */
  readonly refuse: (session: PgSession, args: { readonly ids: readonly string[] }) => Promise<unknown>;
}

/** A table of PostgreSQL with the columns `id`, `workspace_id`, `lines` and `refused_at`, in which lines for a table of ClickHouse wait. */
export function defineLineLog({ name, table }: { readonly name: string; readonly table: string }): LineLog {
  const log = pg.raw(table);
  return {
    queue: defineQueue({
      name,
      table,
      row: z.object({ id: z.string(), lines: z.instanceof(Buffer) }),
      columns: 'id, lines',
      locked: 'wait',
      isDue: pg`(refused_at IS NULL OR refused_at < now() - interval '1 minute')`,
    }),
    store: definePgCommand({
      name: `${name}.append`,
      isPrepared: true,
      sql: ({ lines }: { lines: Buffer }, workspace) =>
        pg`INSERT INTO ${log} (workspace_id, lines) VALUES (${workspace}, ${pg.bytes(lines)})`,
    }),
    refuse: definePgCommand({
      name: `${name}.refused`,
      acrossWorkspaces: 'Rows that were taken from the queue of all workspaces.',
      sql: ({ ids }: { ids: readonly string[] }) => pg`UPDATE ${log} SET refused_at = now() WHERE id = ANY(${pg.int8s(ids)})`,
    }),
  };
}
