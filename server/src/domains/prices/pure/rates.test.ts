import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rateFromUsdPerMillion, rateFromUsdPerToken, shiftDecimal, usdFromNano } from './rates.ts';

describe('rates', () => {
  test.each([
    [2.5e-6, 2_500_000_000n],
    [1.5625e-6, 1_562_500_000n],
    [7.5e-8, 75_000_000n],
    [3e-7, 300_000_000n],
    ['0.000017999999999999999', 18_000_000_000n],
    [3.0000000000000004e-7, 300_000_000n],
    [0, 0n],
    ['0.00018', 180_000_000_000n],
  ])('of %s USD per token are exact', (usd, rate) => expect(rateFromUsdPerToken(usd)).toBe(rate));

  test('per million are exact to the nano-dollar and rounded half up beyond it', () => {
    expect(rateFromUsdPerMillion(0.1)).toBe(100_000_000n);
    expect(rateFromUsdPerMillion('0.0000000005')).toBe(1n);
    expect(rateFromUsdPerMillion('0.00000000049')).toBe(0n);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, '', 'free', '1e999', '0x10'])('are refused from %s', (value) =>
    expect(shiftDecimal(value, 9)).toBeNull(),
  );

  test('survive the way to dollars and back', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (nano) => rateFromUsdPerMillion(usdFromNano(nano)) === nano));
  });
});
