import { expect, test } from 'vitest';
import { isLost, leaseMs } from './lease.ts';

const now = new Date('2026-01-01T12:00:00Z');
const before = (ms: number): Date => new Date(now.getTime() - ms);
const [old, fresh] = [before(leaseMs), before(leaseMs - 1)];

test.each([
  [{ processAt: old, logAt: null, stepAt: null }, true],
  [{ processAt: old, logAt: old, stepAt: old }, true],
  [{ processAt: fresh, logAt: old, stepAt: old }, false],
  [{ processAt: old, logAt: fresh, stepAt: null }, false],
  [{ processAt: old, logAt: null, stepAt: fresh }, false],
])('a lease is lost only where every clock is old: %o', (clocks, lost) => expect(isLost(clocks, now)).toBe(lost));
