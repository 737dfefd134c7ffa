import { BadInput, fail, succeed, type FieldProblem, type Result } from '../../../platform/graphql/errors.ts';
import { badNode, userSetType } from '../../../platform/graphql/node-ids.ts';
import { bool, float, int, join, raw, sql, strings, uint, utc, type Sql } from '../../../platform/store/sql.ts';
import { lateRootMs } from './summary.ts';

/** Which traces a query is about; the GraphQL input of the same name. Absent, null or an empty list: all. */
export interface TraceFilter {
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
  readonly names?: readonly string[] | null | undefined;
  readonly services?: readonly string[] | null | undefined;
  readonly environments?: readonly string[] | null | undefined;
  readonly models?: readonly string[] | null | undefined;
  readonly providers?: readonly string[] | null | undefined;
  readonly tools?: readonly string[] | null | undefined;
  readonly sessions?: readonly string[] | null | undefined;
  readonly users?: readonly string[] | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly errorTypes?: readonly string[] | null | undefined;
  readonly hasError?: boolean | null | undefined;
  readonly isRunning?: boolean | null | undefined;
  readonly minDurationMs?: number | null | undefined;
  readonly maxDurationMs?: number | null | undefined;
  readonly minCostUsd?: number | null | undefined;
  readonly maxCostUsd?: number | null | undefined;
  readonly minTokens?: number | null | undefined;
  readonly ratings?: readonly number[] | null | undefined;
  readonly success?: boolean | null | undefined;
  /** Traces of the members of a cohort, by its global id. */
  readonly cohort?: string | null | undefined;
  readonly promptNames?: readonly string[] | null | undefined;
  readonly promptVersions?: readonly string[] | null | undefined;
}

/**
 * The one place where a filter becomes SQL, over rows `t` of `traces`; without `ratings`, `success` and `cohort`, which PostgreSQL knows
 * (queries/judged.ts, list-traces.ts), and without prompts, which the facts of answers know (queries/prompted.ts). `filter` is one that
 * `checkTraceFilter` has passed; `now` says what still runs.
 */
export function compileTraceFilter(filter: TraceFilter, now: Date): Sql {
  const { from, to, hasError, isRunning, minDurationMs, maxDurationMs, minCostUsd, maxCostUsd, minTokens } = filter;
  const running = sql`(t.open_count > 0 OR (t.root_span_id = '' AND t.received_at > ${utc(new Date(now.getTime() - lateRootMs))}))`;
  return allOf([
    isNamed(from) ? sql`t.started_at >= ${utc(from)}` : null,
    isNamed(to) ? sql`t.started_at < ${utc(to)}` : null,
    oneOf('t.name', filter.names),
    oneOf('t.environment', filter.environments),
    oneOf('t.session_id', filter.sessions),
    oneOf('t.user_id', filter.users),
    anyAmong('t.services', filter.services),
    anyAmong('t.models', filter.models),
    anyAmong('t.providers', filter.providers),
    anyAmong('t.tool_names', filter.tools),
    anyAmong('t.tags', filter.tags),
    anyAmong('t.error_types', filter.errorTypes),
    isNamed(hasError) ? sql`(t.error_count > 0) = ${bool(hasError)}` : null,
    isNamed(isRunning) ? sql`${running} = ${bool(isRunning)}` : null,
    isNamed(minDurationMs) ? sql`t.duration_us >= ${float(microsOf(minDurationMs))}` : null,
    isNamed(maxDurationMs) ? sql`t.duration_us <= ${float(microsOf(maxDurationMs))}` : null,
    isNamed(minCostUsd) ? sql`t.priced_count > 0 AND t.cost_nano_usd >= ${int(nanoOf(minCostUsd))}` : null,
    isNamed(maxCostUsd) ? sql`t.priced_count > 0 AND t.cost_nano_usd <= ${int(nanoOf(maxCostUsd))}` : null,
    isNamed(minTokens) ? sql`${tokenCount} >= ${uint(Math.max(0, minTokens))}` : null,
  ]);
}

/** Whether a filter leaves out traces of its time range. */
export const isNarrowing = ({ from: _from, to: _to, ...rest }: TraceFilter): boolean =>
  Object.values(rest).some((value) => isNamed(value) && !(Array.isArray(value) && value.length === 0));

/** Tokens of a trace, in and out, over rows `t`. */
export const tokenCount = raw(
  '(t.uncached_input_tokens + t.cache_read_tokens + t.cache_write_tokens + t.visible_output_tokens + t.reasoning_tokens)',
);

export const allOf = (conditions: readonly (Sql | null)[]): Sql => {
  const given = conditions.filter((condition) => condition !== null);
  return given.length === 0 ? raw('true') : join(given, ' AND ');
};

const isNamed = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;

function oneOf(column: string, values: readonly string[] | null | undefined): Sql | null {
  return !isNamed(values) || values.length === 0 ? null : sql`${raw(column)} IN ${strings(values)}`;
}

/** "" stands for traces that name none. */
function anyAmong(column: string, values: readonly string[] | null | undefined): Sql | null {
  if (!isNamed(values) || values.length === 0) return null;
  // hasAny compares each pair: with 1,000 names, 240,000 traces take 1.4 s of a core, and 13 ms so.
  const among = sql`arrayExists(name -> name IN ${strings(values)}, ${raw(column)})`;
  return values.includes('') ? sql`(${among} OR empty(${raw(column)}))` : among;
}

/** The largest number stands for what is beyond it: an infinite one cannot be sent. */
const microsOf = (ms: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, ms * 1_000));
const maxNano = Number.MAX_SAFE_INTEGER;
const nanoOf = (usd: number): number => Math.max(-maxNano, Math.min(maxNano, Math.round(usd * 1e9)));

/** A time range, or why it is none. */
export function checkTimes<Range extends Pick<TraceFilter, 'from' | 'to'>>(range: Range): Result<Range, BadInput> {
  const checked = checkTraceFilter(range);
  return checked.ok ? succeed(range) : checked;
}

/** The filter, or what of it cannot be: a rating, or a range that ends before it begins. */
export function checkTraceFilter(filter: TraceFilter): Result<TraceFilter, BadInput> {
  const { from, to, ratings, minDurationMs, maxDurationMs, minCostUsd, maxCostUsd } = filter;
  const impossible = ratings?.find((rating) => !Number.isInteger(rating) || rating < 1 || rating > 5);
  const notCohort = isNamed(filter.cohort) ? badNode(userSetType, filter.cohort) : null;
  const problems: (FieldProblem | null)[] = [
    isNamed(from) && isNamed(to) && from > to
      ? { field: 'from', reason: `${from.toISOString()} is after "to" (${to.toISOString()}); the time range is [from, to).` }
      : null,
    isNamed(minDurationMs) && isNamed(maxDurationMs) && minDurationMs > maxDurationMs
      ? { field: 'minDurationMs', reason: `${minDurationMs} is more than maxDurationMs (${maxDurationMs}).` }
      : null,
    isNamed(minCostUsd) && isNamed(maxCostUsd) && minCostUsd > maxCostUsd
      ? { field: 'minCostUsd', reason: `${minCostUsd} is more than maxCostUsd (${maxCostUsd}).` }
      : null,
    notCohort === null ? null : { field: 'cohort', reason: notCohort },
    impossible === undefined ? null : { field: 'ratings', reason: `${impossible} is no rating; there are 1 to 5.` },
  ];
  const [first, ...others] = problems.filter((problem) => problem !== null);
  return first === undefined ? succeed(filter) : fail(new BadInput(first.field, first.reason, others));
}
