import { z } from 'zod';
import { folded, holdsText } from '../../../platform/store/folded.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { join, raw, sql, string, uint, type Sql } from '../../../platform/store/sql.ts';
import { count64 } from '../decode.ts';
import type { Key } from '../pure/dimensions.ts';
import { facetDimensions, type FactFacet } from '../pure/facets.ts';
import { messageCount } from '../pure/measures.ts';
import type { MeaningLists } from '../pure/filter.ts';
import { isMeant } from './members.ts';
import { answersOf, type FactsQuery } from './facts.ts';
import { rowsOf, type Source } from './source.ts';

const FacetRow = z.object({ dimension: z.enum(facetDimensions), value: z.string(), count: count64, valueCount: count64 });
export type FacetRow = z.infer<typeof FacetRow>;

/** How many values of each dimension, those that begin so, and those that contain a text; '': all. */
interface Page {
  readonly first: number;
  readonly prefix: string;
  readonly contains: string;
}

const timeoutMs = 20_000;

/** Values of dimensions that the rollup holds, with the answers of each, most answers first. */
export const rollupFacetValues = defineQuery({
  name: 'analytics.rollupFacetValues',
  timeoutMs,
  row: FacetRow,
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source, facets, ...page }: Page & { source: Source; facets: readonly { dimension: string; key: Key; text: Sql }[] }): Sql => {
    const keys = facets.map(({ key }) => key);
    const pairs = join(
      facets.map(({ dimension, text }) => sql`('${raw(dimension)}', ${text})`),
      ', ',
    );
    return pageOf(
      page,
      sql`SELECT pair.1 AS dimension, pair.2 AS value, sum(m.message_count) AS count
          FROM (${rowsOf(source, keys, [messageCount])}) AS m ARRAY JOIN [${pairs}] AS pair
          GROUP BY dimension, value`,
    );
  },
});

/** Values of dimensions that only the facts know, with the answers that have each, most answers first. */
export const factFacetValues = defineQuery({
  name: 'analytics.factFacetValues',
  timeoutMs,
  row: FacetRow,
  sql: ({
    facets,
    first,
    prefix,
    contains,
    ...answers
  }: Page & FactsQuery & { facets: readonly (FactFacet & { dimension: string })[] }): Sql => {
    const together = facets.filter(({ isLarge }) => !isLarge);
    const counts = facets
      .filter(({ isLarge }) => isLarge)
      .map(
        ({ dimension, values }) => sql`
          SELECT '${raw(dimension)}' AS dimension, arrayJoin(${raw(values)}) AS value, count() AS count
          FROM ${answersOf(answers)} GROUP BY value`,
      );
    if (together.length > 0) {
      const names = [...new Set(together.flatMap((facet) => facet.columns))];
      const columns = raw(names.map((column) => `any(m.${column}) AS ${column}`).join(', '));
      // Grouped by their hash, since arrays are slow keys: of the few thousand that there are, two have one in 10¹² workspaces.
      const hash = raw(`cityHash64(${names.map((column) => `m.${column}`).join(', ')})`);
      const pairs = raw(together.map(({ dimension, values }) => `arrayMap(value -> ('${dimension}', value), ${values})`).join(', '));
      counts.push(sql`
        SELECT pair.1 AS dimension, pair.2 AS value, sum(m.count) AS count
        FROM (SELECT ${columns}, count() AS count FROM ${answersOf(answers)} GROUP BY ${hash}) AS m ARRAY JOIN arrayConcat(${pairs}) AS pair
        GROUP BY dimension, value`);
    }
    return pageOf({ first, prefix, contains }, join(counts, ' UNION ALL '));
  },
});

/** Values of what users' messages mean, with the answers of conversations in which a message of a user has each, most answers first. */
export const meaningFacetValues = defineQuery({
  name: 'analytics.meaningFacetValues',
  timeoutMs,
  row: FacetRow,
  sql: ({
    facets,
    first,
    prefix,
    contains,
    lists,
    ...answers
  }: Page & FactsQuery & { lists: MeaningLists; facets: readonly { dimension: string; values: string }[] }): Sql => {
    const pairs = raw(facets.map(({ dimension, values }) => `arrayMap(value -> ('${dimension}', value), ${values})`).join(', '));
    return pageOf(
      { first, prefix, contains },
      sql`SELECT pair.1 AS dimension, pair.2 AS value, sum(a.count) AS count
          FROM (SELECT m.conversation_id AS conversation, count() AS count FROM ${answersOf(answers)} GROUP BY conversation) AS a
          INNER JOIN (
            SELECT u.conversation_id AS conversation, groupUniqArrayArray(arrayConcat(${pairs})) AS found
            FROM message_meaning AS u FINAL WHERE ${isMeant(answers.workspaceId, lists)} GROUP BY conversation
          ) AS u ON u.conversation = a.conversation
          ARRAY JOIN u.found AS pair
          GROUP BY dimension, value`,
    );
  },
});

/** Models without a training method are no value that the filter takes. */
const isTaken = raw(`NOT (dimension = 'TRAINING_METHOD' AND value = '')`);

const pageOf = ({ first, prefix, contains }: Page, values: Sql): Sql => sql`
  SELECT dimension, value, count, count() OVER (PARTITION BY dimension) AS valueCount
  FROM (${values}) AS v
  WHERE count > 0 AND ${isTaken} ${prefix === '' ? raw('') : sql`AND startsWith(${folded(raw('value'))}, ${folded(string(prefix))})`}
    ${contains === '' ? raw('') : sql`AND ${holdsText(raw('value'), string(contains))}`}
  ORDER BY count DESC, value LIMIT ${uint(first)} BY dimension`;
