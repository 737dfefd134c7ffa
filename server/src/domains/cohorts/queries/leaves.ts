import { dayMs } from '../../../platform/ingest/time.ts';
import { holdsText } from '../../../platform/store/folded.ts';
import { float, int, join, raw, sql, string, strings, uints, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { itemOf, momentOf } from '../../users/pure/stored.ts';
import type { ActivityMeasure, ActivityRule, EventRule, ExposureRule, FunnelRule, NumberTest, PropertyRule, SeenRule } from '../types.ts';
import type { CompileContext, UserSet } from './sets.ts';
import type { Leaf } from '../pure/walk.ts';

/** The users that one condition is met by. cohorts.test.ts computes each a second time from the same rows. */
export function setOfLeaf(leaf: Leaf, context: CompileContext): UserSet {
  if ('property' in leaf) return known(ofProperty(leaf.property, context));
  if ('activity' in leaf) return ofActivity(leaf.activity, context);
  if ('seen' in leaf) return ofSeen(leaf.seen, context);
  if ('event' in leaf) return ofEvent(leaf.event, context);
  if ('funnel' in leaf) return unsure(ofFunnel(leaf.funnel, context));
  if ('exposure' in leaf) return unsure(ofExposure(leaf.exposure, context));
  return unsure(listed(context.only === undefined ? leaf.users : leaf.users.filter((user) => context.only?.includes(user))));
}

/** These users, each once. */
export const listed = (users: readonly string[]): Sql => sql`SELECT arrayJoin(arrayDistinct(${strings(users)})) AS user_id`;

/** Users of whom properties or messages are stored. */
const known = (of: Sql): UserSet => ({ of, isComplement: false, isKnown: true });
/** A list, events and exposures may name users of whom nothing else is stored. */
const unsure = (of: Sql): UserSet => ({ ...known(of), isKnown: false });

const operators: Readonly<Record<NumberTest, string>> = { ABOVE: '>', AT_LEAST: '>=', BELOW: '<', AT_MOST: '<=', EQUALS: '=' };
const opposites: Readonly<Record<NumberTest, string>> = { ABOVE: '<=', AT_LEAST: '<', BELOW: '>=', AT_MOST: '>', EQUALS: '!=' };

/** Whether a number meets a test. */
function meets(value: number, test: NumberTest, number: number): boolean {
  if (test === 'ABOVE') return value > number;
  if (test === 'AT_LEAST') return value >= number;
  if (test === 'BELOW') return value < number;
  return test === 'AT_MOST' ? value <= number : value === number;
}

/** What a number of a user is compared with, where it is 0 for a user without rows; if 0 meets the test, they are all but those who fail it. */
function comparedWith({ test, number }: { readonly test: NumberTest; readonly number: number }): { compared: Sql; isComplement: boolean } {
  const isComplement = meets(0, test, number);
  return { compared: sql`${raw((isComplement ? opposites : operators)[test])} ${float(number)}`, isComplement };
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

/** Which messages add anything to a measure. Users of the others have 0, as those without messages. */
const counted: Readonly<Record<ActivityMeasure, string | null>> = {
  MESSAGES: `m.role = 'USER'`,
  ANSWERS: `m.role = 'ASSISTANT'`,
  CONVERSATIONS: null,
  SESSIONS: `m.session_id != ''`,
  ACTIVE_DAYS: null,
  RATINGS: 'notEmpty(m.ratings)',
  AVERAGE_RATING: 'notEmpty(m.ratings)',
  SUCCESSES: 'm.success_count > 0',
  FAILURES: 'm.failure_count > 0',
  ERRORS: `m.error_type != ''`,
  TOOL_CALLS: 'notEmpty(m.tool_names)',
  TOKENS: null,
  COST_USD: null,
};

const tokens = 'm.uncached_input_tokens + m.cache_read_tokens + m.cache_write_tokens + m.visible_output_tokens + m.reasoning_tokens';

function measureOf(measure: ActivityMeasure, { tools, ratings }: ActivityRule): Sql {
  switch (measure) {
    case 'MESSAGES':
      return raw('count()');
    case 'ANSWERS':
      return raw('count()');
    case 'CONVERSATIONS':
      return raw('uniqExact(m.conversation_id)');
    case 'SESSIONS':
      return raw('uniqExact(m.session_id)');
    case 'ACTIVE_DAYS':
      return raw('uniqExact(toDate(m.created_at))');
    case 'RATINGS':
      return ratings === undefined ? raw('sum(length(m.ratings))') : sql`sum(arrayCount(rating -> rating IN ${uints(ratings)}, m.ratings))`;
    case 'AVERAGE_RATING':
      return raw('sum(arraySum(m.ratings)) / sum(length(m.ratings))');
    case 'SUCCESSES':
      return raw('count()');
    case 'FAILURES':
      return raw('count()');
    case 'ERRORS':
      return raw('count()');
    case 'TOOL_CALLS':
      return tools === undefined ? raw('sum(length(m.tool_names))') : sql`sum(arrayCount(tool -> tool IN ${strings(tools)}, m.tool_names))`;
    case 'TOKENS':
      return raw(`sum(${tokens})`);
    case 'COST_USD':
      return raw('sum(ifNull(m.cost_nano_usd, 0)) / 1e9');
  }
}

/**
 * Users whose messages meet a condition together. They are grouped by the number that the projection gives a user, one for each id: a text takes
 * several times as long.
 */
function byMessages(where: readonly Sql[], having: Sql, context: CompileContext): UserSet {
  const conditions = [sql`m.workspace_id = ${uuid(context.workspaceId)}`, raw('m.end_user_id != 0'), ...where];
  const rest = sql`FROM message_facts AS m FINAL
    WHERE ${join(conditions, ' AND ')} ${ofOnly(context, 'm.user_external_id')} GROUP BY m.end_user_id HAVING ${having}`;
  return {
    ...known(sql`SELECT any(m.user_external_id) AS user_id ${rest}`),
    rows: sql`SELECT m.end_user_id ${rest}`,
    among: (users) => byMessages([...where, sql`m.user_external_id IN (${users})`], having, context),
  };
}

function ofActivity(rule: ActivityRule, context: CompileContext): UserSet {
  const { measure, days, models } = rule;
  const measured = counted[measure];
  const where = [
    ...(measured === null ? [] : [raw(measured)]),
    ...(days === undefined ? [] : [sql`m.created_at >= ${utc(since(context, days))}`]),
    ...(models === undefined ? [] : [sql`m.model IN ${strings(models)}`]),
  ];
  const value = measureOf(measure, rule);
  // An average of nothing is no number, and meets no test.
  if (measure === 'AVERAGE_RATING') return byMessages(where, sql`${value} ${raw(operators[rule.test])} ${float(rule.number)}`, context);
  const { compared, isComplement } = comparedWith(rule);
  return { ...byMessages(where, sql`${value} ${compared}`, context), isComplement };
}

function ofSeen({ which, test, at = '', days = 0 }: SeenRule, context: CompileContext): UserSet {
  const moment = raw(which === 'FIRST' ? 'min(m.created_at)' : 'max(m.created_at)');
  const condition =
    test === 'WITHIN_DAYS'
      ? sql`${moment} >= ${utc(since(context, days))}`
      : sql`${moment} ${raw(test === 'BEFORE' ? '<' : '>=')} ${utc(momentOf(at) ?? new Date(0))}`;
  return byMessages([], condition, context);
}

function ofEvent(rule: EventRule, context: CompileContext): UserSet {
  const { name, measure, days } = rule;
  const { compared, isComplement } = comparedWith(rule);
  const of = sql`SELECT e.unit_id AS user_id FROM events AS e FINAL
    WHERE e.workspace_id = ${uuid(context.workspaceId)} AND e.name = ${string(name)}
      ${days === undefined ? raw('') : sql`AND e.at >= ${utc(since(context, days))}`} ${ofOnly(context, 'e.unit_id')}
    GROUP BY e.unit_id HAVING ${raw(measure === 'COUNT' ? 'count()' : 'sum(ifNull(e.value, 0))')} ${compared}`;
  return { ...unsure(of), isComplement };
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
