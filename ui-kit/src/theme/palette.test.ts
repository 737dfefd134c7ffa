import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SERIES_COLORS, seriesStyle } from './series.ts';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** A token's value in a theme, sRGB 0–1. */
function token(name: string, theme: 'light' | 'dark'): Triple {
  const found = new RegExp(`--uk-${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  if (found === null) throw new Error(`no token ${name}`);
  const hex = found[theme === 'light' ? 1 : 2] as string;
  return [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16) / 255) as unknown as Triple;
}

const linear = (channel: number) => (channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const gamma = (channel: number) => (channel <= 0.003_130_8 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055);
const times = (matrix: Matrix, [a, b, c]: Triple): Triple => matrix.map(([x, y, z]) => x * a + y * b + z * c) as unknown as Triple;

/** Machado, Oliveira and Fernandes (2009), severity 1.0; they apply to linear RGB. */
const seen: Readonly<Record<string, Matrix>> = {
  'common sight': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
  ],
  deuteranopia: [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_82, 0.042_94, 0.968_881],
  ],
  tritanopia: [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.303_9],
  ],
};

function simulated(color: Triple, matrix: Matrix): Triple {
  return times(matrix, color.map(linear) as unknown as Triple).map((channel) =>
    gamma(Math.min(1, Math.max(0, channel))),
  ) as unknown as Triple;
}

/** CIE Lab, D65. */
function lab(color: Triple): Triple {
  const [x, y, z] = times(
    [
      [0.412_456_4, 0.357_576_1, 0.180_437_5],
      [0.212_672_9, 0.715_152_2, 0.072_175],
      [0.019_333_9, 0.119_192, 0.950_304_1],
    ],
    color.map(linear) as unknown as Triple,
  );
  const f = (t: number) => (t > 216 / 24_389 ? Math.cbrt(t) : ((24_389 / 27) * t + 16) / 116);
  const [fx, fy, fz] = [f(x / 0.950_47), f(y), f(z / 1.088_83)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

const degrees = (radians: number) => ((radians * 180) / Math.PI + 360) % 360;
const cosine = (angle: number) => Math.cos((angle * Math.PI) / 180);

/** CIEDE2000 (Sharma, Wu and Dalal 2005). */
function difference(one: Triple, other: Triple): number {
  const [l1, a1, b1] = one;
  const [l2, a2, b2] = other;
  const mean7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const g = 0.5 * (1 - Math.sqrt(mean7 / (mean7 + 25 ** 7)));
  const [c1, c2] = [Math.hypot((1 + g) * a1, b1), Math.hypot((1 + g) * a2, b2)];
  const hue = (a: number, b: number) => (a === 0 && b === 0 ? 0 : degrees(Math.atan2(b, (1 + g) * a)));
  const [h1, h2] = [hue(a1, b1), hue(a2, b2)];
  const turn = c1 * c2 === 0 ? 0 : h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1;
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((turn * Math.PI) / 360);
  const [lm, cm] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const hm = c1 * c2 === 0 ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
  const t = 1 - 0.17 * cosine(hm - 30) + 0.24 * cosine(2 * hm) + 0.32 * cosine(3 * hm + 6) - 0.2 * cosine(4 * hm - 63);
  const sl = 1 + (0.015 * (lm - 50) ** 2) / Math.sqrt(20 + (lm - 50) ** 2);
  const [sc, sh] = [1 + 0.045 * cm, 1 + 0.015 * cm * t];
  const rt = -2 * Math.sqrt(cm ** 7 / (cm ** 7 + 25 ** 7)) * Math.sin((60 * Math.exp(-(((hm - 275) / 25) ** 2)) * Math.PI) / 180);
  const [x, y, z] = [(l2 - l1) / sl, (c2 - c1) / sc, dH / sh];
  return Math.sqrt(x * x + y * y + z * z + rt * y * z);
}

function contrast(one: Triple, other: Triple): number {
  const light = (color: Triple) => 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
  const [high, low] = [light(one), light(other)].toSorted((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

// From the table that Sharma, Wu and Dalal publish to check an implementation by.
test.each<[Triple, Triple, number]>([
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1, 2], [50, 0, 0], 2.3669],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
])('CIEDE2000 of %j and %j is %d', (one, other, expected) => expect(difference(one, other)).toBeCloseTo(expected, 4));

/** Told apart at a glance, in a thin line and without its dash (bars and surfaces have none): 2 is just visible side by side. */
const LEAST_DIFFERENCE = 12;
const themes = ['light', 'dark'] as const;
const pairs = Array.from({ length: SERIES_COLORS }, (_, one) =>
  Array.from({ length: one }, (_each, other) => [other, one] as const),
).flat();

describe.each(themes)('series colours, %s', (theme) => {
  test.each(Object.keys(seen))('tell apart with %s', (sight) => {
    const colors = Array.from({ length: SERIES_COLORS }, (_, place) =>
      lab(simulated(token(`s${place + 1}`, theme), seen[sight] as Matrix)),
    );
    for (const [one, other] of pairs) {
      expect(difference(colors[one] as Triple, colors[other] as Triple), `s${one + 1} and s${other + 1}`).toBeGreaterThanOrEqual(
        LEAST_DIFFERENCE,
      );
    }
  });

  test('no series looks like "bad"', () => {
    for (let place = 1; place <= SERIES_COLORS; place += 1)
      expect(difference(lab(token(`s${place}`, theme)), lab(token('bad', theme))), `s${place}`).toBeGreaterThanOrEqual(LEAST_DIFFERENCE);
  });

  test('two series of the same colour never share a dash, nor two of the same dash a colour, in 64', () => {
    const styles = Array.from({ length: 64 }, (_, place) => `${seriesStyle(place).color} ${seriesStyle(place).dash}`);
    expect(new Set(styles).size).toBe(64);
  });

  // A line's name at its end has the line's colour, and a name inside a bar has the panel's.
  test.each(Array.from({ length: SERIES_COLORS }, (_, place) => `s${place + 1}`))('%s is read on a panel, and a panel on it', (name) => {
    expect(contrast(token(name, theme), token('panel', theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['accent', 'good', 'warn', 'bad', 's-other'])('%s stands out from the panel', (name) => {
    expect(contrast(token(name, theme), token('panel', theme))).toBeGreaterThanOrEqual(name === 's-other' ? 2.5 : 3);
  });

  test.each([
    ['ink', 'panel'],
    ['ink-2', 'panel'],
    ['ink-3', 'panel'],
    ['ink-3', 'paper'],
    ['ink-3', 'sunken'],
    ['ink-2', 'sunken'],
    ['accent', 'panel'],
    ['good-ink', 'good-soft'],
    ['warn-ink', 'warn-soft'],
    ['bad-ink', 'bad-soft'],
    ['warn-ink', 'panel'],
    ['on-accent', 'accent'],
  ])('%s is read on %s', (ink, ground) => {
    expect(contrast(token(ink, theme), token(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });
});
