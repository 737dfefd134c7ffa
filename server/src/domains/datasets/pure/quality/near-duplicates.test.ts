import { expect, test } from 'vitest';
import { NearDuplicates } from './near-duplicates.ts';
import { jaccard, shinglesOf } from './shingles.ts';

/** A generator of numbers from 0 to 1 with a seed. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** Texts of which every third is another one with some of its words changed. */
function texts(count: number, seed: number): string[] {
  const draw = drawing(seed);
  const word = (): string => `w${Math.floor(draw() ** 2 * 3_000)}`;
  const made: string[] = [];
  for (let at = 0; at < count; at += 1) {
    if (at % 3 !== 2) {
      made.push(Array.from({ length: 30 + Math.floor(draw() * 120) }, word).join(' '));
      continue;
    }
    const changed = draw() * 0.12;
    made.push(
      (made[Math.floor(draw() * made.length)] as string)
        .split(' ')
        .map((one) => (draw() < changed ? word() : one))
        .join(' '),
    );
  }
  return made;
}

const threshold = 0.8;

test('of all pairs at Jaccard 0.8 at least 95 % are found, and every pair that is named is one', () => {
  const all = texts(1_800, 11);
  const duplicates = new NearDuplicates();
  for (const text of all) duplicates.add(text);
  const { clusterOf, pairs, comparedCount } = duplicates.find(threshold);
  const shingles = all.map(shinglesOf);
  let [trueCount, foundCount] = [0, 0];
  for (let one = 0; one < all.length; one += 1)
    for (let other = one + 1; other < all.length; other += 1)
      if (jaccard(shingles[one] as Uint32Array, shingles[other] as Uint32Array) >= threshold) {
        trueCount += 1;
        if (clusterOf[one] === clusterOf[other]) foundCount += 1;
      }
  expect(trueCount).toBeGreaterThan(100);
  expect(foundCount / trueCount).toBeGreaterThanOrEqual(0.95);
  for (const { one, other, similarity } of pairs) {
    expect(similarity).toBe(jaccard(shingles[one] as Uint32Array, shingles[other] as Uint32Array));
    expect(similarity).toBeGreaterThanOrEqual(threshold);
  }
  // Far fewer than all pairs.
  expect(comparedCount).toBeLessThan((all.length * all.length) / 200);
});

test('the same text in another case, with other blanks and signs, is a duplicate; texts without words are none', () => {
  const duplicates = new NearDuplicates();
  for (const text of ['Where is my order?', 'where  is\nMY order', '', '…', 'Where is his order?', '订单在哪里呢', '订单在哪里呢！'])
    duplicates.add(text);
  expect([...duplicates.find(threshold).clusterOf]).toEqual([0, 0, 2, 3, 4, 5, 5]);
});

test('ten thousand equal texts are compared once each', () => {
  const duplicates = new NearDuplicates();
  for (let at = 0; at < 10_000; at += 1) duplicates.add('one and the same text of seven words');
  const { clusterOf, comparedCount } = duplicates.find(threshold);
  expect(new Set(clusterOf)).toEqual(new Set([0]));
  expect(comparedCount).toBeLessThan(10_000);
});

test('Jaccard counts each shingle once', () => {
  expect(jaccard(shinglesOf('a b c d'), shinglesOf('a b c e'))).toBeCloseTo(1 / 3, 12);
  expect(jaccard(shinglesOf('a b c a b c a b c'), shinglesOf('a b c a b c'))).toBe(1);
  expect(jaccard(shinglesOf(''), shinglesOf(''))).toBe(1);
  expect(shinglesOf('two words')).toHaveLength(1);
});
