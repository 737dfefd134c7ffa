import { expect, test } from 'vitest';
import { silence } from './silence.ts';

const none = (count: number): null[] => Array.from({ length: count }, () => null);

test.each<[string, readonly (number | null)[], string | null]>([
  ['a value today', [1, null, 2], null],
  ['six days without', [1, ...none(6)], null],
  ['a week without', [1, ...none(7)], 'Nothing was measured in the 7 days before today; a value in the last 7 days is needed.'],
  ['months without', [1, 2, ...none(90)], 'Nothing was measured in the 90 days before today; a value in the last 7 days is needed.'],
  ['days of 0, which are values', [1, 0, 0, 0, 0, 0, 0, 0, 0], null],
  ['nothing at all, of which the forecast says how much is needed', none(9), null],
  ['no days', [], null],
])('%s', (_, values, said) => expect(silence(values)).toBe(said));
