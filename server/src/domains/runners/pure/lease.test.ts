import { expect, test } from 'vitest';
import { isLost, leaseMs, pauseBefore } from './lease.ts';

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

test.each([
  ['none is held', null, leaseMs],
  ['one has just given a sign', now, leaseMs],
  ['one may be lost in 20 s', before(leaseMs - 20_000), 20_000],
  ['one is lost, or is about to be', before(leaseMs), 1_000],
  ['a clock of PostgreSQL is ahead', before(-5_000), leaseMs],
])('where %s the next look comes in time', (_case, signAt, ms) => expect(pauseBefore(signAt, now)).toBe(ms));
