import { expect, test } from 'vitest';
import type { Condition } from '../types.ts';
import { anomalyName, emptySentence, minutesText, ruleSentence, seriesText, valueText } from './words.ts';

const over = { filter: {}, dimension: 'WORKSPACE' } as const;

test('an anomaly is named by its metric and value', () => {
  expect(anomalyName({ metric: 'ERROR_SHARE', dimension: 'MODEL', value: 'gpt-4o' })).toBe('error share of model gpt-4o');
  expect(anomalyName({ metric: 'COST', dimension: 'WORKSPACE', value: '' })).toBe('cost');
  expect(anomalyName({ metric: 'TRAINING_LOSS', dimension: 'TRAINING_JOB', value: 'run 1' })).toBe('training loss of training job run 1');
});

test.each<[string, Condition, number]>([
  [
    'Fires when the training throughput over 15 minutes falls by 50 % or more against the window before for 5 minutes, for each training job; clears at -25 %.',
    {
      source: 'CHANGE',
      metric: 'TRAINING_THROUGHPUT',
      dimension: 'TRAINING_JOB',
      isAbove: false,
      trip: -50,
      clear: -25,
      compareWith: 'WINDOW_BEFORE',
      windowMinutes: 15,
      minimumCount: 1,
    },
    5,
  ],
  [
    'Fires when the training loss over 15 minutes is 2.5 or more, for each training job; clears at 2; also when there is no value for 30 minutes while the job runs.',
    {
      source: 'VALUE',
      metric: 'TRAINING_LOSS',
      dimension: 'TRAINING_JOB',
      isAbove: true,
      trip: 2.5,
      clear: 2,
      windowMinutes: 15,
      minimumCount: 1,
      noDataMinutes: 30,
    },
    0,
  ],
  [
    'Fires when the average rating over 15 minutes is 3 or less; clears above 3.',
    {
      source: 'VALUE',
      metric: 'AVERAGE_RATING',
      isAbove: false,
      trip: 3,
      clear: 3,
      windowMinutes: 15,
      minimumCount: 20,
      noDataMinutes: null,
      ...over,
    },
    0,
  ],
  [
    'Fires when the success share over 1 hour is 85 % or less for 10 minutes, for each model; clears at 90 %; also when there is no value for 30 minutes.',
    {
      source: 'VALUE',
      metric: 'SUCCESS_SHARE',
      isAbove: false,
      trip: 0.85,
      clear: 0.9,
      windowMinutes: 60,
      minimumCount: 20,
      noDataMinutes: 30,
      filter: {},
      dimension: 'MODEL',
    },
    10,
  ],
  [
    'Fires when the cost over 1 hour rises by 100 % or more against the same time of the week before; clears at +50 %.',
    {
      source: 'CHANGE',
      metric: 'COST',
      isAbove: true,
      trip: 100,
      clear: 50,
      windowMinutes: 60,
      minimumCount: 1,
      compareWith: 'WEEK_BEFORE',
      ...over,
    },
    0,
  ],
  [
    'Fires when the success share over 15 minutes falls by 20 % or more against the window before; clears at -10 %.',
    {
      source: 'CHANGE',
      metric: 'SUCCESS_SHARE',
      isAbove: false,
      trip: -20,
      clear: -10,
      windowMinutes: 15,
      minimumCount: 20,
      compareWith: 'WINDOW_BEFORE',
      ...over,
    },
    0,
  ],
  [
    'Fires when the cost of the month reaches $250; clears when the next one begins.',
    { source: 'BUDGET', budgetUsd: 250, budgetPeriod: 'MONTH', ...over },
    0,
  ],
  [
    'Fires when there is no message for 30 minutes, for each environment; clears with the next message.',
    { source: 'NO_DATA', noDataMinutes: 30, filter: {}, dimension: 'ENVIRONMENT' },
    0,
  ],
  [
    'Fires when the cost of a day is forecast to be $100 or more within 7 days.',
    { source: 'FORECAST', metric: 'COST', isAbove: true, trip: 100, clear: 100, forecastDays: 7, filter: {} },
    0,
  ],
  [
    'Fires when an anomaly of any metric by model is found that is at least warning; clears when the anomaly ends.',
    { source: 'ANOMALY', metric: null, dimension: 'MODEL', minimumSeverity: 'WARNING' },
    0,
  ],
  [
    'Fires when a training job fails or is lost, or a training job stalls; clears when it does not hold any more.',
    { source: 'TRAINING_EVENT', trainingEvents: ['JOB_FAILED', 'JOB_STALLED'] },
    0,
  ],
])('%s', (sentence, condition, forMinutes) => {
  expect(ruleSentence(condition, { forMinutes })).toBe(sentence);
});

test.each([
  [1, '1 minute'],
  [90, '90 minutes'],
  [60, '1 hour'],
  [1_440, '1 day'],
  [10_080, '7 days'],
])('%d minutes are %s', (minutes, text) => expect(minutesText(minutes)).toBe(text));

test('values have their units', () => {
  expect([
    valueText('ERROR_SHARE', 0.0345),
    valueText('LATENCY_P95', 12_345.6),
    valueText('COST', 0.00123),
    valueText('COST', 1_234.5),
    valueText('TOKENS', 1e9),
    valueText('TRAINING_LOSS', 0.000123456),
    valueText('TRAINING_THROUGHPUT', 1_234.56),
  ]).toEqual(['3.5 %', '12,346 ms', '$0.0012', '$1,234.5', '1,000,000,000', '0.0001235', '1,235 a second']);
  expect([seriesText('WORKSPACE', ''), seriesText('TOOL', 'find'), seriesText('MODEL', '')]).toEqual([
    '',
    ' of tool find',
    ' of messages without model',
  ]);
});

test('what was not seen is in words: how often, what was before, and what the policy did', () => {
  const condition: Condition = {
    source: 'VALUE',
    metric: 'ERROR_SHARE',
    isAbove: true,
    trip: 0.1,
    clear: 0.1,
    windowMinutes: 5,
    minimumCount: 20,
    noDataMinutes: null,
    ...over,
  };
  const seen = { seen: 'EMPTY', lastValue: 0.02, lastValueAt: Date.UTC(2026, 2, 2, 12), emptyCount: 4 } as const;
  expect(emptySentence(condition, { ...seen, phase: 'FIRING' })).toBe(
    'No value (a value takes at least 20): 4 evaluations were empty; the last one was 2 % at 2026-03-02 12:00 UTC; the alert stays open.',
  );
  expect(
    emptySentence(
      { source: 'BUDGET', budgetUsd: 1, budgetPeriod: 'DAY', ...over },
      { ...seen, lastValue: null, lastValueAt: null, emptyCount: 1, phase: 'OK' },
    ),
  ).toBe('No value: 1 evaluation was empty; there was none before; the state is kept.');
});
