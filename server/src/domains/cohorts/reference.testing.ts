import type { ActivityRule, CohortRule, EventRule, FunnelRule, NumberTest, PropertyRule, SeenRule } from './types.ts';
import type { Scalar } from '../users/types.ts';
import { dayMs, type World, type WorldMessage } from './world.testing.ts';

/** Whether a user meets a rule, found row by row: the second computation of every condition. */
function meetsRule(world: World, user: string, rule: CohortRule): boolean {
  if ('all' in rule) return rule.all.every((one) => meetsRule(world, user, one));
  if ('any' in rule) return rule.any.some((one) => meetsRule(world, user, one));
  if ('not' in rule) return !meetsRule(world, user, rule.not);
  if ('property' in rule) return meetsProperty(world, world.properties.get(user)?.[rule.property.name], rule.property);
  if ('activity' in rule) return meetsActivity(world, user, rule.activity);
  if ('seen' in rule) return meetsSeen(world, user, rule.seen);
  if ('event' in rule) return meetsEvent(world, user, rule.event);
  if ('funnel' in rule) return meetsFunnel(world, user, rule.funnel);
  if ('exposure' in rule) {
    const { experiment, variants } = rule.exposure;
    const shown = [
      ...world.exposures.filter((one) => one.user === user),
      ...world.messages.flatMap((message) => (message.user === user && message.shown !== null ? [message.shown] : [])),
    ];
    return shown.some((one) => one.experiment === experiment && (variants.length === 0 || variants.includes(one.variant)));
  }
  return rule.users.includes(user);
}

/** Everyone whom a rule can be about: identified, named by a message, or listed. */
export function membersOf(world: World, rule: CohortRule): string[] {
  const known = new Set([...world.identified, ...world.messages.map(({ user }) => user)]);
  const named = new Set([...known, ...world.events.map(({ user }) => user), ...world.exposures.map(({ user }) => user), ...listed(rule)]);
  return [...named].filter((user) => meetsRule(world, user, rule)).sort();
}

const listed = (rule: CohortRule): readonly string[] => {
  if ('all' in rule) return rule.all.flatMap(listed);
  if ('any' in rule) return rule.any.flatMap(listed);
  if ('not' in rule) return listed(rule.not);
  return 'users' in rule ? rule.users : [];
};

function compares(value: number, test: NumberTest, number: number): boolean {
  return { ABOVE: value > number, AT_LEAST: value >= number, BELOW: value < number, AT_MOST: value <= number, EQUALS: value === number }[
    test
  ];
}

const isDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value);

function meetsProperty({ now }: World, value: Scalar | readonly Scalar[] | undefined, rule: PropertyRule): boolean {
  if (value === undefined) return false;
  const { test } = rule;
  if (test === 'EXISTS') return true;
  if (test === 'IS') return (Array.isArray(value) ? (value as Scalar[]) : [value as Scalar]).some((one) => rule.values?.includes(one));
  if (test === 'CONTAINS') return typeof value === 'string' && value.toLowerCase().includes((rule.text ?? '').toLowerCase());
  if (test === 'BEFORE') return isDate(value) && Date.parse(value) < Date.parse(rule.at ?? '');
  if (test === 'AFTER') return isDate(value) && Date.parse(value) >= Date.parse(rule.at ?? '');
  if (test === 'WITHIN_DAYS') return isDate(value) && Date.parse(value) >= now - (rule.days ?? 0) * dayMs && Date.parse(value) <= now;
  return typeof value === 'number' && compares(value, test, rule.number ?? 0);
}

function meetsActivity(world: World, user: string, { measure, test, number, days, models, tools, ratings }: ActivityRule): boolean {
  const own = world.messages.filter(
    (one) =>
      one.user === user &&
      (days === undefined || one.at >= world.now - days * dayMs) &&
      (models === undefined || (one.model !== null && models.includes(one.model))),
  );
  const count = (is: (message: WorldMessage) => boolean): number => own.filter(is).length;
  const rated = own.flatMap(({ rating }) => (rating === null ? [] : [rating]));
  if (measure === 'AVERAGE_RATING')
    return rated.length > 0 && compares(rated.reduce((sum, one) => sum + one, 0) / rated.length, test, number);
  const values = {
    MESSAGES: () => count(({ role }) => role === 'USER'),
    ANSWERS: () => count(({ role }) => role === 'ASSISTANT'),
    CONVERSATIONS: () => new Set(own.map(({ conversation }) => conversation)).size,
    SESSIONS: () => new Set(own.flatMap(({ session }) => session ?? [])).size,
    ACTIVE_DAYS: () => new Set(own.map(({ at }) => Math.floor(at / dayMs))).size,
    RATINGS: () => rated.filter((rating) => ratings === undefined || ratings.includes(rating)).length,
    SUCCESSES: () => count(({ success }) => success === true),
    FAILURES: () => count(({ success }) => success === false),
    ERRORS: () => count(({ errorType }) => errorType !== null),
    TOOL_CALLS: () => own.flatMap((one) => one.tools).filter((tool) => tools === undefined || tools.includes(tool)).length,
    TOKENS: () => own.reduce((sum, { tokens }) => sum + tokens, 0),
    COST_USD: () => 0,
  };
  return compares(values[measure](), test, number);
}

function meetsSeen({ now, messages }: World, user: string, { which, test, at, days }: SeenRule): boolean {
  const times = messages.filter((one) => one.user === user).map((one) => one.at);
  if (times.length === 0) return false;
  const moment = which === 'FIRST' ? Math.min(...times) : Math.max(...times);
  if (test === 'WITHIN_DAYS') return moment >= now - (days ?? 0) * dayMs;
  return test === 'BEFORE' ? moment < Date.parse(at ?? '') : moment >= Date.parse(at ?? '');
}

function meetsEvent({ now, events }: World, user: string, { name, measure, test, number, days }: EventRule): boolean {
  const own = events.filter((one) => one.user === user && one.name === name && (days === undefined || one.at >= now - days * dayMs));
  return compares(measure === 'COUNT' ? own.length : own.reduce((sum, { value }) => sum + (value ?? 0), 0), test, number);
}

/** From each first step on, the furthest that its followers come within the window. */
function meetsFunnel({ events }: World, user: string, { steps, reached, isLast, withinDays }: FunnelRule): boolean {
  const own = events.filter((one) => one.user === user).sort((one, other) => one.at - other.at);
  const levels = own
    .filter(({ name }) => name === steps[0])
    .map((first) => {
      let [level, last] = [1, first.at];
      for (const event of own)
        if (
          level < steps.length &&
          event !== first &&
          event.name === steps[level] &&
          event.at >= last &&
          event.at <= first.at + withinDays * dayMs
        )
          [level, last] = [level + 1, event.at];
      return level;
    });
  const level = Math.max(0, ...levels);
  return isLast ? level === reached : level >= reached;
}
