import { describe, expect, test } from 'vitest';
import { yDomainOf } from './y-domain.ts';

const base = { unit: 'ms', baseline: 'zero', scale: 'linear', heightPx: 200, thresholds: [] } as const;

describe('yDomainOf', () => {
  test('begins at zero where the baseline is zero, and near the data where it is not', () => {
    expect(yDomainOf([[600, 900]], base).domain[0]).toBe(0);
    expect(yDomainOf([[600, 900]], { ...base, baseline: 'data' }).domain[0]).toBeGreaterThan(0);
  });
  test('makes room for a near threshold, and is not squeezed by a far one', () => {
    expect(yDomainOf([[0, 2000]], { ...base, thresholds: [{ value: 2500, label: 'SLA' }] }).domain[1]).toBeGreaterThanOrEqual(2500);
    expect(yDomainOf([[0, 200]], { ...base, thresholds: [{ value: 2500, label: 'SLA' }] }).domain[1]).toBeLessThan(500);
  });
  test('never shows more than 100 %', () => {
    expect(yDomainOf([[0.9, 0.995]], { ...base, unit: 'share', baseline: 'data' }).domain[1]).toBe(1);
  });
  test('falls back to a linear scale where a log has nothing to show', () => {
    expect(yDomainOf([[0, -3]], { ...base, scale: 'log' }).scale).toBe('linear');
  });
  test('takes the ends that a page gives, where its scale can show them', () => {
    expect(yDomainOf([[1, 2]], { ...base, given: [-5, 50] }).domain).toEqual([-5, 50]);
    expect(yDomainOf([[1, 2]], { ...base, scale: 'log', given: [0, 50] }).domain).toEqual([1, 2]);
    expect(yDomainOf([[1, 2]], { ...base, given: [3, 3] }).domain[0]).toBe(0);
  });
  test('a symlog scale holds both sides of zero', () => {
    expect(yDomainOf([[-30, 400]], { ...base, baseline: 'data', scale: 'symlog' })).toEqual({ domain: [-30, 400], scale: 'symlog' });
  });
  test('has a domain even without values', () => {
    const [low, high] = yDomainOf([], base).domain;
    expect(high).toBeGreaterThan(low);
  });
});
