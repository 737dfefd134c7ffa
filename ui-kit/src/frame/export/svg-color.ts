/** A colour that every program reads: sRGB in hex, and how opaque it is, 0–1. */
export interface PlainColor {
  readonly hex: string;
  readonly alpha: number;
}

const known = new Map<string, PlainColor>();
let dot: CanvasRenderingContext2D | null = null;

/** Any computed colour (`rgb()`, `oklab()`, `color()`, a system colour) as plain sRGB. */
export function plainColor(color: string): PlainColor {
  const found = known.get(color);
  if (found !== undefined) return found;
  const plain = read(color);
  known.set(color, plain);
  return plain;
}

function read(color: string): PlainColor {
  const parts = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(color);
  if (parts !== null)
    return { hex: hexOf(Number(parts[1]), Number(parts[2]), Number(parts[3])), alpha: parts[4] === undefined ? 1 : Number(parts[4]) };
  // A canvas knows every colour that the browser does.
  dot ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  if (dot === null) return { hex: '#000000', alpha: 1 };
  dot.clearRect(0, 0, 1, 1);
  dot.fillStyle = '#000';
  dot.fillStyle = color;
  dot.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = dot.getImageData(0, 0, 1, 1).data;
  return { hex: hexOf(red, green, blue), alpha: alpha / 255 };
}

function hexOf(...channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** A paint and its opacity as attributes: `fill`, `fill-opacity`. */
export function paintAttributes(property: 'fill' | 'stroke', paint: string, opacity = 1): Record<string, string | undefined> {
  if (paint === 'none' || paint === '') return { [property]: 'none' };
  const link = /^url\("?(#[^")]+)"?\)/.exec(paint);
  if (link !== null) return { [property]: `url(${link[1]})`, [`${property}-opacity`]: opacity === 1 ? undefined : String(opacity) };
  const { hex, alpha } = plainColor(paint);
  const whole = Math.round(alpha * opacity * 1000) / 1000;
  return { [property]: hex, [`${property}-opacity`]: whole === 1 ? undefined : String(whole) };
}
