import { expect, test } from 'vitest';
import { etaSeconds, progressShare, type Course } from './outlook.ts';

const course = (of: Partial<Course>): Course => ({
  status: 'RUNNING',
  currentStep: null,
  totalSteps: null,
  currentEpoch: null,
  totalEpochs: null,
  startedAt: new Date(0),
  stepMs: null,
  ...of,
});

test.each([
  [{}, null],
  [{ totalSteps: 100n }, 0],
  [{ totalSteps: 100n, currentStep: 25n }, 0.25],
  [{ totalSteps: 100n, currentStep: 130n }, 1],
  [{ totalSteps: 0n, currentStep: 3n }, null],
  [{ totalEpochs: 4, currentEpoch: 1 }, 0.25],
  [{ totalSteps: 100n, currentStep: 50n, totalEpochs: 4, currentEpoch: 1 }, 0.5],
  [{ status: 'FINISHED', totalSteps: 100n, currentStep: 50n }, 1],
  [{ status: 'FAILED', totalSteps: 100n, currentStep: 50n }, 0.5],
] as const)('%o is done to %s', (of, share) => expect(progressShare(course(of))).toBe(share));

test.each([
  [{}, null],
  [{ totalSteps: 100n, currentStep: 40n, stepMs: 500 }, 30],
  [{ totalSteps: 100n, currentStep: 140n, stepMs: 500 }, 0],
  [{ totalSteps: 100n, currentStep: 25n }, 30],
  [{ totalEpochs: 4, currentEpoch: 1 }, 30],
  [{ totalSteps: 100n, currentStep: 0n }, null],
  [{ totalSteps: 100n, currentStep: 25n, startedAt: null }, null],
  [{ status: 'STALLED', totalSteps: 100n, currentStep: 40n, stepMs: 500 }, null],
  [{ status: 'FINISHED', totalSteps: 100n, currentStep: 40n, stepMs: 500 }, null],
] as const)('%o ends in %s s, 10 s after its start', (of, seconds) => expect(etaSeconds(course(of), new Date(10_000))).toBe(seconds));
