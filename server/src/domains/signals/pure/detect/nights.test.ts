import { expect, test } from 'vitest';
import { randomOf } from '../../../../platform/statistics/bootstrap.ts';
import { eventsOf, hourOf, seriesOf, watched } from './watched.testing.ts';

const days = 63;

/** Numbers of an hour: none at night, `weekend` times as many on weekends, `peak` at noon; each hour varies by 15 % by itself. */
function office(seed: number, peak: number, weekend: number): (hour: number) => number {
  const random = randomOf(seed);
  return (hour) => {
    const ofDay = hour % 24;
    if (ofDay < 6 || ofDay >= 22) return 0;
    const wave = 0.4 + 0.6 * Math.sin(((ofDay - 5.5) / 16) * Math.PI);
    const factor = Math.floor(hour / 24) % 7 >= 5 ? weekend : 1;
    return eventsOf(random, peak * wave * factor * (0.85 + 0.3 * random()));
  };
}

test.each([
  [120, 0.6],
  [120, 0],
  [40, 0.2],
  [20, 1],
  [14, 0.6],
  [8, 0.2],
])('nights of 0, a peak of %i and weekends of %f times as many: no change at once is found in nine weeks', (peak, weekend) => {
  for (let seed = 1; seed <= 4; seed += 1) {
    const numbers = office(seed, peak, weekend);
    const { findings } = watched(seriesOf('COUNT'), days * 24, (hour) => ({ value: numbers(hour) }));
    // Drifts of numbers go where users go, and are not reported.
    const sudden = findings.filter(({ kind }) => kind !== 'DRIFT').map(({ openedAt, direction }) => [hourOf(openedAt), direction]);
    // Weekends without any are news until they were seen.
    expect([seed, sudden.filter(([hour]) => Number(hour) >= 21 * 24)]).toEqual([seed, []]);
  }
});

test('an office day without a message is found within its morning, after weeks of nights of 0', () => {
  const numbers = office(3, 60, 0.3);
  const { findings } = watched(seriesOf('COUNT'), days * 24, (hour) => ({ value: hour >= 37 * 24 && hour < 38 * 24 ? 0 : numbers(hour) }));
  const sudden = findings.filter(({ kind }) => kind !== 'DRIFT');
  expect(sudden).toHaveLength(1);
  expect(hourOf(sudden[0]?.openedAt as number)).toBeLessThan(37 * 24 + 12);
  expect(sudden[0]).toMatchObject({ direction: 'DOWN' });
});
