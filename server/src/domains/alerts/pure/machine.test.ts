import { describe, expect, test } from 'vitest';
import { newSeries, shownState, silenceMs, step, worstState, type Levels, type Reading, type Series, type Turn } from './machine.ts';

const minute = 60_000;
const levels: Levels = { isAbove: true, trip: 10, clear: 8, forMs: 0, dwellMs: 0, emptyTripMs: null };
const value = (of: number): Reading => ({ kind: 'value', value: of, of: 1 });
const empty: Reading = { kind: 'empty' };
const unknown: Reading = { kind: 'unknown', why: 'It lags.' };
const over: Reading = { kind: 'over' };

/** One reading a minute, from minute 1 on. */
function run(readings: readonly Reading[], of: Partial<Levels> = {}): { turns: [Turn, number][]; series: Series; phases: string[] } {
  let series = newSeries(0);
  const turns: [Turn, number][] = [];
  const phases: string[] = [];
  for (const [index, reading] of readings.entries()) {
    const next = step(series, reading, { ...levels, ...of }, (index + 1) * minute);
    series = next.series;
    phases.push(series.phase);
    if (next.turn !== null) turns.push([next.turn, index + 1]);
  }
  return { turns, series, phases };
}

describe('a series', () => {
  test.each<[string, readonly Reading[], Partial<Levels>, [Turn, number][]]>([
    [
      'fires at the level itself, and resolves at the other',
      [value(9.99), value(10), value(8.01), value(8)],
      {},
      [
        ['FIRED', 2],
        ['RESOLVED', 4],
      ],
    ],
    [
      'resolves at once when what it was of is over, and waits for nothing any more',
      [value(10), over, over],
      { dwellMs: 60 * minute },
      [
        ['FIRED', 1],
        ['RESOLVED', 2],
      ],
    ],
    ['does not fire after what it was of is over', [value(10), value(10), over], { forMs: 2 * minute }, []],
    ['keeps its state between the levels', [value(10), value(9), value(9), value(9)], {}, [['FIRED', 1]]],
    [
      'with one level resolves with what is not bad',
      [value(10), value(9.9)],
      { clear: 10 },
      [
        ['FIRED', 1],
        ['RESOLVED', 2],
      ],
    ],
    [
      'fires below a level, where low values are bad',
      [value(5), value(3), value(4), value(5)],
      { isAbove: false, trip: 3, clear: 5 },
      [
        ['FIRED', 2],
        ['RESOLVED', 4],
      ],
    ],
    ['fires when it was bad for so long', [value(10), value(10), value(10), value(10)], { forMs: 2 * minute }, [['FIRED', 3]]],
    [
      'waits once more after any good value',
      [value(10), value(10), value(9), value(10), value(10), value(10)],
      { forMs: 2 * minute },
      [['FIRED', 6]],
    ],
    [
      'counts no unknown time as bad',
      [value(10), unknown, unknown, unknown, unknown, value(10), value(10), value(10)],
      { forMs: 2 * minute },
      [['FIRED', 8]],
    ],
    ['goes on waiting over one unknown evaluation', [value(10), unknown, value(10)], { forMs: 2 * minute }, [['FIRED', 3]]],
    ['is not changed by what is unknown', [value(10), unknown, unknown], {}, [['FIRED', 1]]],
    [
      'is not changed by what is empty',
      [value(10), empty, empty, value(8)],
      {},
      [
        ['FIRED', 1],
        ['RESOLVED', 4],
      ],
    ],
    [
      'fires without a value for too long, where that is bad',
      [value(1), empty, empty, empty, value(1)],
      { emptyTripMs: 3 * minute },
      [
        ['FIRED', 4],
        ['RESOLVED', 5],
      ],
    ],
    ['that never had a value fires after the same time', [empty, empty, empty], { emptyTripMs: 3 * minute }, [['FIRED', 3]]],
  ])('%s', (_name, readings, of, turns) => {
    expect(run(readings, of).turns).toEqual(turns);
  });

  test('that alternates at its level makes one notice at most in each time of rest', () => {
    const sawTooth = Array.from({ length: 240 }, (_, index) => value(index % 2 === 0 ? 10 : 8));
    const dwellMs = 10 * minute;
    const { turns } = run(sawTooth, { dwellMs });
    expect(turns.length).toBeGreaterThan(10);
    const gaps = turns.slice(1).map(([, at], index) => at - (turns[index] as [Turn, number])[1]);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10);
    expect(new Set(turns.map(([turn], index) => `${turn} ${index % 2}`))).toEqual(new Set(['FIRED 0', 'RESOLVED 1']));
    expect(run(sawTooth).turns).toHaveLength(240);
  });

  test('makes at most one turn with one reading, whatever comes', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    let series = newSeries(0);
    let firing = false;
    for (let at = 1; at <= 5_000; at += 1) {
      const dice = random();
      const reading = dice < 0.1 ? empty : dice < 0.2 ? unknown : value(random() * 20);
      const next = step(series, reading, { ...levels, forMs: 2 * minute, dwellMs: 5 * minute }, at * minute);
      if (next.turn !== null) {
        expect(next.turn).toBe(firing ? 'RESOLVED' : 'FIRED');
        expect(series.changedAt === null || at * minute - series.changedAt >= 5 * minute).toBe(true);
        firing = !firing;
      }
      expect(next.series.phase === 'FIRING').toBe(firing);
      series = next.series;
    }
  });

  test('that fires and is silent for a day is closed, by silence', () => {
    const fired = step(newSeries(0), value(10), levels, minute).series;
    const before = step(fired, empty, levels, minute + silenceMs - 1);
    expect(before).toMatchObject({ turn: null, series: { phase: 'FIRING', emptyCount: 1 } });
    expect(step(before.series, empty, levels, minute + silenceMs)).toMatchObject({ turn: 'RESOLVED', bySilence: true });
  });

  test('that is bad again within the time of rest waits for its end', () => {
    const readings = [value(10), value(8), value(10), value(10), value(10)];
    expect(run(readings, { dwellMs: 2 * minute }).turns).toEqual([['FIRED', 1]]);
    expect(run([...readings, value(8), value(10), value(10)], { dwellMs: 2 * minute }).turns).toEqual([
      ['FIRED', 1],
      ['RESOLVED', 6],
      ['FIRED', 8],
    ]);
  });
});

test.each([
  ['OK', 'VALUE', false, 'OK'],
  ['OK', 'EMPTY', false, 'NO_DATA'],
  ['PENDING', 'UNKNOWN', false, 'UNKNOWN'],
  ['FIRING', 'UNKNOWN', false, 'FIRING'],
  ['FIRING', 'EMPTY', false, 'FIRING'],
  ['FIRING', 'VALUE', true, 'MUTED'],
] as const)('%s after %s, muted %s, is shown as %s', (phase, seen, isMuted, state) => {
  expect(shownState({ phase, seen }, isMuted)).toBe(state);
});

test('a rule is as bad as the worst of its series', () => {
  expect([worstState([]), worstState(['OK', 'NO_DATA', 'PENDING']), worstState(['UNKNOWN', 'FIRING', 'OK'])]).toEqual([
    'OK',
    'PENDING',
    'FIRING',
  ]);
});
