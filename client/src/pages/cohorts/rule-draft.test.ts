import { expect, test } from 'vitest';
import { draftOfRule, entriesOf, readRule, readScalar } from './rule-draft.ts';
import type { StoredRule } from '../../panels/cohorts/stored-rule.ts';
import { ruleWords } from '../../panels/cohorts/rule-words.ts';

const rules: readonly (readonly [string, StoredRule, string])[] = [
  ['a property', { property: { name: 'plan', test: 'IS', values: ['pro'] } }, 'plan is pro'],
  [
    'values of several types',
    { property: { name: 'plan', test: 'IS', values: ['3', 3, true, 'a, b'] } },
    'plan is one of 3, 3, true, a, b',
  ],
  ['a number', { property: { name: 'seats', test: 'ABOVE', number: 5 } }, 'seats is above 5'],
  ['a date', { property: { name: 'signup', test: 'BEFORE', at: '2026-01-31' } }, 'signup is before 2026-01-31'],
  ['a date within days', { property: { name: 'signup', test: 'WITHIN_DAYS', days: 30 } }, 'signup within 30 days'],
  ['any value', { property: { name: 'signup', test: 'EXISTS' } }, 'signup is there'],
  ['behaviour', { activity: { measure: 'CONVERSATIONS', test: 'ABOVE', number: 10, days: 30 } }, 'more than 10 conversations in 30 days'],
  ['ratings', { activity: { measure: 'RATINGS', test: 'AT_LEAST', number: 1, ratings: [1, 2] } }, 'at least 1 rating of 1 or 2'],
  [
    'tools',
    { activity: { measure: 'TOOL_CALLS', test: 'AT_LEAST', number: 1, tools: ['mail, new'] } },
    'at least 1 tool call of mail or new',
  ],
  ['last seen', { seen: { which: 'LAST', test: 'WITHIN_DAYS', days: 7 } }, 'last seen within 7 days'],
  ['an event', { event: { name: 'order', measure: 'SUM', test: 'ABOVE', number: 100, days: 30 } }, 'sum of order more than 100 in 30 days'],
  [
    'a funnel',
    { funnel: { steps: ['visit', 'trial', 'paid'], reached: 2, isLast: true, withinDays: 14 } },
    'reached visit → trial and not paid within 14 days',
  ],
  ['a variant', { exposure: { experiment: 'tone', variants: ['warm'] } }, 'was shown warm of tone'],
  ['a list', { users: ['a', 'b "c", d'] }, 'one of 2 listed users'],
];

test.each(rules)('%s is edited, sent as it was stored, and written in words', (_name, rule, words) => {
  const read = readRule(draftOfRule(rule));
  expect(read.ok && read.value.all).toEqual([sent(rule)]);
  expect(ruleWords(rule)).toBe(words);
});

/** What is sent of a stored rule. */
function sent(rule: StoredRule): unknown {
  if (rule.property === undefined) return rule;
  const { name, test: of, values, text, number, at, days } = rule.property;
  const value = values ?? text ?? number ?? at ?? days;
  return { property: { name, test: of, ...(value !== undefined && { value }) } };
}

test('a tree keeps its groups and what is negated', () => {
  const [a, b, c] = [{ users: ['a'] }, { users: ['b'] }, { users: ['c'] }];
  const tree: StoredRule = { any: [{ all: [a, { not: b }] }, { not: { any: [b, c] } }] };
  const read = readRule(draftOfRule(tree));
  expect(read).toEqual({ ok: true, value: tree });
  expect(ruleWords(tree)).toBe('(one of 1 listed user and not one of 1 listed user) or not (one of 1 listed user or one of 1 listed user)');
  expect(readRule(draftOfRule({ not: { not: a } }))).toEqual({ ok: true, value: { all: [a] } });
});

test('in the audit trail listed users are a number', () => {
  expect(ruleWords({ not: { users: '••• (12)' } })).toBe('not one of 12 listed users');
});

test('what is missing is named at its condition', () => {
  const draft = draftOfRule({ any: [{ property: { name: '', test: 'IS', values: [] } }, { users: [] }, { all: [] }] });
  const read = readRule(draft);
  expect(read).toEqual({
    ok: false,
    problems: Object.fromEntries(
      draft.rows.map(({ key }, place) => [`rows.${key}`, ['Name a property.', 'Name a user.', 'Add a condition.'][place]]),
    ),
  });
});

test('entries are apart by commas and lines, and quotes keep a text together', () => {
  expect(entriesOf('a, b\n c ,,"d, e"')).toEqual(['a', 'b', 'c', '"d, e"']);
  expect(['3', '"3"', 'true', 'x', '-1.5'].map(readScalar)).toEqual([3, '3', true, 'x', -1.5]);
});
