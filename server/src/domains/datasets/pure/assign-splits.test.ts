import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignSplits, RowGroups } from './assign-splits.ts';

const groupsOf = (keys: readonly (readonly string[])[]): RowGroups => {
  const groups = new RowGroups();
  for (const own of keys) groups.add(own);
  return groups;
};
const splits = [
  { name: 'train', share: 0.8 },
  { name: 'validation', share: 0.1 },
  { name: 'test', share: 0.1 },
];

test('rows with a key in common are in one split, also by a third row', () => {
  const keys = Array.from({ length: 300 }, (_, n) => [`a ${n % 50}`, `b ${n % 7 === 0 ? 'x' : n}`]);
  const names = assignSplits(groupsOf(keys), splits, 1);
  const splitOf = new Map<string, string>();
  for (const [row, own] of keys.entries())
    for (const key of own) {
      expect(splitOf.get(key) ?? names[row]).toBe(names[row]);
      splitOf.set(key, names[row] as string);
    }
});

test('each split has its share, less or more half a group at each end, for any seed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_147_483_647 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 200, maxLength: 1_000 }),
      (seed, drawn) => {
        const names = assignSplits(groupsOf(drawn.map((group) => [String(group)])), splits, seed);
        const largest = Math.max(
          ...Map.groupBy(drawn, (group) => group)
            .values()
            .map((all) => all.length),
        );
        for (const { name, share } of splits) {
          const count = names.filter((one) => one === name).length;
          expect(Math.abs(count - share * drawn.length)).toBeLessThanOrEqual(largest + 1);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('the same seed gives the same splits, another seed others', () => {
  const groups = groupsOf(Array.from({ length: 100 }, (_, n) => [String(n)]));
  expect(assignSplits(groups, splits, 7)).toEqual(assignSplits(groups, splits, 7));
  expect(assignSplits(groups, splits, 7)).not.toEqual(assignSplits(groups, splits, 8));
});

test('one group goes whole into one split, and no row needs one', () => {
  expect(new Set(assignSplits(groupsOf(Array.from({ length: 9 }, () => ['all'])), splits, 3)).size).toBe(1);
  expect(assignSplits(new RowGroups(), splits, 3)).toEqual([]);
});
