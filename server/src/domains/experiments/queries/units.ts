import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

const row = z.object({ externalId: z.string(), id: z.string() });

/** What the facts call units that callers know by another id. */
export const factIds = {
  CONVERSATION: definePgQuery({
    name: 'experiments.conversationIds',
    row,
    sql: ({ externalIds }: { externalIds: readonly string[] }, workspace) => pg`
      SELECT external_id AS "externalId", id::text AS id FROM conversations
      WHERE workspace_id = ${workspace} AND external_id = ANY(${pg.texts(externalIds)})`,
  }),
  REQUEST: definePgQuery({
    name: 'experiments.messageIds',
    row,
    sql: ({ externalIds }: { externalIds: readonly string[] }, workspace) => pg`
      SELECT external_id AS "externalId", id::text AS id FROM messages
      WHERE workspace_id = ${workspace} AND external_id = ANY(${pg.texts(externalIds)})`,
  }),
};

/** What callers call units that the facts know by another id. */
export const givenIds = {
  CONVERSATION: definePgQuery({
    name: 'experiments.conversationGivenIds',
    row,
    sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
      SELECT external_id AS "externalId", id::text AS id FROM conversations WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(ids)})`,
  }),
  REQUEST: definePgQuery({
    name: 'experiments.messageGivenIds',
    row,
    sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
      SELECT external_id AS "externalId", id::text AS id FROM messages WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(ids)})`,
  }),
};
