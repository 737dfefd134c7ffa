import { describe, expect, test } from 'vitest';
import { durationSecondsOf, instantOf, numberOf, parsePythonJson, stepOf } from './values.ts';

describe('values of trainers', () => {
  test.each([
    [1.5, 1.5],
    ['1.5', 1.5],
    [' -2e-5 ', -2e-5],
    ['.5', 0.5],
    ['NaN', Number.NaN],
    ['nan', Number.NaN],
    ['-inf', Number.NEGATIVE_INFINITY],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['59h:30m:19s', null],
    ['1,000', null],
    ['', null],
    ['0x10', null],
    [true, null],
    [null, null],
  ])('the number of %j is %j', (value, number) => expect(numberOf(value)).toBe(number));

  test.each([
    [0, 0],
    ['40', 40],
    [40.0, 40],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [Number.MAX_SAFE_INTEGER + 1, null],
    [-1, null],
    [1.5, null],
    ['NaN', null],
  ])('the step of %j is %j', (value, step) => expect(stepOf(value)).toBe(step));

  test.each([
    ['0:01:03', 63],
    ['3 days, 17:51:32', 3 * 86_400 + 17 * 3_600 + 51 * 60 + 32],
    ['1 day, 0:00:00', 86_400],
    [12.5, 12.5],
    ['-1', null],
    ['59h:30m:19s', null],
  ])('%j lasts %j seconds', (value, seconds) => expect(durationSecondsOf(value)).toBe(seconds));

  test.each([
    [1_795_182_228.25, '2026-11-20T13:43:48.250Z'],
    [1_795_182_228_250, '2026-11-20T13:43:48.250Z'],
    ['1795182228250000', '2026-11-20T13:43:48.250Z'],
    ['2026-11-20 13:43:48.250999', '2026-11-20T13:43:48.250Z'],
    ['2026-11-20T14:43:48+01:00', '2026-11-20T13:43:48.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20 13:43:48 UTC', '2026-11-20T13:43:48.000Z'],
  ])('%j is the instant %s', (value, instant) => expect(instantOf(value)?.toISOString()).toBe(instant));

  test.each([[12.5], ['yesterday'], ['2026-13-40'], [Number.NaN], [null]])('%j is no instant', (value) =>
    expect(instantOf(value)).toBeNull(),
  );

  test('Python’s JSON has bare NaN and infinities, which stay as they are within texts', () => {
    expect(parsePythonJson('{"a": NaN, "b": [-Infinity, Infinity], "c": "NaN \\" Infinity"}')).toEqual({
      a: 'NaN',
      b: ['-Infinity', 'Infinity'],
      c: 'NaN " Infinity',
    });
    expect(() => parsePythonJson('{"a": NaNa}')).toThrow(SyntaxError);
    expect(() => parsePythonJson('{"a": nothing}')).toThrow(SyntaxError);
  });
});
