import { describe, expect, test } from 'vitest';
import { labelSpokes, nearestSpoke, webPath } from './radar-model.ts';

const [a, b, c] = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 5, y: 8.04 }];

describe('webPath', () => {
  test('closes around all corners', () => expect(webPath([a, b, c])).toBe('M0,0L10,0L5,8Z'));
  test('draws nothing towards an absent corner', () => {
    expect(webPath([a, b, null])).toBe('M0,0L10,0');
    expect(webPath([null, b, c, a])).toBe('M10,0L5,8M5,8L0,0');
    expect(webPath([null, b, null])).toBe('');
    expect(webPath([])).toBe('');
  });
});

test.each([[0, -5, 0], [5, 0, 1], [0, 5, 2], [-5, 0, 3], [-1, -5, 0]])('of four spokes, (%d, %d) is nearest to number %d', (dx, dy, spoke) => {
  expect(nearestSpoke(dx, dy, 4)).toBe(spoke);
});

describe('labelSpokes', () => {
  test('takes the spoke with the most room, never the same twice, and none towards gaps', () => {
    const labels = labelSpokes([[90, 80, 50, 60], [90, 40, 50, null]], 100);
    expect(labels[0]?.spoke).not.toBe(labels[1]?.spoke);
    expect(labels[1]?.spoke).not.toBe(3);
  });
  test('has no name for a series without numbers', () => expect(labelSpokes([[null, null, null]], 100)).toEqual([null]));
});
