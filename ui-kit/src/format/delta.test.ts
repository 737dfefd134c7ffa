import { describe, expect, test } from 'vitest';
import { delta, points } from './delta.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('delta', () => {
  test.each([
    { now: 1_204_118, before: 1_112_860, unit: 'count', better: 'neither', as: 'relative', shown: '▲ 8.2 %', verdict: 'neutral' },
    { now: 3918, before: 3530, unit: 'usd', better: 'lower', as: 'relative', shown: '▲ 11.0 %', verdict: 'bad' },
    { now: 0.874, before: 0.843, unit: 'share', better: 'higher', as: 'absolute', shown: '▲ 3.1 pt', verdict: 'good' },
    { now: 4.21, before: 4.09, unit: 'rating', better: 'higher', as: 'absolute', shown: '▲ 0.12', verdict: 'good' },
    { now: 1628, before: 1842, unit: 'ms', better: 'lower', as: 'absolute', shown: '▼ 214 ms', verdict: 'good' },
  ] as const)('shows $before → $now of $unit as $shown, $verdict', ({ now, before, unit, better, as, shown, verdict }) => {
    const change = delta(now, before, { unit, better, as });
    expect(plain(`${change.mark} ${change.size}`)).toBe(shown);
    expect(change.verdict).toBe(verdict);
  });

  test('calls a change within the noise neither good nor bad', () => {
    const change = delta(0.0084, 0.0076, { unit: 'share', better: 'lower', noiseUpTo: 0.001 });
    expect(change).toMatchObject({ direction: 'flat', mark: '±', verdict: 'neutral' });
    expect(delta(0.0087, 0.0076, { unit: 'share', better: 'lower', noiseUpTo: 0.001 }).verdict).toBe('bad');
  });

  test('has no verdict on a change too small to show', () => {
    expect(delta(100.0001, 100, { unit: 'usd', better: 'lower', as: 'relative' }).verdict).toBe('neutral');
  });

  test('compares with nothing where either period has no data, or grows from zero', () => {
    for (const [now, before] of [
      [null, 1],
      [1, null],
      [Number.NaN, 1],
    ] as const)
      expect(delta(now, before, { unit: 'ms', better: 'lower' }).direction).toBe('none');
    expect(delta(5, 0, { unit: 'usd', better: 'lower', as: 'relative' }).direction).toBe('none');
    expect(delta(5, 0, { unit: 'usd', better: 'lower', as: 'absolute' }).direction).toBe('up');
  });

  test('says the change in words for those who can see neither colour nor mark', () => {
    expect(plain(delta(1628, 1842, { unit: 'ms', better: 'lower' }).words)).toBe('down 214 ms, better');
  });
});

test('points keep two decimals only where one would be zero', () => {
  expect(plain(points(0.031))).toBe('3.1 pt');
  expect(plain(points(-0.0004))).toBe('−0.04 pt');
});

test('a relative change from tenfold on is a multiple, just below it a percentage', () => {
  expect(delta(110, 10, { unit: 'count', better: 'neither', as: 'relative' })).toMatchObject({ mark: '▲', size: '×\u00a011' });
  expect(delta(109, 10, { unit: 'count', better: 'neither', as: 'relative' }).size).toBe('990\u00a0%');
});
