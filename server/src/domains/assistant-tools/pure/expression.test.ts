import { expect, test } from 'vitest';
import { BadExpression, computeExpression, maxExpressionLength } from './expression.ts';
import { toDecimal, toNumber } from './fraction.ts';

const decimal = (text: string): string => toDecimal(computeExpression(text).value, 30).text;

test.each([
  ['0.1 + 0.2', '0.3'],
  ['1/3*3', '1'],
  ['2^100', '1267650600228229401496703205376'],
  ['2^-2', '0.25'],
  ['-2^2', '-4'],
  ['2^3^2', '512'],
  ['7 % 3', '1'],
  ['-7 % 3', '2'],
  ['15% of 200', '30'],
  ['50% + 50%', '1'],
  ['200 * 15%', '30'],
  ['(1 + 2) * 3 - 4 / 8', '8.5'],
  ['1_000_000 * 1.5e-3', '1500'],
  ['round(2.345, 2)', '2.35'],
  ['round(-2.5)', '-3'],
  ['floor(-1.5) + ceil(-1.5)', '-3'],
  ['sqrt(2.25)', '1.5'],
  ['median(3, 1, 2, 10)', '2.5'],
  ['mean(1, 2, 4) * 3', '7'],
  ['variance(2, 4, 4, 4, 5, 5, 7, 9) * 7', '32'],
  ['percent_change(80, 100)', '25'],
  ['min(3, -1) + max(2, 5) + abs(-4) + sum(1, 1)', '10'],
  ['3 × 4 ÷ 6 − 1', '1'],
])('%s is exactly %s', (text, expected) => {
  expect(decimal(text)).toBe(expected);
  expect(computeExpression(text).isExact).toBe(true);
});

test.each([
  ['sqrt(2)', Math.SQRT2],
  ['ln(exp(3))', 3],
  ['log10(1000) + log2(8)', 6],
  ['2^0.5', Math.SQRT2],
  ['pi * 2', Math.PI * 2],
  ['stdev(1, 2, 3, 4)', 1.2909944487358056],
])('%s is nearly %d, and says so', (text, expected) => {
  const { value, isExact } = computeExpression(text);
  expect(toNumber(value)).toBeCloseTo(expected, 12);
  expect(isExact).toBe(false);
});

test.each([
  ['', 'The expression is empty.'],
  ['1 +', 'The expression ends where a number is expected.'],
  ['1 2', 'The expression has "2" at character 3, where a sign or the end is expected.'],
  ['(1 + 2', 'The expression has its end at character 7, where ")" is expected.'],
  ['1 / 0', 'The expression divides by zero.'],
  ['1 / (2 - 2)', 'The expression divides by zero.'],
  ['2 ^ 5000', 'The expression has an exponent beyond 1000.'],
  ['9^999^2', 'The expression has an exponent beyond 1000.'],
  ['(10^999)^900', 'The expression has a result of more than 2000 digits.'],
  ['sqrt(-1)', 'The expression takes the square root of a number below 0.'],
  ['ln(0)', 'The expression takes the logarithm of a number that is not above 0.'],
  ['round(1, 2, 3)', 'The expression gives round(x, places) 3 values; it takes 1 to 2.'],
  ['process.exit(1)', 'The expression has "." at character 8, which is no number, function or sign.'],
  ['process(1)', 'The expression has "process" at character 1, which is no function or constant.'],
  ['1; 2', 'The expression has ";" at character 2, which is no number, function or sign.'],
  ['constructor(1)', 'The expression has "constructor" at character 1, which is no function or constant.'],
  [`${'('.repeat(101)}1${')'.repeat(101)}`, 'The expression is nested more than 100 levels deep.'],
  [
    '1'.repeat(maxExpressionLength + 1),
    `The expression has ${maxExpressionLength + 1} characters; at most ${maxExpressionLength} are computed.`,
  ],
])('refuses %j', (text, message) => {
  expect(() => computeExpression(text)).toThrow(BadExpression);
  expect(() => computeExpression(text)).toThrow(message);
});

test('a function that is spelled nearly right is named', () => {
  expect(() => computeExpression('medain(1)')).toThrow(expect.objectContaining({ near: ['median', 'mean', 'min'] }));
});
