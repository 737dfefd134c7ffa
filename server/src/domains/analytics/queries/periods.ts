import { z } from 'zod';
import { raw, type Sql } from '../../../platform/store/sql.ts';
import type { Key } from '../pure/dimensions.ts';
import { detailedCount, messageCount, type Measure } from '../pure/measures.ts';

/** Measures that `isWhole` reads. */
export const wholeMeasures: readonly Measure[] = [messageCount, detailedCount];
/**
 * Whether rows `m` hold all columns that the rollup has. Rows that were summed up by an older version, and are not computed again yet, do not.
 */
export const isWhole = raw('sum(m.detailed_count) = sum(m.message_count) AS isWhole');
export const wholeShape = { isWhole: z.coerce.boolean() } as const;

/** The key of a statement about two periods, as it is read. */
export const periodShape = { period: z.number().optional() } as const;
/** Selects it; nothing for one period. */
export const periodColumn = (period: Key | null): Sql => raw(period === null ? '' : `m.${period.name} AS period,`);
export const keysOf = (period: Key | null): readonly Key[] => (period === null ? [] : [period]);
/** After `GROUP BY`, before other keys. */
export const byPeriod = (period: Key | null): Sql => raw(period === null ? '' : 'period,');
/** After a limit: of each period. */
export const ofEachPeriod = (period: Key | null): Sql => raw(period === null ? '' : 'BY period');
