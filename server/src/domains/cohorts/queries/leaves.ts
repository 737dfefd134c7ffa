import { holdsText } from '../../../platform/store/folded.ts';
import { float, int, join, raw, sql, string, strings, uints, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { itemOf, momentOf } from '../../users/pure/stored.ts';
import type { ActivityMeasure, ActivityRule, EventRule, ExposureRule, FunnelRule, NumberTest, PropertyRule, SeenRule } from '../types.ts';
import type { CompileContext, UserSet } from './sets.ts';
import type { Leaf } from '../pure/walk.ts';

const dayMs = 86_400_000;

/** The users that one condition is met by. cohorts.test.ts computes each a second time from the same rows. */
export function setOfLeaf(leaf: Leaf, context: CompileContext): UserSet {
  if ('property' in leaf) return positive(ofProperty(leaf.property, context));
  if ('activity' in leaf) return ofActivity(leaf.activity, context);
  if ('seen' in leaf) return positive(ofSeen(leaf.seen, context));
  if ('event' in leaf) return ofEvent(leaf.event, context);
  if ('funnel' in leaf) return positive(ofFunnel(leaf.funnel, context));
  if ('exposure' in leaf) return positive(ofExposure(leaf.exposure, context));
  return positive(listed(context.only === undefined ? leaf.users : leaf.users.filter((user) => context.only?.includes(user))));
}

/** These users, each once. */
export const listed = (users: readonly string[]): Sql => sql`SELECT arrayJoin(arrayDistinct(${strings(users)})) AS user_id`;

const positive = (of: Sql): UserSet => ({ of, isComplement: false });

const operators: Readonly<Record<NumberTest, string>> = { ABOVE: '>', AT_LEAST: '>=', BELOW: '<', AT_MOST: '<=', EQUALS: '=' };
const opposites: Readonly<Record<NumberTest, string>> = { ABOVE: '<=', AT_LEAST: '<', BELOW: '>=', AT_MOST: '>', EQUALS: '!=' };

/** Whether a number meets a test. */
function meets(value: number, test: NumberTest, number: number): boolean {
  if (test === 'ABOVE') return value > number;
  if (test === 'AT_LEAST') return value >= number;
  if (test === 'BELOW') return value < number;
  return test === 'AT_MOST' ? value <= number : value === number;
}

/** Users by a number of theirs, which is 0 for a user without rows: where 0 meets the test, they are all but those who fail it. */
function byNumber(from: Sql, value: Sql, { test, number }: { readonly test: NumberTest; readonly number: number }): UserSet {
  const isComplement = meets(0, test, number);
  const operator = raw((isComplement ? opposites : operators)[test]);
  return { of: sql`${from} HAVING ${value} ${operator} ${float(number)}`, isComplement };
}

/** Rows of the users that are looked at. */
const ofOnly = ({ only }: CompileContext, column: string): Sql =>
  only === undefined ? raw('') : sql`AND ${raw(column)} IN ${strings(only)}`;

const since = ({ now }: CompileContext, days: number): Date => new Date(now.getTime() - days * dayMs);

function ofProperty({ name, ...rule }: PropertyRule, context: CompileContext): Sql {
  return sql`SELECT p.user_id AS user_id FROM user_properties AS p FINAL
    WHERE p.workspace_id = ${uuid(context.workspaceId)} AND p.name = ${string(name)} ${ofOnly(context, 'p.user_id')} AND ${propertyCondition(rule, context)}`;
}

function propertyCondition(
  { test, values = [], text = '', number = 0, at = '', days = 0 }: Omit<PropertyRule, 'name'>,
  context: CompileContext,
): Sql {
  switch (test) {
    case 'IS':
      return sql`hasAny(p.items, ${strings(values.map(itemOf))})`;
    case 'CONTAINS':
      return sql`ifNull(${holdsText(raw('p.text'), string(text))}, false)`;
    case 'ABOVE':
    case 'AT_LEAST':
    case 'BELOW':
    case 'AT_MOST':
      return sql`ifNull(p.number ${raw(operators[test])} ${float(number)}, false)`;
    case 'BEFORE':
    case 'AFTER':
      return sql`ifNull(p.moment ${raw(test === 'BEFORE' ? '<' : '>=')} ${utc(momentOf(at) ?? new Date(0))}, false)`;
    case 'WITHIN_DAYS':
      return sql`ifNull(p.moment >= ${utc(since(context, days))} AND p.moment <= ${utc(context.now)}, false)`;
    case 'EXISTS':
      return raw('true');
  }
}

const tokens = 'm.uncached_input_tokens + m.cache_read_tokens + m.cache_write_tokens + m.visible_output_tokens + m.reasoning_tokens';

function measureOf(measure: ActivityMeasure, { tools, ratings }: ActivityRule): Sql {
  switch (measure) {
    case 'MESSAGES':
      return raw(`countIf(m.role = 'USER')`);
    case 'ANSWERS':
      return raw(`countIf(m.role = 'ASSISTANT')`);
    case 'CONVERSATIONS':
      return raw('uniqExact(m.conversation_id)');
    case 'SESSIONS':
      return raw(`uniqExactIf(m.session_id, m.session_id != '')`);
    case 'ACTIVE_DAYS':
      return raw('uniqExact(toDate(m.created_at))');
    case 'RATINGS':
      return ratings === undefined ? raw('sum(length(m.ratings))') : sql`sum(arrayCount(rating -> rating IN ${uints(ratings)}, m.ratings))`;
    case 'AVERAGE_RATING':
      return raw('sum(arraySum(m.ratings)) / sum(length(m.ratings))');
    case 'SUCCESSES':
      return raw('countIf(m.success_count > 0)');
    case 'FAILURES':
      return raw('countIf(m.failure_count > 0)');
    case 'ERRORS':
      return raw(`countIf(m.error_type != '')`);
    case 'TOOL_CALLS':
      return tools === undefined ? raw('sum(length(m.tool_names))') : sql`sum(arrayCount(tool -> tool IN ${strings(tools)}, m.tool_names))`;
    case 'TOKENS':
      return raw(`sum(${tokens})`);
    case 'COST_USD':
      return raw('sum(ifNull(m.cost_nano_usd, 0)) / 1e9');
  }
}

function ofActivity(rule: ActivityRule, context: CompileContext): UserSet {
  const { measure, days, models } = rule;
  const where = [
    sql`m.workspace_id = ${uuid(context.workspaceId)}`,
    raw(`m.user_external_id != ''`),
    ...(days === undefined ? [] : [sql`m.created_at >= ${utc(since(context, days))}`]),
    ...(models === undefined ? [] : [sql`m.model IN ${strings(models)}`]),
  ];
  const from = sql`SELECT m.user_external_id AS user_id FROM message_facts AS m FINAL WHERE ${join(where, ' AND ')} ${ofOnly(context, 'm.user_external_id')} GROUP BY m.user_external_id`;
  // An average of nothing is no number, and meets no test.
  if (measure === 'AVERAGE_RATING')
    return positive(
      sql`${from} HAVING sum(length(m.ratings)) > 0 AND ${measureOf(measure, rule)} ${raw(operators[rule.test])} ${float(rule.number)}`,
    );
  return byNumber(from, measureOf(measure, rule), rule);
}

function ofSeen({ which, test, at = '', days = 0 }: SeenRule, context: CompileContext): Sql {
  const moment = raw(which === 'FIRST' ? 'min(m.created_at)' : 'max(m.created_at)');
  const condition =
    test === 'WITHIN_DAYS'
      ? sql`${moment} >= ${utc(since(context, days))}`
      : sql`${moment} ${raw(test === 'BEFORE' ? '<' : '>=')} ${utc(momentOf(at) ?? new Date(0))}`;
  return sql`SELECT m.user_external_id AS user_id FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(context.workspaceId)} AND m.user_external_id != '' ${ofOnly(context, 'm.user_external_id')}
    GROUP BY m.user_external_id HAVING ${condition}`;
}

function ofEvent(rule: EventRule, context: CompileContext): UserSet {
  const { name, measure, days } = rule;
  const from = sql`SELECT e.unit_id AS user_id FROM events AS e FINAL
    WHERE e.workspace_id = ${uuid(context.workspaceId)} AND e.name = ${string(name)}
      ${days === undefined ? raw('') : sql`AND e.at >= ${utc(since(context, days))}`} ${ofOnly(context, 'e.unit_id')}
    GROUP BY e.unit_id`;
  return byNumber(from, raw(measure === 'COUNT' ? 'count()' : 'sum(ifNull(e.value, 0))'), rule);
}

/** Steps follow each other when they happen at one time or later, all within so many days from the first. */
function ofFunnel({ steps, reached, isLast, withinDays }: FunnelRule, context: CompileContext): Sql {
  const conditions = steps.map((step) => sql`e.name = ${string(step)}`);
  return sql`SELECT e.unit_id AS user_id FROM events AS e FINAL
    WHERE e.workspace_id = ${uuid(context.workspaceId)} AND e.name IN ${strings(steps)} AND e.at >= ${utc(new Date(0))} ${ofOnly(context, 'e.unit_id')}
    GROUP BY e.unit_id
    HAVING windowFunnel(${raw(String(withinDays * dayMs))})(toUInt64(toUnixTimestamp64Milli(e.at)), ${join(conditions, ', ')})
      ${raw(isLast ? '=' : '>=')} ${int(reached)}`;
}

/** Users with an exposure, and those whose answers name the experiment and a variant. */
function ofExposure({ experiment, variants }: ExposureRule, context: CompileContext): Sql {
  const { workspaceId, experimentIds } = context;
  const id = experimentIds.get(experiment);
  const named = sql`SELECT m.user_external_id AS user_id FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.experiment_name = ${string(experiment)} AND m.user_external_id != ''
      AND ${variants.length === 0 ? raw(`m.variant != ''`) : sql`m.variant IN ${strings(variants)}`} ${ofOnly(context, 'm.user_external_id')}`;
  if (id === undefined) return sql`SELECT DISTINCT user_id FROM (${named})`;
  const exposed = sql`SELECT x.unit_id AS user_id FROM exposures AS x
    WHERE x.workspace_id = ${uuid(workspaceId)} AND x.experiment_id = ${uuid(id)}
      ${variants.length === 0 ? raw('') : sql`AND x.variant IN ${strings(variants)}`} ${ofOnly(context, 'x.unit_id')}`;
  return sql`SELECT DISTINCT user_id FROM (${named} UNION ALL ${exposed})`;
}
