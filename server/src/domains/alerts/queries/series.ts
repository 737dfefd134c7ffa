import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, timeColumn, unnest } from '../../../platform/store/pg-sql.ts';
import type { StoredSeries } from '../pure/plan.ts';

const at = z.date().transform((date) => date.getTime());
const SeriesRow = z.object({
  ruleId: z.string(),
  key: z.string(),
  phase: z.enum(['OK', 'PENDING', 'FIRING']),
  seen: z.enum(['VALUE', 'EMPTY', 'UNKNOWN']),
  sentence: z.string(),
  lastValue: z.number().nullable(),
  lastValueAt: at.nullable(),
  evaluatedAt: at,
  pendingSince: at.nullable(),
  changedAt: at.nullable(),
  since: at,
  emptyCount: z.number(),
  episodeId: z.string().nullable(),
});
export type SeriesOfRule = z.infer<typeof SeriesRow>;

/** Every series of some rules. */
export const seriesOfRules = definePgQuery({
  name: 'alerts.series',
  row: SeriesRow,
  sql: ({ ruleIds }: { ruleIds: readonly string[] }, workspace) => pg`
    SELECT rule_id AS "ruleId", key, phase::text AS phase, seen::text AS seen, sentence, last_value AS "lastValue", last_value_at AS "lastValueAt",
           evaluated_at AS "evaluatedAt", pending_since AS "pendingSince", changed_at AS "changedAt", since, empty_count AS "emptyCount",
           episode_id AS "episodeId"
    FROM alert_series WHERE workspace_id = ${workspace} AND rule_id = ANY(${pg.uuids(ruleIds)}) ORDER BY rule_id, key`,
});

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
type Row = StoredSeries & { readonly ruleId: string };
const columns = [
  plainColumn<Row>('rule_id', 'uuid', ({ ruleId }) => ruleId),
  textColumn<Row>('key', ({ key }) => key),
  textColumn<Row>('phase', ({ phase }) => phase, '"AlertPhase"'),
  textColumn<Row>('seen', ({ seen }) => seen, '"AlertSeen"'),
  textColumn<Row>('sentence', ({ sentence }) => sentence),
  plainColumn<Row>('last_value', 'float8', ({ lastValue }) => lastValue),
  timeColumn<Row>('last_value_at', ({ lastValueAt }) => date(lastValueAt)),
  timeColumn<Row>('evaluated_at', ({ evaluatedAt }) => date(evaluatedAt)),
  timeColumn<Row>('pending_since', ({ pendingSince }) => date(pendingSince)),
  timeColumn<Row>('changed_at', ({ changedAt }) => date(changedAt)),
  timeColumn<Row>('since', ({ since }) => date(since)),
  plainColumn<Row>('empty_count', 'int4', ({ emptyCount }) => emptyCount),
  plainColumn<Row>('episode_id', 'uuid', ({ episodeId }) => episodeId),
];

export const storeSeries = definePgCommand({
  name: 'alerts.storeSeries',
  sql: ({ series }: { series: readonly Row[] }, workspace) => pg`
    INSERT INTO alert_series (rule_id, workspace_id, key, phase, seen, sentence, last_value, last_value_at, evaluated_at, pending_since, changed_at, since, empty_count, episode_id)
    SELECT rule_id, ${workspace}, key, phase, seen, sentence, last_value, last_value_at, evaluated_at, pending_since, changed_at, since, empty_count, episode_id
    FROM ${unnest(columns, series, 's')}
    ON CONFLICT (rule_id, key) DO UPDATE SET
      phase = EXCLUDED.phase, seen = EXCLUDED.seen, sentence = EXCLUDED.sentence, last_value = EXCLUDED.last_value, last_value_at = EXCLUDED.last_value_at,
      evaluated_at = EXCLUDED.evaluated_at, pending_since = EXCLUDED.pending_since, changed_at = EXCLUDED.changed_at, since = EXCLUDED.since,
      empty_count = EXCLUDED.empty_count, episode_id = EXCLUDED.episode_id`,
});

/** Series at rest whose value was last seen before an instant. */
export const dropSeries = definePgCommand({
  name: 'alerts.dropSeries',
  acrossWorkspaces: 'A schedule of the server goes through all rules.',
  sql: ({ before }: { before: Date }) => pg`
    DELETE FROM alert_series WHERE phase = 'OK' AND key <> '' AND coalesce(last_value_at, since) < ${pg.at(before)}`,
});

/** A rule watches something else from now on: what was seen before does not count. */
export const resetSeries = definePgCommand({
  name: 'alerts.resetSeries',
  sql: ({ ruleId }: { ruleId: string }, workspace) => pg`
    DELETE FROM alert_series WHERE workspace_id = ${workspace} AND rule_id = ${pg.uuid(ruleId)}`,
});
