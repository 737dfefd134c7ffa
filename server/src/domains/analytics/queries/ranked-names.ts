import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, uint, type Sql } from '../../../platform/store/sql.ts';
import { environmentKey, experimentKey, modelKey, providerKey, variantKey } from '../pure/dimensions.ts';
import { messageCount } from '../pure/measures.ts';
import { rowsOf, type Source } from './source.ts';

const keys = [modelKey, providerKey, experimentKey, variantKey, environmentKey];

/** The names with the most answers of each dimension. */
export const rankedNames = defineQuery({
  name: 'analytics.rankedNames',
  timeoutMs: 10_000,
  row: z.object({ dimension: z.string(), name: z.string() }),
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source, limit }: { source: Source; limit: number }): Sql => sql`
    SELECT pair.1 AS dimension, pair.2 AS name
    FROM (${rowsOf(source, keys, [messageCount])}) AS m
    ARRAY JOIN [${raw(keys.map(({ name }) => `('${name}', toString(m.${name}))`).join(', '))}] AS pair
    WHERE name != ''
    GROUP BY dimension, name ORDER BY sum(m.message_count) DESC, name LIMIT ${uint(limit)} BY dimension`,
});
