import { expect, test } from 'vitest';
import { isolated, toggled } from './legend.tsx';

test('toggling twice changes nothing', () => {
  expect(toggled(toggled(new Set(['a']), 'b'), 'b')).toEqual(new Set(['a']));
});

test('isolating a series that stands alone shows all again', () => {
  const keys = ['a', 'b', 'c'];
  const alone = isolated(keys, new Set(), 'b');
  expect(alone).toEqual(new Set(['a', 'c']));
  expect(isolated(keys, alone, 'b')).toEqual(new Set());
  expect(isolated(keys, alone, 'c')).toEqual(new Set(['a', 'b']));
});
