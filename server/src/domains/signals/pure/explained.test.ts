import { expect, test } from 'vitest';
import { explained, type AskedAnomaly } from './explained.ts';

const finding = {
  metric: 'ERROR_SHARE',
  dimension: 'MODEL',
  dimensionValue: 'gpt-4o',
  kind: 'SPIKE',
  direction: 'UP',
  value: 0.31,
  expected: 0.02,
  explainedShare: 0.6,
  beganAt: '2026-01-10T08:00:00.000Z',
  endedAt: null,
} as const;
const anomaly: AskedAnomaly = {
  id: 'QW5v bWFs',
  number: 7,
  sentence: 'The error rate of the model "gpt-4o" rose to 31 %; 1 % to 5 % was expected.',
  metric: 'ERROR_SHARE',
  value: 0.31,
  expected: 0.02,
  severity: 'CRITICAL',
  state: 'OPEN',
  beganAt: finding.beganAt,
  endedAt: null,
  messageCount: 412,
  userCount: 96,
  excessCostUsd: null,
  verdict: null,
  verdictReason: null,
  filter: { models: ['gpt-4o'], from: finding.beganAt },
  findings: [finding, { ...finding, metric: 'LATENCY_P95', dimension: 'WORKSPACE', dimensionValue: null, value: 2_400, expected: 1_100 }],
  alsoMoved: [{ ...finding, metric: 'COST', dimension: 'TOOL', dimensionValue: 'search', value: 4, expected: 1 }],
  annotations: [{ kind: 'DEPLOYMENT', label: 'v42', at: '2026-01-10T07:50:00.000Z' }],
  explanation: {
    sentence: 'The error rate rose from 2 % to 9 %. Messages with model gpt-4o and no tool explain 92 % of it.',
    tooLittle: null,
    currentFrom: finding.beganAt,
    placebo: { sentence: 'The same search between the baseline and the window before it finds a group with 4 % of this change.' },
    causes: [
      {
        conditions: [
          { dimension: 'MODEL', value: 'gpt-4o' },
          { dimension: 'PROMPT_VERSION', value: '' },
        ],
        sentence: 'They went from 2 % to 31 %: their value changed.',
        explainedShare: 0.92,
        isContradicted: false,
        filter: { models: ['gpt-4o'], from: finding.beganAt },
        recommendation: { text: 'Look at what the provider reports.' },
      },
      {
        conditions: [{ dimension: 'CHANNEL', value: 'web' }],
        sentence: 'They went from 2 % to 3 %: their value changed.',
        explainedShare: 0.08,
        isContradicted: true,
        filter: {},
        recommendation: { text: 'None.' },
      },
    ],
  },
};

test('evidence stands in one table: causes, what moved with it, beside it, and marks before', () => {
  const { table, links, notes } = explained(anomaly);
  expect(table?.rows.map(([part, what, change, share]) => [part, what, change, share])).toEqual([
    ['cause', 'model gpt-4o and no prompt version', 'They went from 2 % to 31 %: their value changed.', 0.92],
    ['may be noise', 'channel web', 'They went from 2 % to 3 %: their value changed.', 0.08],
    ['part of it', 'error rate of the model "gpt-4o"', '31 % in place of 2 %', 0.6],
    ['part of it', 'p95 latency', '2,400 ms in place of 1,100 ms', 0.6],
    ['beside it', 'cost an hour of the tool "search"', '$4.00 in place of $1.00', null],
    ['mark before', 'v42', 'deployment', null],
  ]);
  expect(links?.map(({ path }) => path)).toEqual([
    '/signals/QW5v%20bWFs',
    '/messages?range=custom&from=2026-01-10T08:00:00.000Z&model=gpt-4o',
    '/messages?range=custom&from=2026-01-10T08:00:00.000Z&model=gpt-4o',
    '/traces?range=custom&from=2026-01-10T08:00:00.000Z&model=gpt-4o',
  ]);
  expect(notes?.slice(-3)).toEqual([
    anomaly.explanation?.sentence,
    anomaly.explanation?.placebo.sentence,
    'Look at what the provider reports.',
  ]);
});

test('where no causes are searched, or too little is known, that is what the notes have', () => {
  expect(explained({ ...anomaly, explanation: null }).notes).toContain(
    'These moved at the same time; of training jobs no causes are searched.',
  );
  const { explanation } = anomaly;
  if (explanation === null) throw new Error('The anomaly has an explanation.');
  const little = explained({ ...anomaly, explanation: { ...explanation, causes: [], tooLittle: 'There are 3 messages; 30 are needed.' } });
  expect(little.notes).toContain('There are 3 messages; 30 are needed.');
  expect(little.facts?.find(({ key }) => key === 'causeCount')?.value).toBe(0);
});

test('where no value explains more than its share, that is what the notes have', () => {
  const [, whole] = anomaly.findings;
  const { notes } = explained({ ...anomaly, findings: [whole as (typeof anomaly.findings)[number]], alsoMoved: [], verdict: 'REAL' });
  expect(notes).toContain('No model, provider, environment, tool or experiment explains more than its share of the change.');
  expect(notes).toContain('A person judged it: REAL.');
});
