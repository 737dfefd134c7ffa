import { expect, test } from 'vitest';
import { softened } from './softened.ts';

const SIZE = 200;

/** White, with `ink` (0 none, 1 full) of a colour at each pixel. */
function picture(ink: (x: number, y: number) => number, color: readonly [number, number, number] = [36, 71, 200]) {
  const data = new Uint8Array(SIZE * SIZE * 4).fill(255);
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      for (const [channel, full] of color.entries()) data[(y * SIZE + x) * 4 + channel] = 255 + (full - 255) * ink(x, y);
    }
  }
  return { data, metadata: { width: SIZE, height: SIZE } };
}

/** A level line 1.5 px thick, its top at `y`. */
const line = (top: number) => (_: number, y: number) => Math.max(0, Math.min(y + 1, top + 1.5) - Math.max(y, top));
/** Strokes of letters: 1 px of 6. */
const letters = (shift: number) => (x: number, y: number) => (y > 90 && y < 100 ? Math.max(0, 1 - Math.abs(((x + shift) % 6) - 2)) : 0);

test('the same picture, and edges that are smoothed otherwise, look the same', () => {
  expect(softened(picture(line(50)), picture(line(50))).pass).toBe(true);
  expect(softened(picture(line(50)), picture(line(50.2))).pass).toBe(true);
  expect(softened(picture(letters(0)), picture(letters(0.25))).pass).toBe(true);
});

test('a line that is missing, moved or of another colour does not', () => {
  const reference = picture(line(50));
  expect(
    softened(
      reference,
      picture(() => 0),
    ).pass,
  ).toBe(false);
  expect(softened(reference, picture(line(53))).pass).toBe(false);
  expect(softened(reference, picture(line(50), [176, 74, 26])).pass).toBe(false);
  expect(
    softened(
      picture(letters(0)),
      picture(() => 0),
    ).pass,
  ).toBe(false);
});

test('another size is another picture', () => {
  expect(
    softened(
      picture(() => 0),
      { data: new Uint8Array(4), metadata: { width: 1, height: 1 } },
    ),
  ).toMatchObject({ pass: false, diff: null });
});
