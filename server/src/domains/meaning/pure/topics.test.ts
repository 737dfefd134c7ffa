import { expect, test } from 'vitest';
import { cluster } from './cluster.ts';
import { bestMatch } from './match.ts';
import { tellingTerms } from './terms.ts';

const around = (direction: number, wobble: number): number[] =>
  Array.from({ length: 8 }, (_one, at) => (at === direction ? 10 : at === wobble ? 2 : 0));

test('vectors in three directions are three clusters, the same ones each time', () => {
  const vectors = Array.from({ length: 60 }, (_one, place) => around(place % 3, 3 + (place % 5)));
  const { nearest } = cluster(vectors, 3);
  for (let place = 0; place < 60; place += 1) expect(nearest[place]).toBe(nearest[place % 3]);
  expect(new Set(nearest).size).toBe(3);
  expect(cluster(vectors, 3)).toEqual(cluster(vectors, 3));
});

test('a run that begins with earlier centroids keeps their places, and what is far from all belongs to none', () => {
  const vectors = Array.from({ length: 40 }, (_one, place) => around(place % 2, 4));
  const first = cluster(vectors, 2);
  const again = cluster([...vectors].reverse(), 2, first.centroids);
  expect(again.nearest.toReversed()).toEqual(first.nearest);
  expect(cluster([...vectors, around(7, 6)], 2, first.centroids).nearest.at(-1)).toBe(-1);
  expect(cluster([], 3)).toEqual({ centroids: [], nearest: [] });
});

test('the match has the largest sum, which the nearest one by one need not have', () => {
  expect(
    bestMatch([
      [0.9, 0.8],
      [0.85, 0.1],
    ]),
  ).toEqual([1, 0]);
  expect(bestMatch([[0.2, 0.9, 0.1]])).toEqual([1]);
  expect(bestMatch([[0.1], [0.7], [0.3]])).toEqual([-1, 0, -1]);
  expect(bestMatch([[], []])).toEqual([-1, -1]);
});

test('a term tells of the cluster that has it, and a word of one conversation is no term', () => {
  const texts = Array.from({ length: 12 }, (_one, place) => ({
    cluster: place % 2,
    conversationId: place,
    text:
      place % 2 === 0 ? `my refund for the booking ${place}` : `my baggage for the booking is lost${place === 1 ? ', says Zacharias' : ''}`,
  }));
  const [refunds, bags] = tellingTerms(texts, 2);
  expect(refunds?.[0]).toBe('refund');
  expect(bags).toContain('baggage');
  expect(bags).not.toContain('zacharias');
});
