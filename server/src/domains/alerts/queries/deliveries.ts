import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, unnest } from '../../../platform/store/pg-sql.ts';
import { alertTransitions, channelKinds, type AlertTransition, type DeliveryState, type NoticeContent } from '../types.ts';

/** Channels that notices may go to now. */
export const openChannels = definePgQuery({
  name: 'alerts.openChannels',
  row: z.object({
    id: z.string(),
    kind: z.enum(channelKinds),
    recipients: z.array(z.string()),
    workspaceName: z.string(),
    workspaceSlug: z.string(),
  }),
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    SELECT c.id, c.kind::text AS kind, c.recipients, w.name AS "workspaceName", w.slug AS "workspaceSlug"
    FROM alert_channels c JOIN workspaces w ON w.id = c.workspace_id
    WHERE c.workspace_id = ${workspace} AND c.id = ANY(${pg.uuids(ids)}) AND c.is_enabled`,
});

export interface NewNotice {
  readonly ruleId: string;
  readonly series: string;
  readonly episodeId: string;
  readonly transition: AlertTransition;
  readonly ordinal: number;
}
const noticeColumns = [
  plainColumn<NewNotice>('rule_id', 'uuid', ({ ruleId }) => ruleId),
  textColumn<NewNotice>('series', ({ series }) => series),
  plainColumn<NewNotice>('episode_id', 'uuid', ({ episodeId }) => episodeId),
  textColumn<NewNotice>('transition', ({ transition }) => transition, '"AlertTransition"'),
  plainColumn<NewNotice>('ordinal', 'int4', ({ ordinal }) => ordinal),
];

/** Puts transitions into the outbox; the answer has those that were not there yet. */
export const insertNotices = definePgQuery({
  name: 'alerts.insertNotices',
  row: z.object({ episodeId: z.string(), transition: z.enum(alertTransitions), ordinal: z.number() }),
  sql: ({ notices, now }: { notices: readonly NewNotice[]; now: Date }, workspace) => pg`
    INSERT INTO alert_notices (workspace_id, rule_id, series, episode_id, transition, ordinal, at)
    SELECT ${workspace}, rule_id, series, episode_id, transition, ordinal, ${pg.at(now)} FROM ${unnest(noticeColumns, notices, 'n')}
    ON CONFLICT DO NOTHING RETURNING episode_id AS "episodeId", transition::text AS transition, ordinal`,
});

export interface NewDelivery {
  readonly channelId: string;
  readonly ruleId: string | null;
  readonly key: string;
  readonly transition: AlertTransition;
  readonly episodeIds: readonly string[];
  readonly recipient: string | null;
  readonly content: NoticeContent;
}
const deliveryColumns = [
  plainColumn<NewDelivery>('channel_id', 'uuid', ({ channelId }) => channelId),
  plainColumn<NewDelivery>('rule_id', 'uuid', ({ ruleId }) => ruleId),
  textColumn<NewDelivery>('key', ({ key }) => key),
  textColumn<NewDelivery>('transition', ({ transition }) => transition, '"AlertTransition"'),
  // Ids have no comma.
  textColumn<NewDelivery>('episode_ids', ({ episodeIds }) => episodeIds.join(',')),
  textColumn<NewDelivery>('recipient', ({ recipient }) => recipient),
  textColumn<NewDelivery>('content', ({ content }) => JSON.stringify(content), 'jsonb'),
];

/** Notices on their way; one that is there already stays as it is. The answer has the ids. */
export const insertDeliveries = definePgQuery({
  name: 'alerts.insertDeliveries',
  row: z.object({ id: z.string() }),
  sql: ({ deliveries }: { deliveries: readonly NewDelivery[] }, workspace) => pg`
    INSERT INTO alert_deliveries (workspace_id, channel_id, rule_id, key, transition, episode_ids, recipient, content, created_at, next_attempt_at)
    SELECT ${workspace}, channel_id, rule_id, key, transition, string_to_array(episode_ids, ',')::uuid[], recipient, content, clock_timestamp(), clock_timestamp()
    FROM ${unnest(deliveryColumns, deliveries, 'd')}
    ON CONFLICT (key) DO NOTHING RETURNING id`,
});

const Claimed = z.object({
  id: z.string(),
  workspaceId: z.string(),
  channelId: z.string(),
  key: z.string(),
  transition: z.enum(alertTransitions),
  episodeIds: z.array(z.string()),
  recipient: z.string().nullable(),
  content: z.custom<NoticeContent>(),
  attempts: z.number(),
  createdAt: z.date(),
});
export type ClaimedDelivery = z.infer<typeof Claimed>;
const claimedColumns = pg`
  d.id, d.workspace_id AS "workspaceId", d.channel_id AS "channelId", d.key, d.transition::text AS transition, d.episode_ids AS "episodeIds",
  d.recipient, d.content, d.attempts, d.created_at AS "createdAt"`;
/** So long a server has a notice in hand, in seconds: one that is a request, and one that is a mail. */
export interface Lease {
  readonly requestSeconds: number;
  readonly mailSeconds: number;
}
const until = ({ requestSeconds, mailSeconds }: Lease) =>
  pg`clock_timestamp() + CASE WHEN d.recipient IS NULL THEN ${pg.seconds(requestSeconds)} ELSE ${pg.seconds(mailSeconds)} END`;
/** Where so many attempts are under way to one receiver, no more begin: one that is slow does not hold up the others. */
const mostOfChannel = 4;

/**
 * Takes notices whose time has come, for the time of a lease: of a server that is gone meanwhile, another one takes them after that. What
 * comes before in one channel about one episode is sent before.
 */
export const claimDeliveries = definePgQuery({
  name: 'alerts.claimDeliveries',
  isPrepared: true,
  acrossWorkspaces: 'One loop sends the notices of all workspaces.',
  row: Claimed,
  sql: ({ limit, ...lease }: Lease & { limit: number }) => pg`
    UPDATE alert_deliveries d SET attempts = d.attempts + 1, claimed_until = ${until(lease)}
    WHERE d.id = ANY (ARRAY (
      SELECT w.id FROM alert_deliveries w
      WHERE w.state = 'WAITING' AND w.next_attempt_at <= clock_timestamp() AND (w.claimed_until IS NULL OR w.claimed_until < clock_timestamp())
        AND (SELECT count(*) FROM alert_deliveries c WHERE c.channel_id = w.channel_id AND c.state = 'WAITING' AND c.claimed_until >= clock_timestamp()) < ${pg.int4(mostOfChannel)}
        AND NOT EXISTS (
          SELECT FROM alert_deliveries b
          WHERE b.state = 'WAITING' AND b.channel_id = w.channel_id AND b.recipient IS NOT DISTINCT FROM w.recipient AND b.episode_ids && w.episode_ids
            AND (b.created_at, b.id) < (w.created_at, w.id))
      ORDER BY w.next_attempt_at LIMIT ${pg.int4(limit)} FOR UPDATE SKIP LOCKED))
    RETURNING ${claimedColumns}`,
});

/** Takes one notice, where it waits and is in no hand. */
export const claimDelivery = definePgQuery({
  name: 'alerts.claimDelivery',
  row: Claimed,
  sql: ({ id, ...lease }: Lease & { id: string }, workspace) => pg`
    UPDATE alert_deliveries d SET attempts = d.attempts + 1, claimed_until = ${until(lease)}
    WHERE d.id = ${pg.uuid(id)} AND d.workspace_id = ${workspace} AND d.state = 'WAITING'
      AND (d.claimed_until IS NULL OR d.claimed_until < clock_timestamp())
    RETURNING ${claimedColumns}`,
});

export interface Settlement {
  readonly id: string;
  /** Which attempt it is of: one that took too long, and was made again by another server, settles nothing. */
  readonly attempts: number;
  readonly state: DeliveryState;
  readonly statusCode: number | null;
  readonly response: string | null;
  /** Of WAITING. */
  readonly retrySeconds: number | null;
}

/** What came of an attempt. */
export const settleDelivery = definePgCommand({
  name: 'alerts.settleDelivery',
  isPrepared: true,
  sql: ({ id, attempts, state, statusCode, response, retrySeconds }: Settlement, workspace) => pg`
    UPDATE alert_deliveries SET
      state = ${pg.enumerated('AlertDeliveryState', state)}, status_code = ${pg.int4(statusCode)}, response = ${pg.text(response)}, claimed_until = NULL,
      sent_at = CASE WHEN ${pg.text(state)} = 'SENT' THEN clock_timestamp() END,
      next_attempt_at = CASE WHEN ${pg.text(state)} = 'WAITING' THEN clock_timestamp() + ${pg.seconds(retrySeconds ?? 0)} END
    WHERE id = ${pg.uuid(id)} AND workspace_id = ${workspace} AND attempts = ${pg.int4(attempts)} AND state = 'WAITING'`,
});

/** A delivery that has come to an end is sent once more, under its key. */
export const resend = definePgCommand({
  name: 'alerts.resend',
  sql: ({ id }: { id: string }, workspace) => pg`
    UPDATE alert_deliveries SET state = 'WAITING', attempts = 0, status_code = NULL, response = NULL, sent_at = NULL, next_attempt_at = clock_timestamp(), claimed_until = NULL
    WHERE id = ${pg.uuid(id)} AND workspace_id = ${workspace} AND state <> 'WAITING'`,
});

/** Deletes a channel, and with it what it was sent. */
export const removeChannel = definePgCommand({
  name: 'alerts.removeChannel',
  sql: ({ id }: { id: string }, workspace) => pg`DELETE FROM alert_channels WHERE id = ${pg.uuid(id)} AND workspace_id = ${workspace}`,
});

/** The receiver wants nothing more. */
export const disableChannel = definePgCommand({
  name: 'alerts.disableChannel',
  sql: ({ id, reason }: { id: string; reason: string }, workspace) => pg`
    UPDATE alert_channels SET is_enabled = false, disabled_reason = ${pg.text(reason)} WHERE id = ${pg.uuid(id)} AND workspace_id = ${workspace}`,
});

interface PageQuery {
  readonly channelId: string | null;
  readonly after: DeliveryPlace | null;
  readonly before: DeliveryPlace | null;
  readonly limit: number;
  readonly inverted: boolean;
}
export interface DeliveryPlace {
  readonly createdAt: Date;
  readonly id: string;
}

/** Ids of a page of deliveries, newest first (inverted: oldest first). */
export const deliveryPage = definePgQuery({
  name: 'alerts.deliveryPage',
  row: z.object({ id: z.string() }),
  sql: ({ channelId, after, before, limit, inverted }: PageQuery, workspace) => pg`
    SELECT id FROM alert_deliveries
    WHERE workspace_id = ${workspace} AND (${pg.uuid(channelId)} IS NULL OR channel_id = ${pg.uuid(channelId)})
      ${after === null ? pg`` : pg`AND (created_at, id) < (${pg.at(after.createdAt)}, ${pg.uuid(after.id)})`}
      ${before === null ? pg`` : pg`AND (created_at, id) > (${pg.at(before.createdAt)}, ${pg.uuid(before.id)})`}
    ORDER BY created_at ${pg.raw(inverted ? 'ASC' : 'DESC')}, id ${pg.raw(inverted ? 'ASC' : 'DESC')} LIMIT ${pg.int4(limit)}`,
});

/** Removes what was sent, or given up, before an instant. */
export const forgetDeliveries = definePgCommand({
  name: 'alerts.forgetDeliveries',
  acrossWorkspaces: 'A schedule of the server goes through all workspaces.',
  sql: ({ before }: { before: Date }) => pg`DELETE FROM alert_deliveries WHERE created_at < ${pg.at(before)} AND state <> 'WAITING'`,
});
