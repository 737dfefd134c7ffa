import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { MemberSet } from './member-set.ts';

const hashed = (id: string): Buffer => hash('sha256', id, 'buffer').subarray(0, 8);
const setOf = (ids: readonly string[]): MemberSet => {
  const lists = Map.groupBy(ids.map(hashed), (one) => one[0] as number);
  return new MemberSet(
    [...lists].map(([first, hashes]) => ({ first, hashes: Buffer.concat(hashes.toSorted((one, other) => one.compare(other))) })),
  );
};

test('holds each member and no other', () => {
  const ids = Array.from({ length: 5_000 }, (_, at) => `user-${at}`);
  const [inside, outside] = [ids.filter((_, at) => at % 2 === 0), ids.filter((_, at) => at % 2 === 1)];
  const set = setOf(inside);
  expect(set.size).toBe(inside.length);
  expect(inside.every((id) => set.has(id))).toBe(true);
  expect(outside.some((id) => set.has(id))).toBe(false);
  expect(setOf([]).has('user-0')).toBe(false);
  expect(setOf(['ü']).has('ü')).toBe(true);
});

test('its fingerprint changes with its members alone', () => {
  expect(setOf(['a', 'b']).fingerprint).toBe(setOf(['b', 'a']).fingerprint);
  expect(setOf(['a', 'b']).fingerprint).not.toBe(setOf(['a', 'c']).fingerprint);
});
