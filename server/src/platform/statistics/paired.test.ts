import { describe, expect, test } from 'vitest';
import { pairedTest } from './paired.ts';

describe('differences of pairs', () => {
  // scipy.stats.permutation_test((d,), numpy.mean, permutation_type='samples', n_resamples=inf).pvalue; ttest_1samp(d, 0).confidence_interval()
  test.each([
    [[1, 1, 1], 0.25, 1, 1],
    [[1, 1, 1, -1], 0.625, -1.0912231526418539, 2.091223152641854],
    [[0.5, -0.2, 0.3, 0.9, 0, 0.1, -0.4], 0.40625, -0.2342203630581894, 0.5770775059153324],
    [[1, 0, 0, 1, 1, 0, 1, 1, 1, 0, 1, -1], 0.0703125, 0.07163384418836966, 0.9283661558116303],
    [[-3, 1, 2], 1, -6.572410607728428, 6.572410607728428],
    [[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, -0.15, -0.25, 0.35, 0.45, 0.05], 0.01220703125, 0.08586130882516255, 0.4558053578415041],
  ])('%j: as SciPy', (differences, pValue, low, high) => {
    const found = pairedTest(differences);
    expect(found).toMatchObject({
      ok: true,
      value: { test: 'SIGN_FLIP', pValue, interval: { low: expect.closeTo(low, 9), high: expect.closeTo(high, 9) } },
    });
    expect(pairedTest(differences.map((one) => -one))).toMatchObject({ value: { pValue } });
  });

  test('more than 20 of them: the t test, as SciPy', () => {
    const differences = Array.from({ length: 40 }, (_, at) => (((at * 37) % 11) - 4) / 5);
    const found = pairedTest(differences);
    expect(found).toMatchObject({ ok: true, value: { n: 40, test: 'PAIRED_T' } });
    if (!found.ok) return;
    expect(found.value.mean).toBeCloseTo(0.17, 12);
    expect(found.value.pValue).toBeCloseTo(0.10332355193789829, 10);
    expect(found.value.interval?.low).toBeCloseTo(-0.03614762844618444, 10);
    expect(found.value.interval?.high).toBeCloseTo(0.37614762844618443, 10);
  });

  test('zeros are no evidence: 100 pairs of which 5 moved the same way are tested by the 5', () => {
    const differences = Array.from({ length: 100 }, (_, at) => (at < 5 ? 1 : 0));
    expect(pairedTest(differences)).toMatchObject({ value: { n: 100, test: 'SIGN_FLIP', pValue: 2 / 32 } });
  });

  test('one pair, none, all the same, and what is no number', () => {
    expect(pairedTest([2.5])).toMatchObject({ value: { pValue: 1, interval: null } });
    expect(pairedTest([0, 0, 0])).toMatchObject({ value: { pValue: 1, mean: 0 } });
    expect(pairedTest([])).toEqual({ ok: false, problem: 'NO_UNITS' });
    expect(pairedTest([1, Number.NaN])).toEqual({ ok: false, problem: 'NOT_A_NUMBER' });
    expect(pairedTest(Array.from({ length: 30 }, () => 2))).toMatchObject({ value: { pValue: 0, test: 'PAIRED_T' } });
  });

  test('of 400 quiet comparisons of 12 pairs about one in twenty is below 0.05', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    let alarms = 0;
    for (let run = 0; run < 400; run += 1) {
      const found = pairedTest(Array.from({ length: 12 }, () => random() - random()));
      if (found.ok && found.value.pValue <= 0.05) alarms += 1;
    }
    expect(alarms).toBeGreaterThanOrEqual(8);
    expect(alarms).toBeLessThanOrEqual(34);
  });
});
