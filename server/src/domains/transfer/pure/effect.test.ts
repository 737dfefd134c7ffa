import { describe, expect, test } from 'vitest';
import type { SuiteResult } from '../../versions/types.ts';
import type { StoredTransfer } from '../types.ts';
import { effectivenessOf, effectOf } from './effect.ts';

const hour = 3_600_000;
const session = (rest: Partial<StoredTransfer> = {}): StoredTransfer => ({
  id: 't',
  targetModel: 'target',
  accuracyBefore: null,
  accuracyAfter: null,
  countBefore: null,
  countAfter: null,
  trainingMs: null,
  costNanoUsd: null,
  scratchMs: null,
  scratchNanoUsd: null,
  jobId: null,
  startedAt: new Date(0),
  completedAt: null,
  ...rest,
});
const suite = (name: string, correct: number, of: number): SuiteResult => ({
  suiteId: name,
  suite: name,
  runId: name,
  startedAt: new Date(0),
  sums: {
    category: null,
    itemCount: of,
    resultCount: of,
    errorCount: 0,
    decidedCount: of,
    mostAnswers: 1,
    shares: correct,
    squares: correct,
    meanScore: null,
  },
});
const unknown = { benchmarks: { before: [], after: [] }, job: null, scratch: { ms: null, nanoUsd: null, count: 0 } };

describe("the source's classes", () => {
  test.each([
    [0.1001, 50.1, 'HIGHLY_EFFECTIVE'],
    [0.1, 50.1, 'EFFECTIVE'],
    [0.2, 50, 'EFFECTIVE'],
    [0.0501, 30.1, 'EFFECTIVE'],
    [0.05, 90, 'MODERATELY_EFFECTIVE'],
    [0.2, 30, 'MODERATELY_EFFECTIVE'],
    [0.2, null, 'MODERATELY_EFFECTIVE'],
    [0, 90, 'INEFFECTIVE'],
    [-0.1, null, 'INEFFECTIVE'],
    [null, 90, null],
  ] as const)('a gain of %s with %s %% of the time saved is %s', (gain, percent, expected) =>
    expect(effectivenessOf(gain, percent)).toBe(expected),
  );
});

describe('an effect', () => {
  test('of stated numbers has savings, efficiency, and an interval where the items are known', () => {
    const effect = effectOf(
      session({
        accuracyBefore: 0.6,
        accuracyAfter: 0.8,
        countBefore: 80,
        countAfter: 70,
        trainingMs: 2 * hour,
        costNanoUsd: 4e9,
        scratchMs: 8 * hour,
        scratchNanoUsd: 20e9,
      }),
      unknown,
    );
    expect(effect).toMatchObject({
      accuracySource: 'STATED',
      timeSavedMs: 6 * hour,
      timeReductionPercent: 75,
      costSavedUsd: 16,
      costReductionPercent: 80,
      effectiveness: 'HIGHLY_EFFECTIVE',
    });
    expect(effect.efficiencyPerHour).toBeCloseTo(0.1, 12);
    // Newcombe (1998), method 10, of 56/70 and 48/80.
    expect(effect.accuracy).toMatchObject({
      verdict: 'BETTER',
      interval: { low: expect.closeTo(0.0524, 4), high: expect.closeTo(0.3339, 4) },
    });
  });
  test('of stated accuracies without their items has no verdict', () => {
    expect(effectOf(session({ accuracyBefore: 0.5, accuracyAfter: 0.9 }), unknown)).toMatchObject({
      accuracy: { difference: expect.closeTo(0.4, 12), interval: null, verdict: 'TOO_FEW' },
      effectiveness: 'MODERATELY_EFFECTIVE',
    });
  });
  test('takes from benchmarks, the job and trainings from scratch what was not stated', () => {
    const effect = effectOf(session({ jobId: 'j', completedAt: new Date(9 * hour) }), {
      benchmarks: { before: [suite('a', 40, 100), suite('b', 1, 2)], after: [suite('a', 48, 100), suite('c', 1, 2)] },
      job: { ms: 4 * hour, nanoUsd: 1e9, count: 1 },
      scratch: { ms: 8 * hour, nanoUsd: null, count: 3 },
    });
    expect(effect).toMatchObject({
      accuracySource: 'BENCHMARKS',
      accuracy: { value: 0.48, base: 0.4, verdict: 'NOT_DECISIVE' },
      trainingMs: { value: 4 * hour, source: 'JOB' },
      costUsd: { value: 1, source: 'JOB' },
      scratchMs: { value: 8 * hour, source: 'JOBS_FROM_SCRATCH' },
      scratchJobCount: 3,
      costSavedUsd: null,
      timeReductionPercent: 50,
      effectiveness: 'EFFECTIVE',
    });
  });
  test('of nothing known is nothing, and the times stand in for a job', () => {
    expect(effectOf(session(), unknown)).toMatchObject({ accuracy: null, trainingMs: null, timeSavedMs: null, effectiveness: null });
    expect(effectOf(session({ completedAt: new Date(hour) }), unknown).trainingMs).toEqual({ value: hour, source: 'TIMES' });
  });
  test('of no time and of a training from scratch that took none divides by nothing', () => {
    expect(effectOf(session({ accuracyBefore: 0.1, accuracyAfter: 0.2, trainingMs: 0, scratchMs: 0 }), unknown)).toMatchObject({
      efficiencyPerHour: null,
      timeReductionPercent: null,
    });
  });
});
