import { describe, expect, test } from 'vitest';
import { randomNumbers } from './random-facts.testing.ts';
import { dayMs, hourMs, type Range } from './pure/interval.ts';
import { maxPieces, planSource, type SourcePlan } from './plan.ts';

const at = (text: string): Date => new Date(`2026-${text}Z`);
const range = (from: string, to: string): Range => ({ from: at(from), to: at(to) });
const clean = { needsFacts: false, dirtyHours: [] };

describe('planSource', () => {
  const cases: [claim: string, asked: Range, options: Parameters<typeof planSource>[1], expected: SourcePlan][] = [
    ['an empty range needs nothing', range('03-01T00:00', '03-01T00:00'), clean, { days: [], hours: [], facts: [] }],
    ['a range the wrong way round needs nothing', range('03-02T00:00', '03-01T00:00'), clean, { days: [], hours: [], facts: [] }],
    [
      'whole days come from the days',
      range('03-01T00:00', '03-04T00:00'),
      clean,
      { days: [range('03-01T00:00', '03-04T00:00')], hours: [], facts: [] },
    ],
    [
      'whole hours come from the hours',
      range('03-01T01:00', '03-01T03:00'),
      clean,
      { days: [], hours: [range('03-01T01:00', '03-01T03:00')], facts: [] },
    ],
    [
      'less than an hour comes from the facts',
      range('03-01T01:10', '03-01T01:50'),
      clean,
      { days: [], hours: [], facts: [range('03-01T01:10', '03-01T01:50')] },
    ],
    [
      'two parts of hours come from the facts',
      range('03-01T01:10', '03-01T02:50'),
      clean,
      { days: [], hours: [], facts: [range('03-01T01:10', '03-01T02:50')] },
    ],
    [
      'edges come from hours, and their edges from facts',
      range('03-01T22:30', '03-04T01:00:00.001'),
      clean,
      {
        days: [range('03-02T00:00', '03-04T00:00')],
        hours: [range('03-01T23:00', '03-02T00:00'), range('03-04T00:00', '03-04T01:00')],
        facts: [range('03-01T22:30', '03-01T23:00'), range('03-04T01:00', '03-04T01:00:00.001')],
      },
    ],
    [
      'a dirty hour comes from the facts, and its day from the other hours',
      range('03-01T00:00', '03-03T00:00'),
      { needsFacts: false, dirtyHours: [at('03-01T05:00')] },
      {
        days: [range('03-02T00:00', '03-03T00:00')],
        hours: [range('03-01T00:00', '03-01T05:00'), range('03-01T06:00', '03-02T00:00')],
        facts: [range('03-01T05:00', '03-01T06:00')],
      },
    ],
    [
      'a dirty hour outside changes nothing',
      range('03-01T00:00', '03-02T00:00'),
      { needsFacts: false, dirtyHours: [at('03-02T00:00'), at('02-28T23:00')] },
      { days: [range('03-01T00:00', '03-02T00:00')], hours: [], facts: [] },
    ],
    [
      'dirty hours side by side are one piece, in any order and however often named',
      range('03-01T00:00', '03-02T00:00'),
      { needsFacts: false, dirtyHours: [at('03-01T01:00'), at('03-01T00:00'), at('03-01T01:00')] },
      { days: [], hours: [range('03-01T02:00', '03-02T00:00')], facts: [range('03-01T00:00', '03-01T02:00')] },
    ],
    [
      'what the rollup does not hold comes from the facts',
      range('03-01T00:00', '03-04T00:00'),
      { needsFacts: true, dirtyHours: [] },
      { days: [], hours: [], facts: [range('03-01T00:00', '03-04T00:00')] },
    ],
  ];
  test.each(cases)('%s', (_claim, asked, options, expected) => expect(planSource(asked, options)).toEqual(expected));

  test('too many pieces come from the facts as one', () => {
    const asked = range('01-01T00:00', '06-01T00:00');
    const everyOther = (count: number): Date[] =>
      Array.from({ length: count }, (_, index) => new Date(asked.from.getTime() + index * 2 * hourMs));
    expect(planSource(asked, { needsFacts: false, dirtyHours: everyOther(maxPieces) })).toEqual({ days: [], hours: [], facts: [asked] });
    expect(planSource(asked, { needsFacts: false, dirtyHours: everyOther(20) }).days).not.toEqual([]);
  });

  test('days of another zone come from the hours, and their weeks from days of UTC between', () => {
    const daily = Array.from({ length: 120 }, (_, day) => new Date(at('01-01T05:00').getTime() + day * dayMs));
    const asked = range('01-01T05:00', '05-01T05:00');
    expect(planSource(asked, { ...clean, borders: daily })).toEqual({ days: [], hours: [asked], facts: [] });
    const weekly = daily.filter((_, day) => day % 7 === 0);
    const { days, hours, facts } = planSource(asked, { ...clean, borders: weekly });
    expect([days.length, hours.length, facts.length]).toEqual([17, 18, 0]);
    const halfHours = daily.map((border) => new Date(border.getTime() + hourMs / 2));
    expect(planSource(asked, { ...clean, borders: halfHours })).toMatchObject({ days: [], facts: { length: 120 }, hours: { length: 120 } });
  });

  test('pieces are disjoint, cover the range, keep to whole units and leave no dirty hour to the rollup', () => {
    const random = randomNumbers(3);
    for (let round = 0; round < 500; round += 1) {
      const from = at('03-01T00:00').getTime() + Math.floor(random() * 5 * dayMs);
      const asked = { from: new Date(from), to: new Date(from + Math.floor(random() * 6 * dayMs)) };
      const dirtyHours = Array.from(
        { length: Math.floor(random() * 12) },
        () => new Date(at('03-01T00:00').getTime() + Math.floor(random() * 240) * hourMs),
      );
      const borders = Array.from(
        { length: round % 3 === 0 ? 0 : 6 },
        (_, day) => new Date(at('03-01T00:00').getTime() + day * dayMs + (round % 3) * 5.5 * hourMs),
      );
      const { days, hours, facts } = planSource(asked, { needsFacts: false, dirtyHours, borders });
      const pieces = [...days, ...hours, ...facts].sort((a, b) => a.from.getTime() - b.from.getTime());
      expect(pieces[0]?.from ?? asked.from).toEqual(asked.from);
      expect(pieces.at(-1)?.to ?? asked.from).toEqual(asked.to);
      pieces.slice(1).forEach((piece, index) => expect(piece.from).toEqual(pieces[index]?.to));
      for (const { from: start, to } of days) expect([start.getTime() % dayMs, to.getTime() % dayMs]).toEqual([0, 0]);
      for (const { from: start, to } of hours) expect([start.getTime() % hourMs, to.getTime() % hourMs]).toEqual([0, 0]);
      for (const border of borders) {
        const crosses = (unitMs: number) => (piece: Range) => border > piece.from && border < piece.to && border.getTime() % unitMs !== 0;
        expect([days.some(crosses(dayMs)), hours.some(crosses(hourMs))]).toEqual([false, false]);
      }
      for (const hour of dirtyHours) expect([...days, ...hours].some((piece) => hour >= piece.from && hour < piece.to)).toBe(false);
    }
  });
});
