import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, timeColumn, unnest } from '../../../platform/store/pg-sql.ts';
import type { OpenEpisode } from '../pure/plan.ts';
import { episodeStates, type AlertSeverity, type EpisodeState } from '../types.ts';

const at = z.date().transform((date) => date.getTime());
const EpisodeRow = z.object({
  ruleId: z.string().nullable(),
  id: z.string(),
  series: z.string(),
  state: z.enum(episodeStates),
  sentence: z.string(),
  value: z.number().nullable(),
  peak: z.number().nullable(),
  link: z.string(),
  openedAt: at,
  acknowledgedBy: z.string().nullable(),
  resolvedAt: at.nullable(),
  notifiedAt: at.nullable(),
  escalatedAt: at.nullable(),
  reminderCount: z.number(),
  lastNoticeAt: at.nullable(),
});

const episodeColumns = pg`
  rule_id AS "ruleId", id, series, state::text AS state, sentence, value, peak, link, opened_at AS "openedAt", acknowledged_by AS "acknowledgedBy",
  resolved_at AS "resolvedAt", notified_at AS "notifiedAt", escalated_at AS "escalatedAt", reminder_count AS "reminderCount",
  last_notice_at AS "lastNoticeAt"`;

/** Episodes of some rules that are not resolved, locked: an acknowledgement comes before the evaluation, or after it. */
export const lockOpenEpisodes = definePgQuery({
  name: 'alerts.lockOpenEpisodes',
  row: EpisodeRow,
  sql: ({ ruleIds }: { ruleIds: readonly string[] }, workspace) => pg`
    SELECT ${episodeColumns} FROM alert_episodes
    WHERE workspace_id = ${workspace} AND resolved_at IS NULL AND rule_id = ANY(${pg.uuids(ruleIds)}) ORDER BY id FOR UPDATE`,
});

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

export interface NewEpisode extends OpenEpisode {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly severity: AlertSeverity;
}
const newColumns = [
  plainColumn<NewEpisode>('id', 'uuid', ({ id }) => id),
  plainColumn<NewEpisode>('rule_id', 'uuid', ({ ruleId }) => ruleId),
  textColumn<NewEpisode>('rule_name', ({ ruleName }) => ruleName),
  textColumn<NewEpisode>('severity', ({ severity }) => severity, '"AlertSeverity"'),
  textColumn<NewEpisode>('series', ({ series }) => series),
  textColumn<NewEpisode>('state', ({ state }) => state, '"EpisodeState"'),
  textColumn<NewEpisode>('sentence', ({ sentence }) => sentence),
  plainColumn<NewEpisode>('value', 'float8', ({ value }) => value),
  plainColumn<NewEpisode>('peak', 'float8', ({ peak }) => peak),
  textColumn<NewEpisode>('link', ({ link }) => link),
  timeColumn<NewEpisode>('opened_at', ({ openedAt }) => date(openedAt)),
  timeColumn<NewEpisode>('notified_at', ({ notifiedAt }) => date(notifiedAt)),
  timeColumn<NewEpisode>('last_notice_at', ({ lastNoticeAt }) => date(lastNoticeAt)),
];

export const insertEpisodes = definePgCommand({
  name: 'alerts.insertEpisodes',
  sql: ({ episodes }: { episodes: readonly NewEpisode[] }, workspace) => pg`
    INSERT INTO alert_episodes (workspace_id, id, rule_id, rule_name, severity, series, state, sentence, value, peak, link, opened_at, notified_at, last_notice_at)
    SELECT ${workspace}, id, rule_id, rule_name, severity, series, state, sentence, value, peak, link, opened_at, notified_at, last_notice_at
    FROM ${unnest(newColumns, episodes, 'e')}`,
});

const changedColumns = [
  plainColumn<OpenEpisode>('id', 'uuid', ({ id }) => id),
  plainColumn<OpenEpisode>('peak', 'float8', ({ peak }) => peak),
  timeColumn<OpenEpisode>('resolved_at', ({ resolvedAt }) => date(resolvedAt)),
  timeColumn<OpenEpisode>('notified_at', ({ notifiedAt }) => date(notifiedAt)),
  timeColumn<OpenEpisode>('escalated_at', ({ escalatedAt }) => date(escalatedAt)),
  plainColumn<OpenEpisode>('reminder_count', 'int4', ({ reminderCount }) => reminderCount),
  timeColumn<OpenEpisode>('last_notice_at', ({ lastNoticeAt }) => date(lastNoticeAt)),
];

export const updateEpisodes = definePgCommand({
  name: 'alerts.updateEpisodes',
  sql: ({ episodes }: { episodes: readonly OpenEpisode[] }, workspace) => pg`
    UPDATE alert_episodes e SET
      state = CASE WHEN c.resolved_at IS NULL THEN e.state ELSE 'RESOLVED' END, peak = c.peak, resolved_at = c.resolved_at, notified_at = c.notified_at,
      escalated_at = c.escalated_at, reminder_count = c.reminder_count, last_notice_at = c.last_notice_at
    FROM ${unnest(changedColumns, episodes, 'c')} WHERE e.workspace_id = ${workspace} AND e.id = c.id`,
});

/** Closes what is open of a rule that watches something else from now on, is switched off, or is deleted. */
export const closeEpisodes = definePgQuery({
  name: 'alerts.closeEpisodes',
  row: EpisodeRow,
  sql: ({ ruleId, now }: { ruleId: string; now: Date }, workspace) => pg`
    UPDATE alert_episodes SET state = 'RESOLVED', resolved_at = ${pg.at(now)}
    WHERE workspace_id = ${workspace} AND rule_id = ${pg.uuid(ruleId)} AND resolved_at IS NULL RETURNING ${episodeColumns}`,
});

/** An episode that fires is acknowledged; no row: it does not fire, or is acknowledged already. */
export const acknowledgeEpisode = definePgQuery({
  name: 'alerts.acknowledge',
  row: EpisodeRow,
  sql: ({ id, by, now }: { id: string; by: string | null; now: Date }, workspace) => pg`
    UPDATE alert_episodes SET state = 'ACKNOWLEDGED', acknowledged_at = ${pg.at(now)}, acknowledged_by = ${pg.text(by)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND state = 'FIRING' RETURNING ${episodeColumns}`,
});

interface PageQuery {
  readonly states: readonly EpisodeState[];
  readonly ruleId: string | null;
  readonly after: EpisodePlace | null;
  readonly before: EpisodePlace | null;
  readonly limit: number;
  readonly inverted: boolean;
}
export interface EpisodePlace {
  readonly openedAt: Date;
  readonly id: string;
}

/** Ids of a page of episodes, newest first (inverted: oldest first). */
export const episodePage = definePgQuery({
  name: 'alerts.episodePage',
  row: z.object({ id: z.string() }),
  sql: ({ states, ruleId, after, before, limit, inverted }: PageQuery, workspace) => pg`
    SELECT id FROM alert_episodes
    WHERE workspace_id = ${workspace}
      AND (${pg.bool(states.length === 0)} OR state::text = ANY(${pg.texts(states)}))
      AND (${pg.uuid(ruleId)} IS NULL OR rule_id = ${pg.uuid(ruleId)})
      ${after === null ? pg`` : pg`AND (opened_at, id) < (${pg.at(after.openedAt)}, ${pg.uuid(after.id)})`}
      ${before === null ? pg`` : pg`AND (opened_at, id) > (${pg.at(before.openedAt)}, ${pg.uuid(before.id)})`}
    ORDER BY opened_at ${pg.raw(inverted ? 'ASC' : 'DESC')}, id ${pg.raw(inverted ? 'ASC' : 'DESC')} LIMIT ${pg.int4(limit)}`,
});

/** Number of episodes that fire and are not acknowledged. */
export const firingCount = definePgQuery({
  name: 'alerts.firingCount',
  row: z.object({ count: z.number() }),
  sql: (_none: unknown, workspace) => pg`
    SELECT count(*)::int AS count FROM alert_episodes WHERE workspace_id = ${workspace} AND resolved_at IS NULL AND state = 'FIRING'`,
});
