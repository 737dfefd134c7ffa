import { expect, test } from 'vitest';
import { demographicBias, labelBias, linguisticBias, mentions, monthOf, temporalBias } from './biases.ts';

test('texts that are about one gender are biased, a few words show nothing', () => {
  expect(mentions('He asked her whether his sister came; the cashier did.')).toEqual({ male: 2, female: 2 });
  expect(demographicBias({ male: 30, female: 10 }).score).toBe(0.5);
  expect(demographicBias({ male: 10, female: 9 }).score).toBeNull();
});

test('rows of one month among many are biased in time', () => {
  expect(monthOf({ id: '1', kind: 'PLAIN', metadata: { created_at: 1_764_000_000 } })).toBe('2025-11');
  expect(monthOf({ id: '1', kind: 'PLAIN', metadata: { date: '2026-03-31T23:00:00-05:00' } })).toBe('2026-04');
  expect(monthOf({ id: '1', kind: 'PLAIN', metadata: { date: 'soon' } })).toBeNull();
  expect(
    temporalBias(
      new Map([
        ['2026-01', 50],
        ['2026-02', 50],
      ]),
      100,
    ).score,
  ).toBeCloseTo(0, 12);
  // Ten months of span, two of them with rows: 1 − ln 2 / ln 10.
  expect(
    temporalBias(
      new Map([
        ['2026-01', 50],
        ['2026-10', 50],
      ]),
      100,
    ).score,
  ).toBeCloseTo(1 - Math.log(2) / Math.log(10), 12);
  expect(temporalBias(new Map([['2026-01', 50]]), 100).score).toBeNull();
  expect(
    temporalBias(
      new Map([
        ['2026-01', 30],
        ['2026-02', 10],
      ]),
      100,
    ).score,
  ).toBeNull();
});

test('languages are uneven by those with a hundredth of the rows', () => {
  expect(
    linguisticBias(
      new Map([
        ['en', 50],
        ['de', 50],
        ['fr', 1],
      ]),
    ).score,
  ).toBeCloseTo(0, 12);
  expect(
    linguisticBias(
      new Map([
        ['en', 90],
        ['de', 10],
      ]),
    ).score,
  ).toBeCloseTo(1 - 0.4689955935892812, 12);
  expect(linguisticBias(new Map([['en', 100]])).score).toBeNull();
});

test('a class that follows from the length is biased', () => {
  const rows = Array.from({ length: 90 }, (_, at) => ({ label: at < 30 ? 'a' : at < 60 ? 'b' : 'c', length: at, language: null }));
  expect(labelBias(rows).score).toBeCloseTo(1, 12);
  const mixed = Array.from({ length: 90 }, (_, at) => ({
    label: at % 2 === 0 ? 'a' : 'b',
    length: at,
    language: at % 2 === 0 ? 'en' : 'de',
  }));
  // By language it follows, by length not at all: the larger counts.
  expect(labelBias(mixed).score).toBeCloseTo(1, 12);
  expect(labelBias(rows.slice(0, 19)).score).toBeNull();
});
