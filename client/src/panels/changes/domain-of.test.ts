import { expect, test } from 'vitest';
import { domainOf } from './domain-of.ts';

const row = (lift: number, low: number, high: number) => ({ lift, low, high });

test('the scale of changes takes all intervals where these are alike', () => {
  const [low, high] = domainOf([row(0.05, -0.02, 0.12), row(-0.1, -0.3, 0.1)]);
  expect(low).toBeLessThan(-0.3);
  expect(high).toBeGreaterThan(0.12);
});

test('one change that is far beyond the others does not make these a point', () => {
  const [low, high] = domainOf([row(0.05, -0.02, 0.12), row(8.24, 3, 14), row(-0.04, -0.1, 0.02)]);
  expect(high).toBeLessThan(0.6);
  expect(low).toBeLessThan(-0.1);
});

test('one row alone has the whole scale', () => {
  expect(domainOf([row(8.24, 3, 14)])[1]).toBeGreaterThan(14);
});
