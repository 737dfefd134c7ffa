import { expect, test } from 'vitest';
import type { AlertRuleInput } from '../../graphql/generated/graphql.ts';
import { draftOfInput, emptyRule, readRule } from './rule-form.ts';
import type { RuleDraft } from './rule-form.ts';

const of = (change: Partial<RuleDraft>) => readRule({ ...emptyRule, name: 'Errors', trip: '5', ...change });

test('levels of shares are typed in percent, others as they are', () => {
  expect(of({ clear: '3' })).toMatchObject({ ok: true, value: { metric: 'ERROR_SHARE', trip: 0.05, clear: 0.03, isAbove: true } });
  expect(of({ metric: 'LATENCY_P95', trip: '2500' })).toMatchObject({ ok: true, value: { trip: 2_500, clear: null } });
});

test('only the fields of its source are sent', () => {
  const budget = of({ source: 'BUDGET', budgetUsd: '40', windowMinutes: 'x' });
  expect(budget).toMatchObject({ ok: true, value: { budgetUsd: 40, budgetPeriod: 'DAY', filter: {}, dimension: 'WORKSPACE' } });
  expect(budget.ok && 'windowMinutes' in budget.value).toBe(false);
  const anomaly = of({ source: 'ANOMALY', dimension: 'MODEL', minimumSeverity: 'CRITICAL' });
  expect(anomaly).toMatchObject({ ok: true, value: { metric: null, dimension: 'MODEL', minimumSeverity: 'CRITICAL' } });
  expect(anomaly.ok && ('filter' in anomaly.value || 'forMinutes' in anomaly.value)).toBe(false);
});

test('metrics of training are of jobs: no message is chosen, and what was chosen of them before is left out', () => {
  const loss = of({ metric: 'TRAINING_LOSS', trip: '2.5', dimension: 'MODEL', models: 'a' });
  expect(loss).toMatchObject({ ok: true, value: { metric: 'TRAINING_LOSS', dimension: 'TRAINING_JOB', trip: 2.5 } });
  expect(loss.ok && 'filter' in loss.value).toBe(false);
  expect(of({ metric: 'COST', dimension: 'TRAINING_JOB' })).toMatchObject({ ok: true, value: { dimension: 'WORKSPACE', filter: {} } });
});

test.each<readonly [Partial<RuleDraft>, string]>([
  [{ name: ' ' }, 'name'],
  [{ trip: '' }, 'trip'],
  [{ trip: 'five' }, 'trip'],
  [{ windowMinutes: '' }, 'windowMinutes'],
  [{ forMinutes: '1.5' }, 'forMinutes'],
  [{ source: 'BUDGET' }, 'budgetUsd'],
  [{ source: 'NO_DATA' }, 'noDataMinutes'],
  [{ source: 'TRAINING_EVENT', trainingEvents: [] }, 'trainingEvents'],
  [{ hasSchedule: true, days: [] }, 'days'],
])('%o is refused at %s', (change, field) => {
  const read = of(change);
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual([field]);
});

const rules: readonly AlertRuleInput[] = [
  {
    name: 'Errors of a model',
    source: 'VALUE',
    metric: 'ERROR_SHARE',
    dimension: 'MODEL',
    filter: { models: ['a', 'b'], ratings: [1] },
    isAbove: true,
    trip: 0.07,
    clear: 0.035,
    windowMinutes: 30,
    minimumCount: 50,
    noDataMinutes: null,
    severity: 'CRITICAL',
    forMinutes: 5,
    dwellMinutes: 10,
    channelIds: ['c1'],
    escalateAfterMinutes: 15,
    escalateTo: ['c2'],
    repeatMinutes: 60,
    schedule: { timeZone: 'Europe/Berlin', days: [1, 2], from: '09:00', to: '17:00' },
    isEnabled: false,
  },
  {
    name: 'Norms',
    source: 'CHANGE',
    metric: 'GRADIENT_NORM',
    dimension: 'TRAINING_JOB',
    isAbove: true,
    changePercent: 200,
    compareWith: 'WINDOW_BEFORE',
    windowMinutes: 10,
    minimumCount: 5,
    severity: 'WARNING',
    forMinutes: 0,
    dwellMinutes: 10,
    channelIds: [],
    escalateAfterMinutes: null,
    escalateTo: [],
    repeatMinutes: null,
    schedule: null,
    isEnabled: true,
  },
  {
    name: 'Burn',
    source: 'BURN_RATE',
    metric: 'SUCCESS_SHARE',
    dimension: 'WORKSPACE',
    filter: {},
    target: 0.995,
    longWindowMinutes: 60,
    shortWindowMinutes: 5,
    factor: 14.4,
    minimumCount: null,
    severity: 'WARNING',
    forMinutes: 0,
    dwellMinutes: 10,
    channelIds: [],
    escalateAfterMinutes: null,
    escalateTo: [],
    repeatMinutes: null,
    schedule: null,
    isEnabled: true,
  },
];
test.each(rules)('$name comes back as it was, with what of its filter the form does not show', (input) =>
  expect(readRule(draftOfInput(input))).toEqual({ ok: true, value: input }),
);
