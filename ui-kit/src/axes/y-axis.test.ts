import { expect, test } from 'vitest';
import { breakTopOf } from './y-axis.tsx';

test.each([
  ['without a tick at the foot it stands at the foot', [100, 60, 20], 120, 109],
  ['a tick at the foot has its label below it', [120, 60, 20], 120, 102],
  ['and so has one that stands a little higher', [114, 60], 120, 96],
  ['a label that begins within the mark is below it, too', [60, 105], 120, 87],
  ['one that ends where the mark begins leaves it', [102, 60], 120, 109],
  ['without any tick it stands at the foot', [], 120, 109],
])('the mark of a broken axis: %s', (_, ticks, foot, top) => {
  expect(breakTopOf(ticks, foot)).toBe(top);
});
