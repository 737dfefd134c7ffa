import { describe, expect, test } from 'vitest';
import type { MetricComparison } from '../../analytics/pure/comparison.ts';
import type { ComparisonNumbers } from '../../benchmarks/types.ts';
import { adjustedSuites, benchmarksPart, metricsPart, summaryOf, type PartCheck, type SuiteCheck } from './release.ts';

const suite = (name: string, pValue: number | null, verdict: ComparisonNumbers['verdict']): SuiteCheck => ({
  suite: name,
  suiteId: name,
  baseRunId: 'a',
  runId: 'b',
  numbers: {
    category: null,
    itemCount: 100,
    bothCorrect: 50,
    onlyBase: 20,
    onlyOther: 5,
    neither: 25,
    baseAccuracy: 0.7,
    otherAccuracy: 0.55,
    difference: -0.15,
    interval: { low: -0.24, high: -0.05 },
    pValue,
    verdict,
  },
});
const metric = (
  name: MetricComparison['metric'],
  verdict: MetricComparison['verdict'],
  difference: number | null = 1,
): MetricComparison => ({
  metric: name,
  value: 1,
  base: 1,
  count: 50,
  baseCount: 50,
  difference,
  relativeChange: null,
  interval: null,
  verdict,
  sentence: `${name} is ${verdict}.`,
});
const part = (name: PartCheck['part'], verdict: PartCheck['verdict'], regressions: readonly string[] = []): PartCheck => ({
  part: name,
  verdict,
  sentence: '',
  regressions,
});
const both = ['BENCHMARKS', 'PRODUCTION'] as const;

describe('suites', () => {
  test('hold together: of two at p = 0.03 none is decided, of one alone it is', () => {
    const two = adjustedSuites([suite('a', 0.03, 'WORSE'), suite('b', 0.03, 'WORSE')]);
    expect(two.map(({ numbers }) => numbers.verdict)).toEqual(['NOT_DECISIVE', 'NOT_DECISIVE']);
    expect(adjustedSuites([suite('a', 0.03, 'WORSE')])[0]!.numbers.verdict).toBe('WORSE');
  });
  test('with several answers to an item keep the verdict of their interval', () => {
    expect(adjustedSuites([suite('a', null, 'WORSE'), suite('b', 0.9, 'NOT_DECISIVE')])[0]!.numbers.verdict).toBe('WORSE');
  });
  test('are a part with a sentence on each', () => {
    expect(benchmarksPart([suite('exam', 0.01, 'WORSE')])).toEqual({
      part: 'BENCHMARKS',
      verdict: 'WORSE',
      sentence: 'exam: -15 points (95 % interval -24 to -5) over 100 shared items, worse.',
      regressions: ['exam: -15 points (95 % interval -24 to -5) over 100 shared items, worse.'],
    });
    expect(benchmarksPart([])).toMatchObject({ verdict: 'NOTHING_TO_COMPARE', regressions: [] });
  });
});

describe('metrics', () => {
  const all = [
    metric('SUCCESS_SHARE', 'BETTER'),
    metric('LATENCY_P95', 'WORSE'),
    metric('LATENCY_P50', 'WORSE'),
    metric('COST_PER_MESSAGE', 'TOO_FEW'),
  ];
  test('of production are success, errors, rating and the 95th percentile of latency; cost is a part by itself', () => {
    expect(metricsPart('PRODUCTION', all)).toMatchObject({ verdict: 'MIXED', regressions: ['LATENCY_P95 is WORSE.'] });
    expect(metricsPart('COST', all)).toMatchObject({ verdict: 'TOO_FEW', regressions: [] });
    expect(metricsPart('COST', [metric('COST_PER_MESSAGE', 'TOO_FEW', null)])).toMatchObject({ verdict: 'NOTHING_TO_COMPARE' });
  });
});

describe('the parts together', () => {
  test.each([
    ['BLOCK', true],
    ['WARN', false],
    ['OFF', false],
  ] as const)('with a regression under %s are blocked: %s', (mode, isBlocked) => {
    expect(summaryOf([part('BENCHMARKS', 'WORSE', ['r']), part('PRODUCTION', 'NOT_DECISIVE')], { mode, parts: both })).toMatchObject({
      verdict: 'WORSE',
      regressions: ['r'],
      isBlocked,
    });
  });
  test('leave out parts that the policy does not count', () => {
    expect(summaryOf([part('COST', 'WORSE', ['r']), part('BENCHMARKS', 'BETTER')], { mode: 'BLOCK', parts: both })).toMatchObject({
      verdict: 'BETTER',
      regressions: [],
      isBlocked: false,
    });
  });
  test.each([
    [['BETTER', 'WORSE'], 'MIXED'],
    [['NOT_DECISIVE', 'TOO_FEW'], 'NOT_DECISIVE'],
    [['TOO_FEW', 'NOTHING_TO_COMPARE'], 'TOO_FEW'],
    [['NOTHING_TO_COMPARE', 'NOTHING_TO_COMPARE'], 'NOTHING_TO_COMPARE'],
  ] as const)('of %s are %s', ([one, other], verdict) => {
    const parts = [part('BENCHMARKS', one), part('PRODUCTION', other, (other as string) === 'WORSE' ? ['r'] : [])];
    expect(summaryOf(parts, { mode: 'WARN', parts: both }).verdict).toBe(verdict);
  });
});
