import { describe, expect, test } from 'vitest';
import { labelSpokes, nameLines, nearestSpoke, webPath } from './radar-model.ts';

const [a, b, c] = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 5, y: 8.04 },
];

describe('webPath', () => {
  test('closes around all corners', () => expect(webPath([a, b, c])).toBe('M0,0L10,0L5,8Z'));
  test('draws nothing towards an absent corner', () => {
    expect(webPath([a, b, null])).toBe('M0,0L10,0');
    expect(webPath([null, b, c, a])).toBe('M10,0L5,8M5,8L0,0');
    expect(webPath([null, b, null])).toBe('');
    expect(webPath([])).toBe('');
  });
});

test.each([
  [0, -5, 0],
  [5, 0, 1],
  [0, 5, 2],
  [-5, 0, 3],
  [-1, -5, 0],
])('of four spokes, (%d, %d) is nearest to number %d', (dx, dy, spoke) => {
  expect(nearestSpoke(dx, dy, 4)).toBe(spoke);
});

describe('labelSpokes', () => {
  test('takes the spoke where the others are furthest away, on the side with more room, never the same twice', () => {
    const labels = labelSpokes(
      [
        [90, 80, 50, 60],
        [90, 30, 80, null],
      ],
      100,
      [10, 10],
    );
    expect(labels).toEqual([
      { spoke: 3, radius: 47, isOutside: false },
      { spoke: 1, radius: 43, isOutside: true },
    ]);
    expect(labelSpokes([[50, 30, 20]], 100, [10])).toEqual([{ spoke: 1, radius: 43, isOutside: true }]);
  });
  test('has none, rather than names on top of each other or of a measure', () => {
    expect(
      labelSpokes(
        [
          [90, 80, 50],
          [90, 79, 51],
        ],
        100,
        [10, 10],
      ),
    ).toBeNull();
    expect(labelSpokes([[null, null, null]], 100, [10])).toBeNull();
    expect(labelSpokes([[50, 10, 5]], 100, [400])).toBeNull();
  });
});

test('nameLines breaks a long name between words, into lines of about the same length', () => {
  expect(nameLines('Label agreement', 10)).toEqual(['Label', 'agreement']);
  expect(nameLines('Share of known words', 12)).toEqual(['Share of', 'known words']);
  expect(nameLines('Completeness', 8)).toEqual(['Completeness']);
  expect(nameLines('Safe', 8)).toEqual(['Safe']);
});
