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
