import { describe, expect, test } from 'vitest';
import { FlagError, flagList, readFlags } from './flags.ts';

describe('readFlags', () => {
  test('takes what is not given from the list that help shows', () => {
    expect(readFlags([])).toEqual({
      days: 30,
      messages: 30_000,
      rate: 2,
      seed: 1,
      isLive: true,
      isTraining: true,
      isLoop: false,
      chosen: new Set(),
    });
    for (const name of ['days 30', 'messages 30000', 'rate 2', 'seed 1']) expect(flagList).toMatch(new RegExp(`--${name}\\s`));
  });

  test('reads each flag, after the separator of a package manager too', () => {
    expect(
      readFlags(['--', '--days', '7', '--messages=5000', '--rate', '0.5', '--seed', '3', '--no-live', '--no-training', '--loop']),
    ).toEqual({
      days: 7,
      messages: 5_000,
      rate: 0.5,
      seed: 3,
      isLive: false,
      isTraining: false,
      isLoop: true,
      chosen: new Set(['days', 'messages']),
    });
    expect(readFlags(['--help'])).toBeNull();
  });

  test.each([['--nope'], ['--live'], ['something']])('refuses %s with the list of flags', (argument) => {
    expect(() => readFlags([argument])).toThrow(FlagError);
    expect(() => readFlags([argument])).toThrow(flagList);
  });

  test.each([
    ['--days', '0'],
    ['--days', '366'],
    ['--days', '3.5'],
    ['--days', ''],
    ['--days', 'many'],
    ['--messages', '99'],
    ['--messages', '5000001'],
    ['--rate', '0'],
    ['--rate', '601'],
    ['--rate', 'NaN'],
    ['--seed', '-1'],
  ])('refuses %s %s with the range', (name, value) => {
    expect(() => readFlags([`${name}=${value}`])).toThrow(/cannot be used: it takes a (whole )?number from/);
  });

  test.each([
    ['--days', '1'],
    ['--days', '365'],
    ['--messages', '100'],
    ['--messages', '5000000'],
    ['--rate', '0.1'],
    ['--rate', '600'],
    ['--seed', '0'],
  ])('takes %s %s, the edge of its range', (name, value) => {
    expect(readFlags([name, value])).toMatchObject({ [name.slice(2)]: Number(value) });
  });
});
