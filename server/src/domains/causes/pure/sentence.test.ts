import { expect, test } from 'vitest';
import { explanationSentence } from './sentence.ts';

const asked = { metric: 'TOOL_FAILURE_SHARE', baseline: 0.013, current: 0.018, isMeasure: false } as const;
const first = {
  conditions: [{ dimension: 'TOOL', value: 'get_reservation' }],
  explainedShare: 1.19,
  baselineValue: 0.0026,
  currentValue: 0.025,
} as const;

test('of a change that is sure, the first cause explains a share', () => {
  expect(explanationSentence({ ...asked, interval: { low: 0.002, high: 0.01 }, first })).toBe(
    'The failure rate of tools rose from 1.3 % to 1.8 %. Messages with tool get_reservation explain 119 % of it.',
  );
});

test('of a change that may be chance no share is explained: the group is named by its own change', () => {
  expect(explanationSentence({ ...asked, interval: { low: -0.002, high: 0.011 }, first })).toBe(
    'The failure rate of tools rose from 1.3 % to 1.8 %, which may be chance. Messages with tool get_reservation changed more than by chance, from 0.3 % to 2.5 %.',
  );
});

test('numbers that read alike have stayed', () => {
  expect(explanationSentence({ ...asked, baseline: 0.00519, current: 0.00509, interval: { low: -0.01, high: 0.01 }, first: null })).toBe(
    'The failure rate of tools stayed at about 0.5 %. No group of messages stands out: the change is spread over all of them, or too small for the data.',
  );
});

test('without a cause, and without a change, that is what it says', () => {
  expect(explanationSentence({ ...asked, interval: null, first: null })).toMatch(
    /^The failure rate of tools rose .* No group of messages stands out/,
  );
  expect(explanationSentence({ ...asked, current: 0.013, interval: null, first })).toBe('The failure rate of tools stayed at 1.3 %.');
});
