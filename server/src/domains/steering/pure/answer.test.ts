import { expect, test } from 'vitest';
import type { UpdateAnswer } from '../types.ts';
import { answered, type UpdateState } from './answer.ts';

const states: Readonly<Record<string, UpdateState>> = {
  REQUESTED: { status: 'REQUESTED', isConcluded: false },
  DELIVERED: { status: 'DELIVERED', isConcluded: false },
  APPLIED: { status: 'APPLIED', isConcluded: false },
  REFUSED: { status: 'REFUSED', isConcluded: false },
  CONCLUDED: { status: 'REFUSED', isConcluded: true },
};
/** Of each answer: what every state becomes; '=' unchanged, '-' illegal. */
const table: readonly (readonly [UpdateAnswer, string])[] = [
  //            REQUESTED DELIVERED APPLIED REFUSED CONCLUDED
  ['DELIVERED', 'DELIVERED =        =       =       ='],
  ['APPLIED', '  APPLIED   APPLIED   =       -       APPLIED'],
  ['REFUSED', '  REFUSED   REFUSED   -       =       REFUSED'],
];
const cases = table.flatMap(([answer, row]) =>
  row
    .trim()
    .split(/\s+/)
    .map((cell, index) => ({ answer, from: Object.keys(states)[index] as string, cell })),
);

test('the table has every state', () => expect(cases).toHaveLength(table.length * Object.keys(states).length));

test.each(cases)('$answer makes of $from: $cell', ({ answer, from, cell }) => {
  const state = states[from] as UpdateState;
  const next = answered(state, answer);
  if (cell === '-') expect(next).toBeNull();
  else if (cell === '=') expect(next).toBe(state);
  else expect(next).toEqual({ status: cell, isConcluded: false });
});
