import { otherStyle } from 'ui-kit/theme';
import { expect, test } from 'vitest';
import { modelColors } from './model-colors.ts';

const known = Array.from({ length: 20 }, (_, index) => `m${index}`);

test('no two models of a page share a colour while there are colours left', () => {
  const colorOf = modelColors(known, ['m0', 'm8', 'm16', 'm1', 'm9', 'not known']);
  const colors = ['m0', 'm8', 'm16', 'm1', 'm9', 'not known'].map((model) => colorOf(model).color);
  expect(new Set(colors).size).toBe(6);
});

test('a model alone keeps the colour it has beside others that do not want the same', () => {
  expect(modelColors(known, ['m3'])('m3')).toEqual(modelColors(known, ['m0', 'm1', 'm3'])('m3'));
});

test('what the page does not name apart is drawn as "other"', () => expect(modelColors(known, ['m0'])('m5')).toBe(otherStyle));

test('after eight colours the dash tells one from the other', () => {
  const colorOf = modelColors(known, known.slice(0, 10));
  expect(new Set(known.slice(0, 10).map((model) => JSON.stringify(colorOf(model)))).size).toBe(10);
});
