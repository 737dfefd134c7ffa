import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import type { EntryFilter, Trail } from '../types.ts';
import { conditionsOf } from './entries.ts';

const number = z.string().transform(Number);

/** The last position of each of these chains that has one. */
export const lastPositions = definePgQuery({
  name: 'audit.lastPositions',
  isPrepared: true,
  acrossWorkspaces: 'Asks for all chains that are followed, each by those who may read it.',
  row: z.object({ chain: z.string(), position: number }),
  sql: ({ chains }: { chains: readonly string[] }) => pg`
    SELECT chain, position FROM unnest(${pg.uuids(chains)}) AS chain,
      LATERAL (SELECT position FROM audit_seals WHERE workspace_id = chain ORDER BY position DESC LIMIT 1) AS last`,
});

/** How many entries of a chain that fit come after a position, and the position up to which it was looked. */
export const entriesSince = definePgQuery({
  name: 'audit.entriesSince',
  acrossWorkspaces: 'The chain says whose entries they are; that of the installation belongs to no workspace.',
  row: z.object({ position: number, addedCount: number }),
  sql: ({ chain, position, trail, filter }: { chain: string; position: number; trail: Trail; filter: EntryFilter }) => pg`
    WITH added AS MATERIALIZED (
      SELECT position, entry_id FROM audit_seals WHERE workspace_id = ${pg.uuid(chain)} AND position > ${pg.int8(position)})
    SELECT coalesce((SELECT max(position) FROM added), ${pg.int8(position)})::text AS position,
      (SELECT count(*) FROM added JOIN audit_entries ON id = entry_id WHERE ${pg.join([pg`true`, ...conditionsOf(trail, filter)], ' AND ')}) AS "addedCount"`,
});
