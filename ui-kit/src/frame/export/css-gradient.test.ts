import { describe, expect, test } from 'vitest';
import { gradientPaint, topLevel } from './css-gradient.ts';
import { newSheet } from './svg-text.ts';

const box = { width: 100, height: 20 } as DOMRect;
const definition = (image: string, isMask = false) => {
  const sheet = newSheet(() => {});
  const paint = gradientPaint(image, box, { x: 10, y: 5 }, sheet, isMask);
  return { paint, text: sheet.defs.join('') };
};
const attribute = (text: string, name: string) => Number(new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1]);

describe('gradientPaint', () => {
  test('runs from side to side of its box', () => {
    const { paint, text } = definition('linear-gradient(to right, rgb(255, 0, 0), rgb(0, 0, 255))');
    expect(paint).toMatch(/^url\(#.+\)$/);
    expect(['x1', 'y1', 'x2', 'y2'].map((name) => attribute(text, name))).toEqual([10, 15, 110, 15]);
    expect(text).toContain('offset="0" stop-color="#ff0000"');
    expect(text).toContain('offset="1" stop-color="#0000ff"');
  });

  test('repeats between its first and last stop, along its angle', () => {
    const { text } = definition(
      'repeating-linear-gradient(-45deg, rgba(0, 0, 0, 0) 0px, rgba(0, 0, 0, 0) 4px, rgb(1, 2, 3) 4px, rgb(1, 2, 3) 5px)',
    );
    expect(text).toContain('spreadMethod="repeat"');
    const length = Math.hypot(attribute(text, 'x2') - attribute(text, 'x1'), attribute(text, 'y2') - attribute(text, 'y1'));
    expect(length).toBeCloseTo(5, 1);
    expect(text.match(/<stop/g)).toHaveLength(4);
  });

  test('spreads stops without a place evenly, and passes over the colour space', () => {
    const { text } = definition('linear-gradient(to right in oklab, rgb(0, 0, 0), rgb(9, 9, 9), rgb(18, 18, 18))');
    expect(text).toContain('offset="0.5" stop-color="#090909"');
  });

  test('as a mask it keeps only how opaque it is, and reckons with places from the end', () => {
    const { text } = definition('linear-gradient(to right, rgb(0, 0, 0) calc(100% - 24px), rgba(0, 0, 0, 0.25))', true);
    expect(text).toContain('offset="0.76" stop-color="#ffffff"');
    expect(text).toContain('stop-opacity="0.25"');
  });

  test('is nothing for an image', () => expect(definition('url("a.png")').paint).toBeNull());
});

test('commas inside brackets do not part a gradient', () => {
  expect(topLevel('45deg, rgb(1, 2, 3) 0px, color-mix(in oklab, red, blue) 50%')).toEqual([
    '45deg',
    'rgb(1, 2, 3) 0px',
    'color-mix(in oklab, red, blue) 50%',
  ]);
});
