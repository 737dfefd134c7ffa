import { expect, test } from 'vitest';
import { heardMs, runnerState, takers } from './runner-state.ts';

const NOW = Date.parse('2026-11-02T12:00:00.000Z');
const ago = (seconds: number): string => new Date(NOW - seconds * 1_000).toISOString();
const lease = (seconds: number) => ({ processAt: ago(seconds) });

test.each([
  { says: 'asked a moment ago', runner: { seenAt: ago(1), leases: [] }, state: 'waiting' },
  { says: 'holds a job, and its command is alive', runner: { seenAt: ago(4_000), leases: [lease(2)] }, state: 'working' },
  { says: 'was heard of exactly a minute ago', runner: { seenAt: ago(60), leases: [] }, state: 'waiting' },
  { says: 'was not heard of for longer', runner: { seenAt: ago(60.001), leases: [] }, state: 'silent' },
  { says: 'holds a job of which nothing is heard', runner: { seenAt: ago(4_000), leases: [lease(90)] }, state: 'silent' },
  { says: 'is revoked, and still writes', runner: { seenAt: ago(1), revokedAt: ago(1), leases: [lease(1)] }, state: 'revoked' },
])('a runner that $says is $state', ({ runner, state }) => {
  expect(runnerState(runner, NOW)).toBe(state);
});

test('a runner is heard by what it runs, too', () => {
  expect(heardMs({ seenAt: ago(100), leases: [lease(30), lease(5)] })).toBe(NOW - 5_000);
});

test('a job is taken by runners that allow its command and have every label', () => {
  const runner = (rest: object) => ({ seenAt: ago(1), leases: [], commands: ['reference'], labels: ['gpu', 'a'], ...rest });
  const runners = [
    runner({}),
    runner({ labels: ['gpu'], seenAt: ago(500) }),
    runner({ labels: [] }),
    runner({ commands: ['other'] }),
    runner({ revokedAt: ago(3) }),
  ];
  expect(takers(runners, { command: 'reference', labels: ['gpu'] }, NOW)).toEqual({ ready: 1, silent: 1 });
  expect(takers(runners, { command: 'reference', labels: [] }, NOW)).toEqual({ ready: 2, silent: 1 });
});
