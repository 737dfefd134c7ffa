import { join, raw, sql, type Sql } from '../../../platform/store/sql.ts';
import type { Key } from '../pure/dimensions.ts';

/** Stands between the place of a filter and a name: names of models, providers, environments and experiments never have it. */
export const keySeparator = '\u0001';

/** The place of each filter that a message passes, and the value of the dimension. */
export const filteredKey = (conditions: readonly Sql[], by: Key | null): Key => ({
  name: 'filtered_key',
  of: (time) => sql`concat(
    toString(arrayJoin(arrayFilter((place, holds) -> holds = 1, range(${raw(String(conditions.length))}), [${join(
      conditions.map((condition) => sql`ifNull(toUInt8(${condition}), 0)`),
      ', ',
    )}]))),
    '${raw(keySeparator)}', ${by === null ? raw(`''`) : sql`toString(${by.of(time)})`})`,
  needsFacts: true,
});
