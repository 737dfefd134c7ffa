import { describe, expect, test } from 'vitest';
import type { Sums } from '../../benchmarks/pure/numbers.ts';
import { noSample } from '../../analytics/load/samples.ts';
import type { LineageVersion, ProductionSample, SuiteResult } from '../types.ts';
import { lastPeriod, ownNames, periodsOf, versionAt, versionOfRun } from './belonging.ts';
import { compareAccuracy, evolutionOf } from './evolution.ts';
import { ancestorsOf, wouldCircle } from './lineage.ts';
import { improvementCategory, rollingMeans, versionAssessment } from './source.ts';

const version = (number: number, rest: Partial<LineageVersion> = {}): LineageVersion => ({
  id: `v${number}`,
  modelId: 'm',
  model: 'support',
  version: number,
  label: null,
  trainingMethod: null,
  madeAt: new Date(Date.UTC(2026, 0, number)),
  parentId: number === 1 ? null : `v${number - 1}`,
  servedAs: [],
  ...rest,
});
const sums = (correct: number, of: number): Sums => ({
  category: null,
  itemCount: of,
  resultCount: of,
  errorCount: 0,
  decidedCount: of,
  mostAnswers: 1,
  shares: correct,
  squares: correct,
  meanScore: null,
});
const suite = (name: string, correct: number, of: number): SuiteResult => ({
  suiteId: name,
  suite: name,
  runId: `${name} ${correct}`,
  startedAt: new Date(0),
  sums: sums(correct, of),
});
const production = (count: number, of: number): ProductionSample => ({
  sample: { ...noSample, messageCount: of, success: { count, of }, error: { count: 0, of } },
  userCount: 1,
  costUsd: null,
  firstAt: new Date(0),
  lastAt: new Date(0),
});

describe("the source's categories", () => {
  test.each([
    [10.000001, 'SIGNIFICANT_IMPROVEMENT'],
    [10, 'MODERATE_IMPROVEMENT'],
    [5.000001, 'MODERATE_IMPROVEMENT'],
    [5, 'SLIGHT_IMPROVEMENT'],
    [1e-9, 'SLIGHT_IMPROVEMENT'],
    [0, 'NO_CHANGE'],
    [-1e-9, 'DEGRADATION'],
    [null, null],
  ] as const)('a change of %s %% is %s', (percent, category) => expect(improvementCategory(percent)).toBe(category));

  test.each([
    [0.051, 0, 'MAJOR_IMPROVEMENT'],
    [0.05, 0, 'IMPROVEMENT'],
    [0.2, -0.001, 'MIXED_RESULTS'],
    [0, -0.001, 'MIXED_RESULTS'],
    [0, 0, 'NO_CHANGE'],
    [-0.001, 0.5, 'REGRESSION'],
    [-0.001, null, 'REGRESSION'],
    [0.2, null, 'NO_CHANGE'],
    [null, 0.2, null],
  ] as const)('accuracy %s and success %s are %s', (accuracy, success, assessment) =>
    expect(versionAssessment(accuracy, success)).toBe(assessment),
  );

  test('the rolling mean is over five versions, without those that were not compared', () => {
    expect(rollingMeans([null, 2, 4, null, 6, 8, 10, 100])).toEqual([null, 2, 3, 3, 4, 5, 7, 31]);
    expect(rollingMeans([])).toEqual([]);
  });
});

describe('what belongs to a version', () => {
  const versions = [version(1, { label: '2026-01' }), version(2, { label: '2026-02', servedAs: ['ft:support:abc'] })];
  const periods = periodsOf(versions);
  test('is what names it alone, at any time', () => {
    for (const name of ['ft:support:abc', 'support:2026-02', 'support@2026-02', 'support:v2', 'support@2'])
      expect(versionAt(periods, name, new Date(1_000)), name).toBe('v2');
    expect(ownNames(versions[0]!)).not.toContain('support');
  });
  test('is what names the model from when it was made until the next one was', () => {
    expect(versionAt(periods, 'support', new Date(Date.UTC(2025, 11, 31)))).toBeNull();
    expect(versionAt(periods, 'support', new Date(Date.UTC(2026, 0, 1)))).toBe('v1');
    expect(versionAt(periods, 'support', new Date(Date.UTC(2026, 0, 2) - 1))).toBe('v1');
    expect(versionAt(periods, 'support', new Date(Date.UTC(2026, 0, 2)))).toBe('v2');
    expect(versionAt(periods, 'another', new Date())).toBeNull();
  });
  test('is a run of a benchmark that states its label or number, whenever it was', () => {
    const run = (modelVersion: string | null, startedAt = new Date(0)) =>
      versionOfRun(versions, periods, { model: 'support', modelVersion, startedAt });
    expect([run('2026-01'), run('1'), run('v2'), run('unknown'), run(null)]).toEqual(['v1', 'v1', 'v2', null, null]);
    expect(run(null, new Date(Date.UTC(2026, 5, 1)))).toBe('v2');
  });
});

describe('marks of deployments', () => {
  const at = (month: number) => new Date(Date.UTC(2026, month, 1));
  const versions = [version(1), version(2)];
  const periods = periodsOf(versions, [
    { versionId: 'v2', deployedAt: at(2) },
    { versionId: 'v1', deployedAt: at(3) },
    { versionId: 'v1', deployedAt: at(4) },
    { versionId: 'gone', deployedAt: at(5) },
  ]);
  test('come before times of making, from the first mark on', () => {
    expect([at(1), at(2), at(3), at(6)].map((when) => versionAt(periods, 'support', when))).toEqual(['v2', 'v2', 'v1', 'v1']);
  });
  test('give the last time in which the name meant a version', () => {
    expect(lastPeriod(periods, version(1))).toEqual({ from: at(3), to: null });
    expect(lastPeriod(periods, version(2))).toEqual({ from: version(2).madeAt, to: at(3) });
    expect(lastPeriod(periods, version(3))).toBeNull();
  });
  test('of a version that was made after all marks leave the name with the last mark', () => {
    const late = version(3, { madeAt: at(7) });
    expect(versionAt(periodsOf([...versions, late], [{ versionId: 'v1', deployedAt: at(3) }]), 'support', at(8))).toBe('v1');
  });
});

describe('a lineage', () => {
  const byId = (versions: readonly LineageVersion[]) => new Map(versions.map((one) => [one.id, one]));
  test('gives ancestors, nearest first, and ends at a parent that is gone', () => {
    expect(ancestorsOf('v3', byId([version(1), version(2), version(3)]))).toEqual(['v2', 'v1']);
    expect(ancestorsOf('v3', byId([version(2, { parentId: 'gone' }), version(3)]))).toEqual(['v2']);
    expect(ancestorsOf('v1', byId([version(1)]))).toEqual([]);
  });
  test('that runs in a circle ends', () => {
    const circle = byId([version(1, { parentId: 'v2' }), version(2)]);
    expect(ancestorsOf('v1', circle)).toEqual(['v2']);
    expect(wouldCircle('v1', 'v2', byId([version(1), version(2)]))).toBe(true);
    expect(wouldCircle('v1', 'v1', byId([version(1)]))).toBe(true);
    expect(wouldCircle('v3', 'v1', byId([version(1), version(2), version(3)]))).toBe(false);
  });
});

describe('accuracy beside that of a base', () => {
  test('is over the suites that both have, with the interval of Newcombe', () => {
    const found = compareAccuracy([suite('a', 56, 70), suite('b', 9, 9)], [suite('a', 48, 80), suite('c', 1, 9)])!;
    // Newcombe (1998), method 10: 56/70 and 48/80 differ by 0.2 [0.0524, 0.3339].
    expect(found).toMatchObject({ value: 0.8, base: 0.6, count: 70, baseCount: 80, verdict: 'BETTER' });
    expect([found.difference, found.interval!.low, found.interval!.high]).toEqual([
      expect.closeTo(0.2, 12),
      expect.closeTo(0.0524, 4),
      expect.closeTo(0.3339, 4),
    ]);
  });
  test('is nothing without a shared suite', () => {
    expect(compareAccuracy([suite('a', 1, 2)], [suite('b', 1, 2)])).toBeNull();
    expect(compareAccuracy([], [suite('b', 1, 2)])).toBeNull();
    expect(compareAccuracy([suite('b', 0, 0)], [suite('b', 1, 2)])).toBeNull();
  });
  test("is Welch's over shares of items where items have several answers", () => {
    const several = (shares: number, squares: number, of: number): SuiteResult => ({
      ...suite('a', 0, of),
      sums: { ...sums(0, of), mostAnswers: 4, shares, squares },
    });
    // 20 items at 0.75 ± 0.25 and 20 at 0.25 ± 0.25: scipy.stats.ttest_ind(equal_var=False).confidence_interval() = 0.5 ± 0.164203
    const found = compareAccuracy([several(15, 20 * (0.75 ** 2 + 0.25 ** 2), 20)], [several(5, 20 * (0.25 ** 2 + 0.25 ** 2), 20)])!;
    expect(found.difference).toBeCloseTo(0.5, 12);
    expect(found.interval!.low).toBeCloseTo(0.5 - 0.164203, 4);
  });
});

describe('an evolution', () => {
  test('calls a change at few items by its category, and not better', () => {
    const found = evolutionOf([version(1), version(2)], {
      suites: new Map([
        ['v1', [suite('a', 27, 40)]],
        ['v2', [suite('a', 29, 40)]],
      ]),
      production: new Map(),
    });
    expect(found.get('v2')).toMatchObject({
      improvementCategory: 'MODERATE_IMPROVEMENT',
      accuracyChangePercent: expect.closeTo((2 / 27) * 100, 9),
      assessment: 'NO_CHANGE',
      verdict: 'NOT_DECISIVE',
      regressions: [],
    });
    expect(found.get('v1')).toMatchObject({
      improvementCategory: null,
      assessment: null,
      verdict: 'NOTHING_TO_COMPARE',
      previousId: null,
      rollingChangePercent: null,
    });
  });
  test('warns of a regression in production that benchmarks do not see', () => {
    const found = evolutionOf([version(1), version(2)], {
      suites: new Map([
        ['v1', [suite('a', 300, 400)]],
        ['v2', [suite('a', 340, 400)]],
      ]),
      production: new Map([
        ['v1', production(900, 1_000)],
        ['v2', production(800, 1_000)],
      ]),
    }).get('v2')!;
    expect(found).toMatchObject({ assessment: 'MIXED_RESULTS', verdict: 'MIXED' });
    expect(found.regressions).toEqual([expect.stringContaining('Success share is 10 percentage points lower')]);
  });
  test('compares the first version of a model with its parent in another model', () => {
    const other = version(1, { id: 'o', modelId: 'n', model: 'dpo', parentId: 'v1' });
    const found = evolutionOf([version(1), other], {
      suites: new Map([
        ['v1', [suite('a', 200, 400)]],
        ['o', [suite('a', 300, 400)]],
      ]),
      production: new Map(),
    }).get('o')!;
    expect(found).toMatchObject({ previousId: 'v1', parentId: 'v1', improvementCategory: 'SIGNIFICANT_IMPROVEMENT', verdict: 'BETTER' });
  });
  test('of one version, without a benchmark and without answers, is empty and says so', () => {
    const found = evolutionOf([version(1)], { suites: new Map(), production: new Map() }).get('v1')!;
    expect(found).toMatchObject({ benchmark: null, production: null, improvementCategory: null, assessment: null });
    expect(found.verdictSentence).toContain('no parent');
  });
  test('of versions whose parent was deleted compares the category with the version before, and gives no verdict', () => {
    const found = evolutionOf([version(1), version(3, { parentId: null })], {
      suites: new Map([
        ['v1', [suite('a', 200, 400)]],
        ['v3', [suite('a', 100, 400)]],
      ]),
      production: new Map(),
    }).get('v3')!;
    expect(found).toMatchObject({ improvementCategory: 'DEGRADATION', previousId: 'v1', assessment: null, verdict: 'NOTHING_TO_COMPARE' });
  });
});
