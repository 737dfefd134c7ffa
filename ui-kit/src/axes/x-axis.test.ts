import { expect, test } from 'vitest';
import { defaultLocale } from '../format/locale.tsx';
import type { Unit } from '../format/unit.ts';
import { makeScale } from './scale.ts';
import { xTicks } from './x-axis.tsx';

test.each([
  ['a count has whole ticks', 'count', [1, 4], [1, 2, 3, 4]],
  ['a number has what the width bears', 'number', [1, 4], [1, 1.5, 2, 2.5, 3, 3.5, 4]],
  ['a part of one count keeps its ticks', 'count', [0.2, 0.4], [0.2, 0.25, 0.3, 0.35, 0.4]],
  ['a long range is not thinned further', 'count', [0, 60], [0, 10, 20, 30, 40, 50, 60]],
] as const)('%s', (_title, unit: Unit, [from, to], values) =>
  expect(xTicks(makeScale('linear', [from, to], [0, 600]), { kind: 'number', unit }, 600, defaultLocale).map(({ value }) => value)).toEqual(
    values,
  ),
);
