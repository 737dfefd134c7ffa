import type { CohortActivityMeasure, CohortNumberTest, CohortPropertyTest, CohortTimeTest } from '../../graphql/generated/graphql.ts';
import type { StoredRule } from './stored-rule.ts';

export const numberWords: Readonly<Record<CohortNumberTest, string>> = {
  ABOVE: 'more than',
  AT_LEAST: 'at least',
  BELOW: 'less than',
  AT_MOST: 'at most',
  EQUALS: 'exactly',
};
export const propertyWords: Readonly<Record<CohortPropertyTest, string>> = {
  IS: 'is one of',
  CONTAINS: 'contains',
  ABOVE: 'is above',
  AT_LEAST: 'is at least',
  BELOW: 'is below',
  AT_MOST: 'is at most',
  BEFORE: 'is before',
  AFTER: 'is on or after',
  WITHIN_DAYS: 'is within days',
  EXISTS: 'is there',
};
export const timeWords: Readonly<Record<CohortTimeTest, string>> = { BEFORE: 'before', AFTER: 'on or after', WITHIN_DAYS: 'within days' };
export const measureWords: Readonly<Record<CohortActivityMeasure, string>> = {
  MESSAGES: 'messages written',
  ANSWERS: 'answers',
  CONVERSATIONS: 'conversations',
  SESSIONS: 'sessions',
  ACTIVE_DAYS: 'active days',
  RATINGS: 'ratings',
  AVERAGE_RATING: 'average rating',
  SUCCESSES: 'successes',
  FAILURES: 'failures',
  ERRORS: 'errors',
  TOOL_CALLS: 'tool calls',
  TOKENS: 'tokens',
  COST_USD: 'cost in US dollars',
};

/** Of a measure that is counted, one. */
const oneOf = (measure: CohortActivityMeasure): string =>
  measure === 'MESSAGES' ? 'message written' : measure === 'SUCCESSES' ? 'success' : measureWords[measure].replace(/s$/, '');

const daysOf = (days: number | undefined): string => (days === undefined ? '' : ` in ${days} day${days === 1 ? '' : 's'}`);
const shown = (values: readonly unknown[]): string => {
  const some = values.slice(0, 4).map(String).join(', ');
  return values.length > 4 ? `${some} and ${values.length - 4} more` : some;
};

/** `1`, `1 or 2`, `1, 2 or 3`; of more than four the first. */
const either = (values: readonly unknown[]): string =>
  values.length > 4
    ? shown(values)
    : values
        .map(String)
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1');

/** A rule in one line of words; of listed users how many they are, which is all that the audit trail has of them. */
export function ruleWords(rule: StoredRule): string {
  const { all, any, not, property, activity, seen, event, funnel, exposure, users } = rule;
  if (all !== undefined) return all.map((one) => within(one, 'all')).join(' and ');
  if (any !== undefined) return any.map((one) => within(one, 'any')).join(' or ');
  if (not !== undefined) return `not ${within(not, 'not')}`;
  if (property !== undefined) {
    const { name, test, values, text, number, at, days } = property;
    if (test === 'EXISTS') return `${name} is there`;
    if (test === 'IS') return values?.length === 1 ? `${name} is ${String(values[0])}` : `${name} is one of ${shown(values ?? [])}`;
    return test === 'WITHIN_DAYS'
      ? `${name}${daysOf(days).replace(' in ', ' within ')}`
      : `${name} ${propertyWords[test]} ${text ?? number ?? at ?? ''}`;
  }
  if (activity !== undefined) {
    const { measure, test, number, days, tools, ratings, models } = activity;
    const which = [tools, ratings, models].filter((list) => list !== undefined).map((list) => ` of ${either(list)}`);
    return measure === 'AVERAGE_RATING' || measure === 'COST_USD'
      ? `${measureWords[measure]} ${numberWords[test]} ${number}${daysOf(days)}`
      : `${numberWords[test]} ${number} ${number === 1 ? oneOf(measure) : measureWords[measure]}${which.join('')}${daysOf(days)}`;
  }
  if (seen !== undefined) {
    const { which, test, at, days } = seen;
    const moment = which === 'FIRST' ? 'first seen' : 'last seen';
    return test === 'WITHIN_DAYS'
      ? `${moment}${daysOf(days).replace(' in ', ' within ')}`
      : `${moment} ${timeWords[test]} ${at?.slice(0, 10) ?? ''}`;
  }
  if (event !== undefined) {
    const { name, measure, test, number, days } = event;
    return measure === 'SUM'
      ? `sum of ${name} ${numberWords[test]} ${number}${daysOf(days)}`
      : `${numberWords[test]} ${number} ${name}${daysOf(days)}`;
  }
  if (funnel !== undefined) {
    const { steps, reached, isLast, withinDays } = funnel;
    return `reached ${steps.slice(0, reached).join(' → ')}${isLast && reached < steps.length ? ` and not ${steps[reached] ?? ''}` : ''} within ${withinDays} days`;
  }
  if (exposure !== undefined)
    return `was shown ${exposure.variants.length === 0 ? exposure.experiment : `${shown(exposure.variants)} of ${exposure.experiment}`}`;
  const count = typeof users === 'string' ? Number(/\d+/.exec(users)?.[0]) : (users ?? []).length;
  return `one of ${count} listed user${count === 1 ? '' : 's'}`;
}

/** A part in brackets where it would be read otherwise. */
function within(rule: StoredRule, around: 'all' | 'any' | 'not'): string {
  const words = ruleWords(rule);
  const parts = rule.all ?? rule.any ?? [];
  const isOther = around === 'not' || (around === 'all') !== (rule.all !== undefined);
  return parts.length > 1 && isOther ? `(${words})` : words;
}
