import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';

/** When each source was looked at last. */
export const progressOf = definePgQuery({
  name: 'insights.progress',
  row: z.object({ source: z.string(), madeAt: z.date() }),
  sql: (_none: object, workspace) => pg`SELECT source, made_at AS "madeAt" FROM insight_progress WHERE workspace_id = ${workspace}`,
});

export const saveProgress = definePgCommand({
  name: 'insights.saveProgress',
  sql: ({ source, now }: { source: string; now: Date }, workspace) => pg`
    INSERT INTO insight_progress (workspace_id, source, made_at) VALUES (${workspace}, ${pg.text(source)}, ${pg.at(now)})
    ON CONFLICT (workspace_id, source) DO UPDATE SET made_at = excluded.made_at`,
});

/** What is known of a person's looks at the insights. */
export const visitOf = definePgQuery({
  name: 'insights.visit',
  row: z.object({ seenAt: z.date(), beforeAt: z.date().nullable() }),
  sql: ({ owner }: { owner: string }, workspace) => pg`
    SELECT seen_at AS "seenAt", before_at AS "beforeAt" FROM insight_visits WHERE workspace_id = ${workspace} AND owner = ${pg.text(owner)}`,
});

export const saveVisit = definePgCommand({
  name: 'insights.saveVisit',
  sql: ({ owner, seenAt, beforeAt }: { owner: string; seenAt: Date; beforeAt: Date | null }, workspace) => pg`
    INSERT INTO insight_visits (workspace_id, owner, seen_at, before_at)
    VALUES (${workspace}, ${pg.text(owner)}, ${pg.at(seenAt)}, ${pg.at(beforeAt)})
    ON CONFLICT (workspace_id, owner) DO UPDATE SET seen_at = excluded.seen_at, before_at = excluded.before_at`,
});
