import { expect, test } from 'vitest';
import { otherStyle } from '../../theme/series.ts';
import { spanShade } from './trace-waterfall-shade.ts';

test('a share has the same style each time it is asked for; more of it another one', () => {
  expect(spanShade(0.5)).toBe(spanShade(0.501));
  expect(spanShade(0.9).color).not.toBe(spanShade(0.1).color);
});

test.each([null, Number.NaN])('%s steps back', (share) => expect(spanShade(share)).toBe(otherStyle));

test.each([
  [-1, 0],
  [2, 1],
])('%d is kept within 0 and 1', (share, kept) => expect(spanShade(share)).toBe(spanShade(kept)));
