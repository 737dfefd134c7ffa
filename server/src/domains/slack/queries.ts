import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';

export const connectionsOfTeam = definePgQuery({
  name: 'slack.connectionsOfTeam',
  acrossWorkspaces: 'A request of Slack names no workspace: the signature shows which one it is for.',
  row: z.object({
    id: z.string(),
    workspaceId: z.string(),
    secretCipher: z.string(),
    owner: z.string(),
  }),
  sql: ({ teamId, most }: { teamId: string; most: number }) => pg`
    SELECT id, workspace_id AS "workspaceId", secret_cipher AS "secretCipher", owner FROM slack_connections
    WHERE team_id = ${pg.text(teamId)} ORDER BY created_at, id LIMIT ${pg.int4(most)}`,
});

interface Taken {
  readonly connectionId: string;
  readonly signature: string;
  readonly now: Date;
  readonly forgetBefore: Date;
}

/** Takes a signed request, once: no rows where it was taken before. Those whose signature has expired are forgotten. */
export const takeRequest = definePgCommand({
  name: 'slack.takeRequest',
  sql: ({ connectionId, signature, now, forgetBefore }: Taken, workspace) => pg`
    WITH forgotten AS (DELETE FROM slack_requests WHERE workspace_id = ${workspace} AND received_at < ${pg.at(forgetBefore)}),
    used AS (UPDATE slack_connections SET used_at = ${pg.at(now)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(connectionId)})
    INSERT INTO slack_requests (workspace_id, connection_id, signature, received_at)
    VALUES (${workspace}, ${pg.uuid(connectionId)}, ${pg.text(signature)}, ${pg.at(now)}) ON CONFLICT DO NOTHING`,
});

interface Offered {
  readonly connectionId: string;
  readonly slackUserId: string;
  readonly slackUserName: string;
}

/** Offers a link in place of the one before. Those whose time is over are forgotten. */
export const putOffer = definePgCommand({
  name: 'slack.putOffer',
  sql: (
    { connectionId, slackUserId, slackUserName, tokenHash, expiresAt, now }: Offered & { tokenHash: string; expiresAt: Date; now: Date },
    workspace,
  ) => pg`
    WITH forgotten AS (
      DELETE FROM slack_link_offers WHERE workspace_id = ${workspace} AND expires_at < ${pg.at(now)}
        AND (connection_id, slack_user_id) <> (${pg.uuid(connectionId)}, ${pg.text(slackUserId)}))
    INSERT INTO slack_link_offers (workspace_id, connection_id, slack_user_id, slack_user_name, token_hash, expires_at)
    VALUES (${workspace}, ${pg.uuid(connectionId)}, ${pg.text(slackUserId)}, ${pg.text(slackUserName)}, ${pg.text(tokenHash)}, ${pg.at(expiresAt)})
    ON CONFLICT (connection_id, slack_user_id) DO UPDATE SET slack_user_name = excluded.slack_user_name, token_hash = excluded.token_hash,
      expires_at = excluded.expires_at`,
});

/** Takes an offer that is open, once. No row: there is none. */
export const takeOffer = definePgQuery({
  name: 'slack.takeOffer',
  row: z.object({ connectionId: z.string(), slackUserId: z.string(), slackUserName: z.string() }),
  sql: ({ tokenHash, now }: { tokenHash: string; now: Date }, workspace) => pg`
    DELETE FROM slack_link_offers WHERE workspace_id = ${workspace} AND token_hash = ${pg.text(tokenHash)} AND expires_at > ${pg.at(now)}
    RETURNING connection_id AS "connectionId", slack_user_id AS "slackUserId", slack_user_name AS "slackUserName"`,
});

/** Links a user of Slack to a person, in place of the link before. */
export const putLink = definePgQuery({
  name: 'slack.putLink',
  row: z.object({ id: z.string() }),
  sql: ({ connectionId, slackUserId, slackUserName, personId, now }: Offered & { personId: string; now: Date }, workspace) => pg`
    INSERT INTO slack_links (workspace_id, connection_id, slack_user_id, slack_user_name, person_id, created_at)
    VALUES (${workspace}, ${pg.uuid(connectionId)}, ${pg.text(slackUserId)}, ${pg.text(slackUserName)}, ${pg.uuid(personId)}, ${pg.at(now)})
    ON CONFLICT (connection_id, slack_user_id) DO UPDATE SET slack_user_name = excluded.slack_user_name, person_id = excluded.person_id,
      created_at = excluded.created_at
    RETURNING id`,
});
